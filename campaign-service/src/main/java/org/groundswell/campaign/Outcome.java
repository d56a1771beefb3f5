package org.groundswell.campaign;

import java.time.Instant;

/**
 * How a conditional campaign ended.
 *
 * @param result whether enough pledged
 * @param pledges how many did, by the closing
 * @param target how many were needed
 * @param decidedAt when that was found
 */
public record Outcome(Result result, long pledges, long target, Instant decidedAt) {

    /** Whether enough pledged. */
    public enum Result {

        /** The target was reached: the pledges bind. */
        SUCCEEDED,
        /** It was not: they bind nobody. */
        FELL_SHORT

    }

    /**
     * Decides.
     * @param pledges how many were made by the closing and not withdrawn by then
     * @param target how many were needed
     * @param now when it is decided
     * @return the outcome
     */
    static Outcome of(long pledges, long target, Instant now) {
        return new Outcome(pledges >= target ? Result.SUCCEEDED : Result.FELL_SHORT, pledges, target, now);
    }

}
