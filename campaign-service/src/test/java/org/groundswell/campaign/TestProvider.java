package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import com.nimbusds.oauth2.sdk.pkce.CodeChallenge;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.pkce.CodeVerifier;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** A small OpenID provider with one user, who agrees to everything. */
final class TestProvider implements AutoCloseable {

    static final String CLIENT = "groundswell-site";

    static final String SECRET = "secret of the site & more";

    private static final String NOTHING_MORE = "{\"sub\": \"user-1\"}";

    private final HttpServer server;

    private final RSAKey key;

    private final RSAKey anotherKey;

    private final Map<String, Map<String, List<String>>> codes = new ConcurrentHashMap<>();

    private volatile UnaryOperator<JWTClaimsSet.Builder> claims = UnaryOperator.identity();

    private volatile String userInfo = NOTHING_MORE;

    private volatile boolean forging;

    private volatile boolean away;

    TestProvider() {
        try {
            key = new RSAKeyGenerator(2048).keyID("provider").generate();
            anotherKey = new RSAKeyGenerator(2048).keyID("provider").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String issuer() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/realm";
    }

    void reset() {
        claims = UnaryOperator.identity();
        userInfo = NOTHING_MORE;
        forging = false;
        away = false;
    }

    /** From now on ID tokens are different in this. */
    void says(UnaryOperator<JWTClaimsSet.Builder> change) {
        claims = change;
    }

    /** From now on this is at the address for user info. */
    void saysOfTheUser(String json) {
        userInfo = json;
    }

    /** From now on ID tokens are signed with a key that is not published. */
    void forge() {
        forging = true;
    }

    void goAway() {
        away = true;
    }

    /**
     * What a browser does that is sent here: its user agrees, and it goes back with a
     * code.
     */
    URI agreed(URI authorization) {
        assertThat(authorization.toString()).startsWith(issuer() + "/authorize?");
        var asked = URLUtils.parseParameters(authorization.getRawQuery());
        assertThat(asked).containsEntry("response_type", List.of("code"))
            .containsEntry("client_id", List.of(CLIENT))
            .containsEntry("scope", List.of("openid email"))
            .containsEntry("code_challenge_method", List.of("S256"))
            .containsKeys("state", "nonce", "code_challenge");
        var code = UUID.randomUUID().toString();
        codes.put(code, asked);
        return URI.create(asked.get("redirect_uri").getFirst() + "?state=" + asked.get("state").getFirst() + "&code="
                + code + "&session_state=anything");
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            if (away) {
                send(exchange, 503, "{}");
                return;
            }
            switch (exchange.getRequestURI().getPath()) {
                case "/realm/.well-known/openid-configuration" -> send(exchange, 200, """
                        {"issuer": "%1$s", "authorization_endpoint": "%1$s/authorize", "token_endpoint": "%1$s/token",
                         "userinfo_endpoint": "%1$s/userinfo", "jwks_uri": "%1$s/keys",
                         "response_types_supported": ["code"], "subject_types_supported": ["public"],
                         "id_token_signing_alg_values_supported": ["RS256"]}""".formatted(issuer()));
                case "/realm/keys" -> send(exchange, 200, new JWKSet(key.toPublicJWK()).toString());
                case "/realm/token" -> exchangeCode(exchange);
                case "/realm/userinfo" ->
                    send(exchange, "Bearer for-the-user".equals(exchange.getRequestHeaders().getFirst("Authorization"))
                            ? 200 : 401, userInfo);
                default -> send(exchange, 404, "{}");
            }
        }
    }

    private void exchangeCode(HttpExchange exchange) throws IOException {
        var shown = URLUtils
            .parseParameters(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        var asked = codes.remove(shown.getOrDefault("code", List.of("")).getFirst());
        if (!credentials().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{\"error\": \"invalid_client\"}");
        }
        else if (asked == null || !asked.get("redirect_uri").equals(shown.get("redirect_uri"))
                || !asked.get("code_challenge").equals(List.of(challenge(shown.get("code_verifier").getFirst())))) {
            send(exchange, 400, "{\"error\": \"invalid_grant\"}");
        }
        else {
            send(exchange, 200, """
                    {"access_token": "for-the-user", "token_type": "Bearer", "id_token": "%s"}"""
                .formatted(idToken(asked.get("nonce").getFirst())));
        }
    }

    private String idToken(String nonce) {
        var now = Instant.now();
        var usual = new JWTClaimsSet.Builder().issuer(issuer())
            .audience(CLIENT)
            .subject("user-1")
            .claim("nonce", nonce)
            .claim("email", "ann@example.org")
            .claim("email_verified", true)
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(300)));
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.RS256).keyID("provider").build(),
                claims.apply(usual).build());
        try {
            token.sign(new RSASSASigner(forging ? anotherKey : key));
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
        return token.serialize();
    }

    private static String challenge(String verifier) {
        return CodeChallenge.compute(CodeChallengeMethod.S256, new CodeVerifier(verifier)).getValue();
    }

    /** Both are encoded as in forms (RFC 6749, 2.3.1). */
    private static String credentials() {
        return "Basic " + Base64.getEncoder()
            .encodeToString((CLIENT + ":secret+of+the+site+%26+more").getBytes(StandardCharsets.UTF_8));
    }

    private static void send(HttpExchange exchange, int status, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

}
