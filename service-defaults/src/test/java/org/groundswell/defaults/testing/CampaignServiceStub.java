package org.groundswell.defaults.testing;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What services ask of campaign-service: keys, who leads what, and what was signed out.
 */
public final class CampaignServiceStub implements AutoCloseable {

    private final HttpServer server;

    private final ECKey key;

    /** By the question's path, what is answered. */
    private final Map<String, String> leads = new ConcurrentHashMap<>();

    private final Set<String> signedOut = ConcurrentHashMap.newKeySet();

    private volatile boolean away;

    /** Starts it on a port that is free. */
    public CampaignServiceStub() {
        try {
            key = new ECKeyGenerator(Curve.P_256).keyID("test").generate();
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /**
     * Where it is.
     * @return without a slash at its end
     */
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** From now on every question is answered 503. */
    public void goAway() {
        away = true;
    }

    /** From now on it answers again. */
    public void comeBack() {
        away = false;
    }

    /**
     * Signs a token, whatever it says.
     * @param claims what it says
     * @return the token
     */
    public String sign(JWTClaimsSet claims) {
        return signed(key, claims);
    }

    /**
     * An access token of somebody who leads a whole campaign.
     * @param organiserId who
     * @param campaignId which; from now on
     * @return the token
     */
    public String tokenOfLead(String organiserId, String campaignId) {
        return tokenOfLead(organiserId, campaignId, "null");
    }

    /**
     * An access token of somebody who leads some places of a campaign.
     * @param organiserId who
     * @param campaignId which; from now on
     * @param places the places' codes, with all that lie below them
     * @return the token
     */
    public String tokenOfHubLead(String organiserId, String campaignId, String... places) {
        return tokenOfLead(organiserId, campaignId,
                Stream.of(places).collect(Collectors.joining("\", \"", "[\"", "\"]")));
    }

    private String tokenOfLead(String organiserId, String campaignId, String places) {
        leads.put("/internal/campaigns/" + campaignId + "/organisers/" + organiserId, "{\"places\": " + places + "}");
        return token(organiserId);
    }

    /**
     * An access token of somebody.
     * @param organiserId who
     * @return the token
     */
    public String token(String organiserId) {
        return signed(key, claims(organiserId).build());
    }

    /**
     * A token as it should not be.
     * @param organiserId whom it names
     * @param change what is different about its claims
     * @return the token, rightly signed
     */
    public String token(String organiserId, UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(key, change.apply(claims(organiserId)).build());
    }

    /**
     * A token without signature, {@code alg: none}.
     * @param organiserId whom it names
     * @return the token
     */
    public String unsignedToken(String organiserId) {
        return new PlainJWT(claims(organiserId).build()).serialize();
    }

    /**
     * A token signed with the public key as if it were a secret, {@code alg: HS256}.
     * @param organiserId whom it names
     * @return the token
     */
    public String tokenSignedWithThePublicKey(String organiserId) {
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(key.getKeyID()).build(),
                claims(organiserId).build());
        try {
            token.sign(new MACSigner(key.toPublicJWK().toJSONString()));
            return token.serialize();
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /**
     * Whoever has this token signs out.
     * @param token from here
     */
    public void signOut(String token) {
        try {
            signedOut.add(SignedJWT.parse(token).getJWTClaimsSet().getJWTID());
        }
        catch (ParseException thrown) {
            throw new IllegalArgumentException(thrown);
        }
    }

    /**
     * What looks like an access token, signed with another key of the same name.
     * @param organiserId whom it names
     * @return the token
     */
    public String forgedToken(String organiserId) {
        return forgedToken(organiserId, key.getKeyID());
    }

    /**
     * What looks like an access token, signed with a key that is made up, and its name
     * too.
     * @param organiserId whom it names
     * @return the token
     */
    public String tokenOfUnknownKey(String organiserId) {
        return forgedToken(organiserId, UUID.randomUUID().toString());
    }

    private static String forgedToken(String organiserId, String keyId) {
        try {
            return signed(new ECKeyGenerator(Curve.P_256).keyID(keyId).generate(), claims(organiserId).build());
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /**
     * An access token whose hour is over.
     * @param organiserId whom it names
     * @return the token
     */
    public String expiredToken(String organiserId) {
        return token(organiserId, claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(3600))));
    }

    /**
     * A well signed token that is meant for somebody else.
     * @param organiserId whom it names
     * @return the token
     */
    public String tokenForAnotherAudience(String organiserId) {
        return token(organiserId, claims -> claims.audience("somebody-else"));
    }

    private static JWTClaimsSet.Builder claims(String organiserId) {
        var now = Instant.now();
        return new JWTClaimsSet.Builder().issuer("http://localhost:8080")
            .audience("groundswell")
            .subject(organiserId)
            .jwtID(UUID.randomUUID().toString())
            .issueTime(Date.from(now))
            .expirationTime(Date.from(now.plusSeconds(3600)));
    }

    /**
     * Signs a token as campaign-service does.
     * @param key with which key, which gives its name
     * @param claims what it says
     * @return the token
     */
    public static String signed(ECKey key, JWTClaimsSet claims) {
        try {
            var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.ES256).keyID(key.getKeyID()).build(), claims);
            token.sign(new ECDSASigner(key));
            return token.serialize();
        }
        catch (JOSEException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath();
            if (away) {
                exchange.sendResponseHeaders(503, -1);
            }
            else if (path.equals("/.well-known/jwks.json")) {
                write(exchange, new JWKSet(key.toPublicJWK()).toString());
            }
            else if (!credentials().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            }
            else if (leads.containsKey(path)) {
                write(exchange, leads.get(path));
            }
            else if (path.equals("/internal/revoked-tokens")) {
                var ids = signedOut.stream().map(id -> '"' + id + '"').collect(Collectors.joining(","));
                write(exchange, "{\"tokens\":[" + ids + "]}");
            }
            else {
                exchange.sendResponseHeaders(404, -1);
            }
        }
    }

    private static void write(HttpExchange exchange, String json) throws IOException {
        var bytes = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private static String credentials() {
        return "Basic " + Base64.getEncoder()
            .encodeToString(("service:" + TestSecrets.INTERNAL).getBytes(StandardCharsets.UTF_8));
    }

}
