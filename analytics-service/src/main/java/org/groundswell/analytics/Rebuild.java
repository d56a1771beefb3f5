package org.groundswell.analytics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Counting everything anew from the events, beside the count that everybody sees, and
 * turning to the new one. Each step is the whole platform's, whichever instance is asked,
 * and may be asked for again.
 */
public interface Rebuild {

    /**
     * How far it is.
     * @return the present state
     * @throws IllegalStateException when Kafka does not answer
     */
    Progress progress();

    /** Begins to count anew, unless that was begun. */
    void begin();

    /**
     * Compares what both counts say of each campaign, where they have heard of as many
     * changes. Waits some seconds for that where pledges come in.
     * @return what was found
     * @throws IllegalStateException when nothing is being counted anew, or Kafka does not
     * answer
     */
    Comparison compare();

    /**
     * Turns to the new count, which goes on where it is. The one before ends.
     * @throws IllegalStateException when nothing is being counted anew
     */
    void turn();

    /**
     * How far it is.
     *
     * @param generation the count that everybody sees
     * @param next the one that is being made anew; null: none
     * @param behind events that the next has still to count; 0 without a next
     * @param announcing whether the asked instance says what it counts
     */
    record Progress(int generation, @Nullable Integer next, long behind, boolean announcing) {
    }

    /**
     * What two counts say.
     *
     * @param campaigns how many were compared
     * @param differing those of which the counts say different things
     */
    record Comparison(int campaigns, List<Difference> differing) {
    }

    /**
     * What two counts say of a campaign.
     *
     * @param campaign its slug
     * @param before the count that everybody sees; null: nothing
     * @param after the one made anew; null: nothing
     */
    record Difference(String campaign, @Nullable Tally before, @Nullable Tally after) {
    }

}
