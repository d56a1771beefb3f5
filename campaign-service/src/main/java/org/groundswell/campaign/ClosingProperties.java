package org.groundswell.campaign;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How campaigns end.
 *
 * @param settling how long after its closing a conditional campaign is decided at the
 * earliest, so that every pledge-service has heard of the closing and stored what it was
 * accepting; 1 s to 1 h, 30 s by default: when a pledge-service is killed, another hears
 * in its place only after Kafka's session timeout of 10 s and some seconds more
 */
@Validated
@ConfigurationProperties("groundswell.closing")
public record ClosingProperties(
        @NotNull @DurationMin(seconds = 1) @DurationMax(hours = 1) @DefaultValue("30s") Duration settling) {
}
