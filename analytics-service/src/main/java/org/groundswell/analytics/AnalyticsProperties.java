package org.groundswell.analytics;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * How pledges are counted and shown.
 *
 * @param stateDir the folder for the counting's local state, each instance its own; what
 * is lost there is fetched again from Kafka
 * @param places the places, as CSV with a header that names the columns: code, ons_code,
 * name, kind, parent; shipped with the service
 * @param maxListeners how many live streams this instance serves at once, 1 to 100,000,
 * 6,000 by default
 * @param heartbeat after how long without anything to send a stream shows that it is
 * alive, which also finds out who has left; 100 ms to a minute, 15 s by default
 */
@Validated
@ConfigurationProperties("groundswell.analytics")
public record AnalyticsProperties(@NotBlank String stateDir, @DefaultValue("classpath:places.csv") Resource places,
        @Min(1) @Max(100_000) @DefaultValue("6000") int maxListeners,
        @NotNull @DurationMin(millis = 100) @DurationMax(minutes = 1) @DefaultValue("15s") Duration heartbeat) {
}
