package org.groundswell.campaign;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * That somebody leads a campaign, or a hub of it. Past ones are kept: they say who
 * invited whom.
 *
 * @param organiserId who
 * @param place the hub: a place's code, which stands for all places below it too; null:
 * the whole campaign
 * @param invitedBy the organiser who invited them; null: they drafted it
 * @param since from when on
 * @param leftAt until when; null: still
 */
public record Leadership(String organiserId, @Nullable String place, @Nullable String invitedBy, Instant since,
        @Nullable Instant leftAt) {

    /**
     * Whether it is somebody's now.
     * @param organiser an organiser's id; null: nobody's
     * @return whether it is theirs and has not ended
     */
    boolean isOf(@Nullable String organiser) {
        return leftAt == null && organiserId.equals(organiser);
    }

    /** Whether it is, or was, somebody's. */
    boolean isEverOf(String organiser) {
        return organiserId.equals(organiser);
    }

    /**
     * Whether it is for the whole campaign.
     * @return false for a hub
     */
    public boolean isOfAll() {
        return place == null;
    }

    /** The same, ended. */
    Leadership until(Instant end) {
        return new Leadership(organiserId, place, invitedBy, since, end);
    }

}
