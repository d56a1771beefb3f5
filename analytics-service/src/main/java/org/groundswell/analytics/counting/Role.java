package org.groundswell.analytics.counting;

import java.util.Map;
import org.groundswell.analytics.Generation;
import org.jspecify.annotations.Nullable;

/**
 * What a count is there for: to be seen by everybody, or to be made anew beside the one
 * that is.
 */
interface Role {

    /** The only count there is. */
    Role ONLY = new Role() {
        @Override
        public Generation generation() {
            return Generation.FIRST;
        }

        @Override
        public Voice voice() {
            return Voice.ALOUD;
        }

        @Override
        public Map<String, MilestoneReached> announced() {
            return Map.of();
        }
    };

    /** Which count it is. */
    Generation generation();

    /** How it says what it counts; that may change. */
    Voice voice();

    /** The milestones that the counts before it have announced, by their event's id. */
    Map<String, MilestoneReached> announced();

    /** What was announced of a threshold. */
    default @Nullable MilestoneReached announced(String campaignId, long threshold) {
        return announced().get(MilestoneReached.eventId(campaignId, threshold));
    }

    /** How a count says what it counts. */
    enum Voice {

        /** Tallies and milestones are for everybody. */
        ALOUD,
        /** Tallies are for whoever compares; milestones are kept to be said later. */
        ASIDE,
        /** Both are kept to be said later. */
        SILENT

    }

}
