package org.groundswell.campaign.counts;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where analytics-service is.
 *
 * @param url its address, not through the gateway
 * @param timeout how long to wait for a connection and for an answer, 1 ms to 1 min, 15 s
 * by default: a recount reads all of a campaign's pledges
 */
@Validated
@ConfigurationProperties("groundswell.analytics-service")
public record AnalyticsServiceProperties(@NotNull @DefaultValue("http://127.0.0.1:8083") URI url,
        @DurationMin(millis = 1) @DurationMax(minutes = 1) @DefaultValue("15s") Duration timeout) {
}
