package org.groundswell.campaign;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign's organisers promise in their turn: "when we reach so many, we will do
 * this by then".
 *
 * @param id its identity within the campaign
 * @param threshold the number of pledges, one of the campaign's milestones
 * @param text what they will do, at most 500 characters
 * @param dueBy the last day for it
 * @param kept that they did it; null: not yet
 */
public record Commitment(String id, long threshold, String text, LocalDate dueBy, @Nullable Kept kept) {

    /**
     * The same, kept.
     * @param how when and how
     * @return the kept commitment
     */
    Commitment kept(Kept how) {
        return new Commitment(id, threshold, text, dueBy, how);
    }

    /**
     * That a commitment was kept.
     *
     * @param at when they said so
     * @param link where it can be seen; null: there is a text
     * @param text how; null: there is a link
     */
    public record Kept(Instant at, @Nullable String link, @Nullable String text) {
    }

}
