package org.groundswell.pledge;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser did about a pledge. Stands in the pledge's own document for as long
 * as that does, whatever is erased of it.
 *
 * @param at when
 * @param who the organiser's id
 * @param what what was done
 * @param held why the pledge had been held back until then; null: it had not
 */
public record Moderation(Instant at, String who, Act what, @Nullable Set<HoldReason> held) {

    /**
     * What is about to be done.
     * @param pledge the pledge as it was found
     * @param what what
     * @param by who does it
     * @param at when
     * @return the note of it
     */
    static Moderation of(Pledge pledge, Act what, Lead by, Instant at) {
        return new Moderation(at, by.organiser(), what, pledge.held());
    }

    /** What can be done about a pledge, each once. */
    public enum Act {

        /** It was shown. */
        RELEASED,
        /** It was taken away. */
        REMOVED

    }

}
