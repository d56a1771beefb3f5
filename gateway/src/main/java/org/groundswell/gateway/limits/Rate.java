package org.groundswell.gateway.limits;

import java.time.Duration;
import org.springframework.util.Assert;

/**
 * A token bucket's measures.
 *
 * @param perSecond how many tokens come back in a second
 * @param burst how many it holds
 */
record Rate(long perSecond, long burst) {

    static final Duration LONGEST_WINDOW = Duration.ofMinutes(10);

    private static final long MOST = 1_000_000;

    Rate {
        Assert.isTrue(perSecond > 0 && burst > 0 && perSecond <= MOST && burst <= MOST,
                "groundswell.limits: per-second and burst must be from 1 to 1,000,000");
        Assert.isTrue(Math.ceilDiv(burst, perSecond) <= LONGEST_WINDOW.toSeconds(),
                "groundswell.limits: per-second must make up for burst within 10 minutes");
    }

    /** How long it takes to fill an empty bucket, in whole seconds, at least 1. */
    long window() {
        return Math.ceilDiv(burst, perSecond);
    }

}
