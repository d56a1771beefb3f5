package org.groundswell.defaults.security;

import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where campaign-service is, which knows organisers and signs their access tokens.
 *
 * @param url its address, not through the gateway
 * @param timeout how long to wait for a connection and for an answer, 1 ms to 4 s, 3 s by
 * default
 */
@Validated
@ConfigurationProperties("groundswell.campaign-service")
public record CampaignServiceProperties(@NotNull URI url,
        @DurationMin(millis = 1) @DurationMax(seconds = 4) @DefaultValue("3s") Duration timeout) {
}
