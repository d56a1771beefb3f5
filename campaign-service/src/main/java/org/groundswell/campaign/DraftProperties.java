package org.groundswell.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Drafting, which anybody with a mailbox can do.
 *
 * @param perHour how many drafts one organiser may add in an hour of the clock; 1 to
 * 100,000, 1,000 by default
 */
@Validated
@ConfigurationProperties("groundswell.drafts")
record DraftProperties(@Min(1) @Max(100_000) @DefaultValue("1000") int perHour) {
}
