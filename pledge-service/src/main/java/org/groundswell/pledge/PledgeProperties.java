package org.groundswell.pledge;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;
import org.springframework.validation.annotation.Validated;

/**
 * How pledges are accepted.
 *
 * @param secretKey 32 random bytes in Base64, the root of the pledgers' secrets and of
 * the encryption of addresses; there is no default, and the service does not start
 * without it
 * @param formerSecretKeys keys that were current before, so that what was made with them
 * is still understood; none by default
 * @param confirmationTime how long a pledge waits to be confirmed by mail before it is
 * erased, 7 days by default
 * @param addressRetention how long after a campaign's end its pledgers' addresses are
 * erased, 30 days by default
 * @param places the places that a pledge can name, as CSV with a header and the code
 * first; shipped with the service
 * @param groupSize how many pledges are written with one command at most, 1 to 1,000, 500
 * by default
 * @param waitingRoom how many pledges may wait to be written before others are turned
 * away, 1 to 100,000, 5,000 by default
 * @param patience how long a pledge may wait to be written before it is turned away, 5 s
 * by default
 */
@Validated
@ConfigurationProperties("groundswell.pledges")
public record PledgeProperties(
        @NotNull @Pattern(regexp = "[A-Za-z0-9+/]{43}=", message = "must be 32 bytes in Base64") String secretKey,
        @DefaultValue List<@Pattern(regexp = "[A-Za-z0-9+/]{43}=",
                message = "must be 32 bytes in Base64") String> formerSecretKeys,
        @DefaultValue("7d") Duration confirmationTime, @DefaultValue("30d") Duration addressRetention,
        @DefaultValue("classpath:places.csv") Resource places, @Min(1) @Max(1_000) @DefaultValue("500") int groupSize,
        @Min(1) @Max(100_000) @DefaultValue("5000") int waitingRoom, @DefaultValue("5s") Duration patience) {
}
