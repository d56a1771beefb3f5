package org.groundswell.defaults.events;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How topics are made where they are missing. All services of an installation must say
 * the same.
 *
 * @param partitions of every topic of events, 1 to 1,000, 6 by default; cannot be changed
 * later, since a campaign's events must stay in one partition
 * @param replicas of every partition, 1 to 9, 1 by default; 3 wherever there are three
 * brokers
 */
@Validated
@ConfigurationProperties("groundswell.topics")
public record TopicProperties(@Min(1) @Max(1000) @DefaultValue("6") int partitions,
        @Min(1) @Max(9) @DefaultValue("1") int replicas) {
}
