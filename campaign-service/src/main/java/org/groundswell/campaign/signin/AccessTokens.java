package org.groundswell.campaign.signin;

import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.groundswell.campaign.Ids;
import org.groundswell.campaign.Organiser;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.defaults.security.AccessTokenChecks;
import org.springframework.dao.DataAccessException;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtEncoderParameters;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.stereotype.Component;

/**
 * Access tokens: JWTs, signed with ES256, good for an hour, that name an organiser and
 * nothing else.
 */
@Component
public class AccessTokens {

    /** How long a token is good. */
    public static final Duration LIFETIME = Duration.ofHours(1);

    private final SigningKeys keys;

    private final RevokedTokens revoked;

    private final Ids ids = new Ids();

    private final String issuer;

    private final Clock clock;

    AccessTokens(SigningKeys keys, RevokedTokens revoked, SiteProperties site, Clock clock) {
        this.keys = keys;
        this.revoked = revoked;
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
        var key = keys.signer();
        var header = JwsHeader.with(SignatureAlgorithm.ES256).keyId(key.getKeyID()).type("JWT").build();
        var claims = JwtClaimsSet.builder()
            .issuer(issuer)
            .audience(List.of(AccessTokenChecks.AUDIENCE))
            .id(ids.next())
            .subject(organiser.id())
            .issuedAt(now)
            .expiresAt(now.plus(LIFETIME))
            .build();
        JWKSource<SecurityContext> source = (selector, context) -> selector.select(new JWKSet(key));
        var token = new NimbusJwtEncoder(source).encode(JwtEncoderParameters.from(header, claims));
        return new AccessToken(token.getTokenValue(), now.plus(LIFETIME));
    }

    /**
     * Ends a token's life: at once here, and in the other services when they ask next.
     * @param token a good token, or one that was signed out already
     */
    public void signOut(Jwt token) {
        revoked.add(Objects.requireNonNull(token.getId()), Objects.requireNonNull(token.getExpiresAt()));
    }

    /**
     * What others check tokens with.
     * @return a JSON Web Key Set (RFC 7517), public parts only
     */
    public Map<String, Object> publicKeys() {
        return keys.published().toJSONObject(true);
    }

    /**
     * Checks tokens, but for whether they were signed out.
     * @return a decoder
     */
    public JwtDecoder decoderOfSignedOut() {
        return AccessTokenChecks.decoder(keys, issuer, clock, id -> false);
    }

    JwtDecoder decoder() {
        return AccessTokenChecks.decoder(keys, issuer, clock, this::isSignedOut);
    }

    private boolean isSignedOut(String id) {
        try {
            return revoked.contains(id);
        }
        catch (DataAccessException away) {
            throw new JwtException("it cannot be told whether the token was signed out", away);
        }
    }

}
