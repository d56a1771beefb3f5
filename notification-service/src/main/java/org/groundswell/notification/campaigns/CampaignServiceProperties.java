package org.groundswell.notification.campaigns;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where campaign-service is.
 *
 * @param url its address, not through the gateway
 * @param timeout how long to wait for a connection and an answer, 1 ms to 4 s, 3 s by
 * default; an attempt at a delivery asks three times at most, and must be over before its
 * claim is
 */
@Validated
@ConfigurationProperties("groundswell.campaign-service")
record CampaignServiceProperties(@NotNull URI url,
        @DurationMin(millis = 1) @DurationMax(seconds = 4) @DefaultValue("3s") Duration timeout) {
}
