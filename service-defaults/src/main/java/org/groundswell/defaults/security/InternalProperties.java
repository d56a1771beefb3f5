package org.groundswell.defaults.security;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How services prove to each other that they are services.
 *
 * @param secret the credential that all of an installation's services share, at least 16
 * characters; there is no default, and a service does not start without it
 */
@Validated
@ConfigurationProperties("groundswell.internal")
public record InternalProperties(@NotNull @Size(min = 16) String secret) {

    /** The user name that goes with the secret in HTTP Basic authentication. */
    public static final String USER = "service";

}
