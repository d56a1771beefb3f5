package org.groundswell.campaign.signin.provider;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.jwk.source.JWKSourceBuilder;
import com.nimbusds.jose.proc.BadJOSEException;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jose.util.DefaultResourceRetriever;
import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.AuthorizationCodeGrant;
import com.nimbusds.oauth2.sdk.GeneralException;
import com.nimbusds.oauth2.sdk.ResponseType;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.auth.ClientAuthentication;
import com.nimbusds.oauth2.sdk.auth.ClientAuthenticationMethod;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.ClientSecretPost;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.id.Issuer;
import com.nimbusds.oauth2.sdk.pkce.CodeChallengeMethod;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.openid.connect.sdk.AuthenticationRequest;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponse;
import com.nimbusds.openid.connect.sdk.OIDCTokenResponseParser;
import com.nimbusds.openid.connect.sdk.UserInfoRequest;
import com.nimbusds.openid.connect.sdk.UserInfoResponse;
import com.nimbusds.openid.connect.sdk.claims.ClaimsSet;
import com.nimbusds.openid.connect.sdk.claims.IDTokenClaimsSet;
import com.nimbusds.openid.connect.sdk.op.OIDCProviderMetadata;
import com.nimbusds.openid.connect.sdk.validators.IDTokenValidator;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.defaults.internal.ServiceAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/**
 * The configured OpenID provider. Where its addresses are and what it can do is read from
 * its own metadata (OpenID Connect Discovery 1.0), and asked anew every hour.
 */
@Component
@ConditionalOnProperty("groundswell.sign-in.provider.issuer")
class IdentityProvider {

    private static final Logger log = LoggerFactory.getLogger(IdentityProvider.class);

    private static final String NAME = "identity-provider";

    private static final String CALLBACK = "/api/sign-in/provider/callback";

    private static final int TIMEOUT_MILLIS = 3_000;

    private static final int MAX_BYTES = 256 * 1024;

    private final Issuer issuer;

    private final ClientID client;

    private final Secret clientSecret;

    private final Scope scope;

    private final URI callback;

    private final CircuitBreaker breaker;

    private final Retry retry;

