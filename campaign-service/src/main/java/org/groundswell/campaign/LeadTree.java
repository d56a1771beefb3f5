package org.groundswell.campaign;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who leads what of a campaign, and who invited whom to it.
 *
 * @param leads all leaderships, past ones too, the oldest first: who invited stands
 * before whom they invited
 * @param places the places that hubs are for
 */
record LeadTree(List<Leadership> leads, Places places) {

    /**
     * Whether somebody leads a place now, be it with all that it lies in.
     * @param organiser an organiser's id
     * @param place the place; null: the whole campaign
     */
    boolean reaches(String organiser, @Nullable String place) {
        return leads.stream().anyMatch(lead -> lead.isOf(organiser) && places.isWithin(place, lead.place()));
    }

    /** Whether somebody leads, or has led, just that. */
    boolean knows(String organiser, @Nullable String place) {
        return leads.stream().anyMatch(lead -> lead.isEverOf(organiser) && Objects.equals(lead.place(), place));
    }

    /**
     * Whether somebody was invited to a place by another one, or by those whom that one
     * invited in turn, whoever of them has left since. Of several times the last counts.
     * @param organiser who was invited
     * @param place to what; null: the whole campaign
     * @param above the other one
     */
    boolean isBelow(String organiser, @Nullable String place, String above) {
        var below = new ArrayList<Leadership>();
        var last = false;
        for (var lead : leads) {
            var invited = below.stream().anyMatch(inviter -> invited(inviter, lead));
            if (lead.isEverOf(organiser) && Objects.equals(lead.place(), place)) {
                last = invited;
            }
            if (invited || lead.isEverOf(above)) {
                below.add(lead);
            }
        }
        return last;
    }

    private boolean invited(Leadership inviter, Leadership lead) {
        return inviter.organiserId().equals(lead.invitedBy()) && places.isWithin(lead.place(), inviter.place());
    }

    /**
     * What somebody leads of a place now, short of all of it.
     * @param organiser an organiser's id
     * @param place the place; null: the whole campaign
     */
    List<String> hubsWithin(String organiser, @Nullable String place) {
        return leads.stream()
            .filter(lead -> lead.isOf(organiser) && places.isWithin(lead.place(), place))
            .map(Leadership::place)
            .filter(Objects::nonNull)
            .toList();
    }

    /**
     * The tree with one more, in whose place the same person's hubs within it end.
     * @param joined the new one
     */
    LeadTree with(Leadership joined) {
        var all = new ArrayList<Leadership>(leads.size() + 1);
        for (var lead : leads) {
            var superseded = lead.isOf(joined.organiserId()) && places.isWithin(lead.place(), joined.place());
            all.add(superseded ? lead.until(joined.since()) : lead);
        }
        all.add(joined);
        return new LeadTree(all, places);
    }

    /** The tree in which a leadership has ended. */
    LeadTree without(Leadership ended, Instant now) {
        return new LeadTree(leads.stream().map(lead -> lead.equals(ended) ? lead.until(now) : lead).toList(), places);
    }

}
