package org.groundswell.defaults.security;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2TokenValidatorResult;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * What an access token must be, in every service: signed with ES256 by a key of
 * campaign-service, from this site and for it, within its time (by five seconds, since
 * clocks differ), and not signed out. A token without an end or an id is refused.
 */
public final class AccessTokenChecks {

    /** Whom access tokens are for. */
    public static final String AUDIENCE = "groundswell";

    private static final OAuth2TokenValidatorResult SIGNED_OUT = OAuth2TokenValidatorResult
        .failure(new OAuth2Error(OAuth2ErrorCodes.INVALID_TOKEN, "The token was signed out, or has no id", null));

    /** How far the clocks of two services may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofSeconds(5);

    private AccessTokenChecks() {
    }

    /**
     * A decoder that takes good tokens alone.
     * @param keys the public keys
     * @param issuer the site's public address
     * @param clock what time it is
     * @param signedOut whether the token with an id was signed out
     * @return the decoder
     */
    public static JwtDecoder decoder(JWKSource<SecurityContext> keys, String issuer, Clock clock,
            Predicate<String> signedOut) {
        var decoder = NimbusJwtDecoder.withJwkSource(keys).jwsAlgorithm(SignatureAlgorithm.ES256).build();
        var lifetime = new JwtTimestampValidator(CLOCKS_APART);
        lifetime.setClock(clock);
        lifetime.setAllowEmptyExpiryClaim(false);
        OAuth2TokenValidator<Jwt> notSignedOut = token -> {
            var id = token.getId();
            return id == null || signedOut.test(id) ? SIGNED_OUT : OAuth2TokenValidatorResult.success();
        };
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                List.of(lifetime, new JwtIssuerValidator(issuer), new JwtAudienceValidator(AUDIENCE), notSignedOut)));
        return decoder;
    }

}
