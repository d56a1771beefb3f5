package org.groundswell.campaign.signin;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Signing in.
 *
 * @param mails how many links one mailbox is sent in a quarter of an hour, 1 to 1,000, 5
 * by default
 * @param keyRotation how long one key signs access tokens, 2 hours to 365 days, 7 days by
 * default; the same in all instances
 */
@Validated
@ConfigurationProperties("groundswell.sign-in")
public record SignInProperties(@Min(1) @Max(1000) @DefaultValue("5") int mails,
        @DurationMin(hours = 2) @DurationMax(days = 365) @DefaultValue("7d") Duration keyRotation) {
}
