package org.groundswell.notification;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the site looks from outside.
 *
 * @param publicUrl where the gateway is reached by the public, without a slash at its
 * end; {@code http://localhost:8080} by default. Links in mails start with it
 * @param siteName what the site calls itself in mails, "Groundswell" by default
 */
@Validated
@ConfigurationProperties("groundswell")
public record SiteProperties(
        @Pattern(regexp = "https?://[^/]+") @DefaultValue("http://localhost:8080") String publicUrl,
        @NotBlank @DefaultValue("Groundswell") String siteName) {
}
