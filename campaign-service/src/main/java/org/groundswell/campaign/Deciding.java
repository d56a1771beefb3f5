package org.groundswell.campaign;

import java.time.Duration;
import java.time.Instant;

/**
 * That somebody is finding out how a conditional campaign ended, or did so in vain.
 *
 * @param notBefore when the next may try: while one is at it, when that one must be
 * through; then, when its pause is over
 * @param tries how many have begun
 */
public record Deciding(Instant notBefore, int tries) {

    private static final Duration SHORTEST = Duration.ofSeconds(2);

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** After so many doublings it is longer than the longest in any case. */
    private static final int DOUBLINGS = 6;

    /**
     * How long nobody tries after this one was in vain: 2 s after the first, twice as
     * long after each, and a minute at most. A question has all of a campaign's pledges
     * looked through.
     */
    Duration pause() {
        var pause = SHORTEST.multipliedBy(1L << Math.clamp(tries - 1L, 0, DOUBLINGS));
        return pause.compareTo(LONGEST) < 0 ? pause : LONGEST;
    }

}