    private final LoadingCache<Issuer, Discovered> discovered = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofHours(1))
        .build(this::discover);

    IdentityProvider(ProviderProperties properties, SiteProperties site, CircuitBreakerRegistry breakers,
            RetryRegistry retries) {
        this.issuer = new Issuer(properties.issuer());
        this.client = new ClientID(properties.clientId());
        this.clientSecret = new Secret(properties.clientSecret());
        this.scope = Scope.parse(properties.scopes());
        this.callback = URI.create(site.publicUrl() + CALLBACK);
        this.breaker = breakers.circuitBreaker(NAME);
        this.retry = retries.retry(NAME);
    }

    /**
     * Where a browser goes to say who it is.
     * @throws ServiceAway when the provider does not answer
     */
    URI authorization(Attempt attempt) {
        return new AuthenticationRequest.Builder(ResponseType.CODE, scope, client, callback)
            .endpointURI(discovered.get(issuer).metadata().getAuthorizationEndpointURI())
            .state(attempt.state())
            .nonce(attempt.nonce())
            .codeChallenge(attempt.verifier(), CodeChallengeMethod.S256)
            .build()
            .toURI();
    }

    /**
     * The verified address of who came back with a code.
     * @return the address; empty when the provider does not know the code, vouches for
     * somebody else, or has not verified an address
     * @throws ServiceAway when the provider does not answer
     */
    Optional<String> verifiedEmail(String code, Attempt attempt) {
        var provider = discovered.get(issuer);
        // Not asked again when it fails: a code works once.
        return ask(() -> {
            var tokens = exchange(code, attempt, provider.metadata());
            if (tokens.isEmpty()) {
                return Optional.empty();
            }
            try {
                var oidc = tokens.get().getOIDCTokens();
                var claims = provider.idTokens().validate(oidc.getIDToken(), attempt.nonce());
                return claims.getClaim("email") == null ? userInfo(oidc.getAccessToken(), claims, provider.metadata())
                    .flatMap(IdentityProvider::emailIn) : emailIn(claims);
            }
            catch (BadJOSEException bad) {
                return refused(bad.getClass().getSimpleName());
            }
        });
    }

    private Optional<OIDCTokenResponse> exchange(String code, Attempt attempt, OIDCProviderMetadata metadata)
            throws IOException, GeneralException {
        var grant = new AuthorizationCodeGrant(new AuthorizationCode(code), callback, attempt.verifier());
        var answer = send(
                new TokenRequest.Builder(metadata.getTokenEndpointURI(), authentication(metadata), grant).build()
                    .toHTTPRequest());
        var tokens = OIDCTokenResponseParser.parse(answer);
        return tokens.indicatesSuccess() ? Optional.of((OIDCTokenResponse) tokens.toSuccessResponse())
                : refused(String.valueOf(tokens.toErrorResponse().getErrorObject().getCode()));
    }

    /** Some providers say the address here only (OpenID Connect Core 1.0, 5.4). */
    private Optional<ClaimsSet> userInfo(AccessToken accessToken, IDTokenClaimsSet who, OIDCProviderMetadata metadata)
            throws IOException, GeneralException {
        var endpoint = metadata.getUserInfoEndpointURI();
        if (endpoint == null) {
            return refused("no email");
        }
        var answer = UserInfoResponse.parse(send(new UserInfoRequest(endpoint, accessToken).toHTTPRequest()));
        if (!answer.indicatesSuccess()) {
            return refused("no user info");
        }
        var claims = answer.toSuccessResponse().getUserInfo();
        return claims != null && who.getSubject().equals(claims.getSubject()) ? Optional.of(claims)
                : refused("user info of somebody else");
    }

    private static Optional<String> emailIn(ClaimsSet claims) {
        var email = claims.getStringClaim("email");
        // Some providers write it as a string.
        var verified = "true".equals(String.valueOf(claims.getClaim("email_verified")));
        return email != null && !email.isBlank() && verified ? Optional.of(email) : refused("no verified email");
    }

    private ClientAuthentication authentication(OIDCProviderMetadata metadata) {
        var methods = metadata.getTokenEndpointAuthMethods();
        var byPost = methods != null && methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_POST)
                && !methods.contains(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        return byPost ? new ClientSecretPost(client, clientSecret) : new ClientSecretBasic(client, clientSecret);
    }

    private Discovered discover(Issuer issuer) {
        return retry.executeSupplier(() -> ask(() -> {
            var metadata = OIDCProviderMetadata.resolve(issuer, TIMEOUT_MILLIS, TIMEOUT_MILLIS);
            JWKSource<SecurityContext> keys = JWKSourceBuilder
                .create(metadata.getJWKSetURI().toURL(),
                        new DefaultResourceRetriever(TIMEOUT_MILLIS, TIMEOUT_MILLIS, MAX_BYTES))
                .retrying(true)
                .build();
            return new Discovered(metadata, new IDTokenValidator(issuer, client,
                    new JWSVerificationKeySelector<>(algorithms(metadata), keys), null));
        }));
    }

    /** Never a shared secret, nor none at all. */
    private static Set<JWSAlgorithm> algorithms(OIDCProviderMetadata metadata) {
        var offered = metadata.getIDTokenJWSAlgs();
        return offered == null ? Set.of(JWSAlgorithm.RS256)
                : offered.stream().filter(JWSAlgorithm.Family.SIGNATURE::contains).collect(Collectors.toSet());
    }

    private static HTTPResponse send(HTTPRequest request) throws IOException {
        request.setConnectTimeout(TIMEOUT_MILLIS);
        request.setReadTimeout(TIMEOUT_MILLIS);
        request.setFollowRedirects(false);
        var answer = request.send();
        if (answer.getStatusCode() >= HTTPResponse.SC_SERVER_ERROR) {
            throw new IOException("status " + answer.getStatusCode());
        }
        return answer;
    }

    private <T> T ask(Question<T> question) {
        try {
            return breaker.executeSupplier(() -> {
                try {
                    return question.ask();
                }
                catch (IOException | GeneralException | JOSEException away) {
                    throw new ServiceAway(NAME, away);
                }
            });
        }
        catch (CallNotPermittedException left) {
            throw new ServiceAway(NAME, left);
        }
    }

    /**
     * For whoever sets the provider up: it is written nowhere else why nobody gets in.
     */
    private static <T> Optional<T> refused(String reason) {
        log.atInfo().addKeyValue("reason", reason).log("sign-in with the provider refused");
        return Optional.empty();
    }

    private record Discovered(OIDCProviderMetadata metadata, IDTokenValidator idTokens) {
    }

    @FunctionalInterface
    private interface Question<T> {

        T ask() throws IOException, GeneralException, JOSEException;

    }

}
