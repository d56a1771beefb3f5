package org.groundswell.defaults.mail;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom mails are from.
 *
 * @param mailFrom the sender's address, {@code no-reply@groundswell.invalid} by default
 */
@Validated
@ConfigurationProperties("groundswell")
record SenderProperties(@NotBlank @DefaultValue("no-reply@groundswell.invalid") String mailFrom) {
}
