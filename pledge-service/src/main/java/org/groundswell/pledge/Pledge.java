package org.groundswell.pledge;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * One public promise under a campaign. What is counted of it stays for good; what is
 * personal stands apart and can be erased alone.
 *
 * @param id its identity; derived from the campaign and the Idempotency-Key where one was
 * sent
 * @param campaignId the campaign's identity in events
 * @param campaign the campaign's slug
 * @param place place code; null: not given
 * @param role role; null: not given
 * @param theme theme; null: not given
 * @param people how many stand behind it
 * @param channel where it was made
 * @param madeAt when it was accepted; while it is unconfirmed, when it was sent
 * @param secretHash SHA-256 of the pledger's secret
 * @param personal words, name and address; null: erased
 * @param held why it is not shown before an organiser has looked at it; null: it is shown
 * @param unconfirmedSince since when it waits for its pledger to confirm the address;
 * null: it is made
 * @param withdrawnAt when its pledger took it back; null: never
 * @param removedAt when an organiser took it away; null: never
 * @param moderation what organisers did about it, in order; null: nothing
 */
@Document("pledges")
public record Pledge(@Id String id, String campaignId, String campaign, @Nullable String place, @Nullable String role,
        @Nullable String theme, int people, Channel channel, Instant madeAt, byte[] secretHash,
        @Nullable PersonalData personal, @Nullable Set<HoldReason> held, @Nullable Instant unconfirmedSince,
        @Nullable Instant withdrawnAt, @Nullable Instant removedAt, @Nullable List<Moderation> moderation) {

    /**
     * Whether it waits to be confirmed, and so is neither counted nor shown.
     * @return whether it does
     */
    public boolean isUnconfirmed() {
        return unconfirmedSince != null;
    }

    /**
     * Whether it was taken back, by whomever, and so does not count any more.
     * @return whether it was
     */
    public boolean isWithdrawn() {
        return withdrawnAt != null || removedAt != null;
    }

    /**
     * Whether its words wait for an organiser's look.
     * @return whether they do
     */
    public boolean isHeld() {
        return held != null && !held.isEmpty();
    }

    /**
     * Whether anybody may read it.
     * @return whether it exists for the public, its words perhaps held back
     */
    public boolean isPublic() {
        return !isUnconfirmed() && !isWithdrawn() && personal != null;
    }

    /**
     * Whether it stands on the wall.
     * @return whether it does
     */
    public boolean isOnWall() {
        return isPublic() && !isHeld();
    }

    /**
     * The promise.
     * @return its words; null: erased
     */
    public @Nullable String text() {
        return personal == null ? null : personal.text();
    }

    /**
     * The name to show.
     * @return the name; null: none was given, it is not to be shown, or erased
     */
    public @Nullable String shownName() {
        return personal == null || personal.anonymous() ? null : personal.displayName();
    }

    /**
     * This pledge, taken back by its pledger.
     * @param at when
     * @return without anything personal
     */
    Pledge withdrawn(Instant at) {
        return new Pledge(id, campaignId, campaign, place, role, theme, people, channel, madeAt, secretHash, null, null,
                null, at, removedAt, moderation);
    }

    /**
     * Who took it back.
     * @return whoever was first
     */
    public WithdrawalReason withdrawalReason() {
        return removedAt != null && (withdrawnAt == null || removedAt.isBefore(withdrawnAt)) ? WithdrawalReason.REMOVED
                : WithdrawalReason.WITHDRAWN;
    }

    /**
     * When it was taken back.
     * @return the first time
     * @throws IllegalStateException when it was not
     */
    public Instant takenBackAt() {
        var at = withdrawalReason() == WithdrawalReason.REMOVED ? removedAt : withdrawnAt;
        if (at == null) {
            throw new IllegalStateException("the pledge stands");
        }
        return at;
    }

}
