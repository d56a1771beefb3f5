package org.groundswell.pledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;

/**
 * What this service knows of a launched campaign, from events alone.
 *
 * @param slug its name in addresses, by which it is looked up; it never changes
 * @param campaignId its identity in events
 * @param title what it is called
 * @param standardPledge the promise of those who give no words of their own; null: words
 * are required
 * @param opensAt from when on pledges are taken
 * @param closesAt until when, exclusive; null: until further notice
 * @param themes what a pledge can be about
 * @param roles whom a pledger can be
 * @param verification what a pledger must prove
 * @param suspended whether it is out of the public's sight for now and takes no pledges
 * @param closedAt from when on it takes no pledges for ever, whatever else is said; null:
 * its end was not heard of
 */
public record Campaign(@Id String slug, String campaignId, String title, @Nullable String standardPledge,
        Instant opensAt, @Nullable Instant closesAt, List<String> themes, List<String> roles, Verification verification,
        boolean suspended, @Nullable Instant closedAt) {

    /**
     * Checks whether pledges are taken.
     * @param now at which time
     * @throws PledgeRefusal.NotOpen when they are not, and why
     */
    void checkOpen(Instant now) {
        if (hasEnded(now)) {
            throw new PledgeRefusal.Closed();
        }
        if (suspended) {
            throw new PledgeRefusal.Suspended();
        }
        if (now.isBefore(opensAt)) {
            throw new PledgeRefusal.NotYetOpen();
        }
    }

    /**
     * Whether it takes no more pledges: its date has come, or it was closed before.
     * @param now at which time
     * @return whether it is over
     */
    boolean hasEnded(Instant now) {
        return isReached(closesAt, now) || isReached(closedAt, now);
    }

    /**
     * This campaign, closed.
     * @param at from when on; null: it is not
     * @return the same otherwise
     */
    Campaign closed(@Nullable Instant at) {
        return new Campaign(slug, campaignId, title, standardPledge, opensAt, closesAt, themes, roles, verification,
                suspended, at);
    }

    private static boolean isReached(@Nullable Instant end, Instant now) {
        return end != null && !now.isBefore(end);
    }

}
