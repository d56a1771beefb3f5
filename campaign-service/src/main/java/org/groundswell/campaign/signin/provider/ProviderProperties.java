package org.groundswell.campaign.signin.provider;

import com.nimbusds.oauth2.sdk.id.Issuer;
import jakarta.validation.constraints.AssertTrue;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The OpenID provider that organisers sign in with. Where one is configured, there is no
 * signing in by mail.
 *
 * @param issuer its issuer identifier, under which it publishes its metadata; https,
 * unless it is on this machine
 * @param clientId what it knows this site as
 * @param clientSecret the credential that goes with it
 * @param scopes what it is asked for; {@code openid} and {@code email} by default, which
 * are needed
 */
@Validated
@ConditionalOnProperty("groundswell.sign-in.provider.issuer")
@ConfigurationProperties("groundswell.sign-in.provider")
public record ProviderProperties(@NotNull URI issuer, @NotBlank String clientId, @NotBlank String clientSecret,
        @DefaultValue( {
                "openid", "email" }) List<String> scopes){

    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");

    @AssertTrue(message = "issuer must be an https address without query and fragment")
    boolean isIssuerSafe() {
        return Issuer.isValid(new Issuer(issuer)) || "http".equals(issuer.getScheme()) && issuer.getHost() != null
                && THIS_MACHINE.contains(issuer.getHost());
    }

    @AssertTrue(message = "scopes must contain openid and email")
    boolean isWhoAsked() {
        return scopes.containsAll(Set.of("openid", "email"));
    }

}
