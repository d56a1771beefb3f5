package org.groundswell.analytics;

import org.jspecify.annotations.Nullable;

/**
 * Which count everybody sees, and which is being made anew; the same for all instances.
 */
public interface Generations {

    /**
     * The present standing.
     * @return the first count alone, while nobody has begun another
     * @throws RuntimeException when it cannot be found out
     */
    Standing read();

    /**
     * Says what is so from now on.
     * @param standing which counts there are
     * @throws RuntimeException when that cannot be kept
     */
    void keep(Standing standing);

    /**
     * Which counts there are.
     *
     * @param current the one that everybody sees
     * @param next the one that is being made anew; null: none
     */
    record Standing(Generation current, @Nullable Generation next) {

        /** Nobody has begun another count. */
        public static final Standing FIRST = new Standing(Generation.FIRST, null);

    }

}
