package org.groundswell.analytics.recount;

import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How counts are compared with pledge-service's records.
 *
 * @param recountInterval how long after one check of all campaigns the next begins, 10
 * min by default; 0: never
 * @param recountPatience how long a difference must last to be one, 0 to 1 min, 3 s by
 * default: events take a moment from the records to the count
 */
@Validated
@ConfigurationProperties("groundswell.analytics")
public record RecountProperties(@DurationMin @DefaultValue("10m") Duration recountInterval,
        @DurationMin @DurationMax(minutes = 1) @DefaultValue("3s") Duration recountPatience) {
}
