package org.groundswell.campaign.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.SiteProperties;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.JwtAudienceValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Issues access tokens: JWTs, signed with ES256, good for an hour, that name an organiser
 * and nothing else.
 */
@Component
public class AccessTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private static final String AUDIENCE = "groundswell";

    private final SigningKeys keys;

    private final String issuer;

    private final Clock clock;

    AccessTokens(SigningKeys keys, SiteProperties site, Clock clock) {
        this.keys = keys;
        this.issuer = site.publicUrl();
        this.clock = clock;
    }

    /**
     * A new token.
     * @param organiser whom it names
     * @return the token
     */
    public AccessToken issue(Organiser organiser) {
        var now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var newest = keys.all().getKeys().getFirst();
        var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(newest.getKeyID()).type("JWT").build();
        var claims = JwtClaimsSet.builder()
            .issuer(issuer)
            .audience(List.of(AUDIENCE))
            .subject(organiser.id())
            .issuedAt(now)
            .expiresAt(now.plus(LIFETIME))
            .build();
        JWKSource<SecurityContext> source = (selector, context) -> selector.select(new JWKSet(newest));
        var token = new NimbusJwtEncoder(source).encode(JwtEncoderParameters.from(header, claims));
        return new AccessToken(token.getTokenValue(), now.plus(LIFETIME));
    }

    /**
     * What others check tokens with.
     * @return a JSON Web Key Set (RFC 7517), public parts only
     */
    public Map<String, Object> publicKeys() {
        return keys.all().toJSONObject(true);
    }

    static JwtDecoder decoder(SigningKeys keys, SiteProperties site, Clock clock) {
        JWKSource<SecurityContext> source = (selector, context) -> selector.select(keys.all().toPublicJWKSet());
        var decoder = NimbusJwtDecoder.withJwkSource(source).jwsAlgorithm(SignatureAlgorithm.ES256).build();
        var lifetime = new JwtTimestampValidator();
        lifetime.setClock(clock);
        decoder.setJwtValidator(JwtValidators.createDefaultWithValidators(
                List.of(lifetime, new JwtIssuerValidator(site.publicUrl()), new JwtAudienceValidator(AUDIENCE))));
        return decoder;
    }

}
