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
 * @param timeout how long to wait for a connection and for an answer, 1 ms to 15 min, 45
 * s by default: longer than the two tries of 20 s in which analytics-service itself waits
 * for a recount, which reads all of a campaign's pledges. Whoever gives up earlier has it
 * begun again while the one that nobody waits for goes on
 */
@Validated
@ConfigurationProperties("groundswell.analytics-service")
public record AnalyticsServiceProperties(@NotNull @DefaultValue("http://127.0.0.1:8083") URI url,
        @DurationMin(millis = 1) @DurationMax(minutes = 15) @DefaultValue("45s") Duration timeout) {
}
