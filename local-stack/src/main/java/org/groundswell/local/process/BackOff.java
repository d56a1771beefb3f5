package org.groundswell.local.process;

import java.time.Duration;

/**
 * How long to wait before starting again what has died: not at all the first time, then 1
 * s, doubled up to 30 s. Having been healthy makes the next death a first one: what kills
 * a healthy process comes from outside, and people wait for it.
 */
final class BackOff {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private static final Duration HEALTHY_ENOUGH = Duration.ofSeconds(1);

    private Duration next = Duration.ZERO;

    Duration afterHealthyFor(Duration healthy) {
        if (healthy.compareTo(HEALTHY_ENOUGH) >= 0) {
            this.next = Duration.ZERO;
        }
        Duration wait = this.next;
        this.next = wait.isZero() ? Duration.ofSeconds(1) : wait.multipliedBy(2);
        if (this.next.compareTo(LONGEST) > 0) {
            this.next = LONGEST;
        }
        return wait;
    }

}
