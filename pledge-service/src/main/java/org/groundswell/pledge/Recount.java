package org.groundswell.pledge;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's pledges, counted anew from what is stored of each: what the count that is
 * made of events must come to. Every breakdown, with its part for "not given", sums to
 * {@code pledges} and {@code people}. Pledges that wait to be confirmed are nowhere in
 * it.
 *
 * @param pledges pledges made and not withdrawn
 * @param people the people behind them
 * @param withdrawn pledges withdrawn, by whoever made them or by the organisers
 * @param withdrawnSince those of them that were withdrawn at an instant that was asked
 * about, or later; 0 when none was
 * @param unpublished pledges, of either kind, of which not everything is known to be on
 * Kafka: so many at most can be missing from the count
 * @param byPlace parts by place
 * @param byRole parts by role
 * @param byTheme parts by theme
 * @param byChannel parts by channel
 */
public record Recount(long pledges, long people, long withdrawn, long withdrawnSince, long unpublished,
        List<Part> byPlace, List<Part> byRole, List<Part> byTheme, List<Part> byChannel) {

    /**
     * One part of a breakdown.
     *
     * @param code what the pledges have in common; null: it was not given
     * @param pledges how many
     * @param people the people behind them
     */
    public record Part(@Nullable String code, long pledges, long people) {
    }

}
