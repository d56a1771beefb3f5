package org.groundswell.pledge;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * What this service knows of a launched campaign, from CampaignLaunched alone.
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
 */
@Document("campaigns")
public record Campaign(@Id String slug, String campaignId, String title, @Nullable String standardPledge,
        Instant opensAt, @Nullable Instant closesAt, List<String> themes, List<String> roles,
        Verification verification) {

    /**
     * Checks whether pledges are taken.
     * @param now at which time
     * @throws PledgeRefusal.NotYetOpen before it opens
     * @throws PledgeRefusal.Closed after it closed
     */
    void checkOpen(Instant now) {
        if (now.isBefore(opensAt)) {
            throw new PledgeRefusal.NotYetOpen();
        }
        if (closesAt != null && !now.isBefore(closesAt)) {
            throw new PledgeRefusal.Closed();
        }
    }

}
