package org.groundswell.campaign;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Inviting others to lead, and how much of it there may be, so that nobody uses it to
 * send mail to strangers.
 *
 * @param lifetime how long an invitation can be accepted; 1 h to 90 d, 14 d by default
 * @param open how many open invitations one lead may have in one campaign; 1 to 500, 50
 * by default
 * @param perHour how many invitations go out in an hour for one campaign; 1 to 10,000,
 * 100 by default
 * @param perHourOfLead how many of one lead go out in an hour, for all their campaigns
 * together; 1 to 10,000, 50 by default
 * @param perHourToOne how many one lead sends to one mailbox in an hour; 1 to 10,000, 10
 * by default
 */
@Validated
@ConfigurationProperties("groundswell.invitations")
public record InvitationProperties(
        @NotNull @DurationMin(hours = 1) @DurationMax(days = 90) @DefaultValue("14d") Duration lifetime,
        @Min(1) @Max(500) @DefaultValue("50") int open, @Min(1) @Max(10_000) @DefaultValue("100") int perHour,
        @Min(1) @Max(10_000) @DefaultValue("50") int perHourOfLead,
        @Min(1) @Max(10_000) @DefaultValue("10") int perHourToOne) {
}
