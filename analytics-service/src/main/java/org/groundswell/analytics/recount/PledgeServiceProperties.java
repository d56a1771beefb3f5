package org.groundswell.analytics.recount;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where pledge-service is, which counts its records anew.
 *
 * @param url its address, not through the gateway
 * @param timeout how long to wait for a connection and for an answer, 1 ms to 5 min, 20 s
 * by default: it may look through a million pledges
 */
@Validated
@ConfigurationProperties("groundswell.pledge-service")
public record PledgeServiceProperties(@NotNull URI url,
        @DurationMin(millis = 1) @DurationMax(minutes = 5) @DefaultValue("20s") Duration timeout) {
}
