package org.groundswell.gateway.limits;

import java.time.Duration;
import org.springframework.util.Assert;

/**
 * A token bucket's measures.
 *
 * @param tokens how many tokens come back in a period
 * @param period the period
 * @param burst how many it holds
 */
record Rate(long tokens, Duration period, long burst) {

    static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

    private static final long MOST = 1_000_000;

    Rate {
        Assert.isTrue(tokens > 0 && burst > 0 && tokens <= MOST && burst <= MOST,
                "groundswell.limits: per-second, per-minute and burst must be from 1 to 1,000,000");
        Assert.isTrue(Math.ceilDiv(burst * period.toSeconds(), tokens) <= LONGEST_WINDOW.toSeconds(),
                "groundswell.limits: per-second or per-minute must make up for burst within 10 minutes");
    }

    static Rate perSecond(long tokens, long burst) {
        return new Rate(tokens, Duration.ofSeconds(1), burst);
    }

    static Rate perMinute(long tokens, long burst) {
        return new Rate(tokens, Duration.ofMinutes(1), burst);
    }

    /** How long it takes to fill an empty bucket, in whole seconds, at least 1. */
    long window() {
        return Math.ceilDiv(burst * period.toSeconds(), tokens);
    }

}
