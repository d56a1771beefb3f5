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
 * @param standardPledge the promise of those who give no words of their own; null: words
 * are required
 * @param opensAt from when on pledges are taken
 * @param closesAt until when, exclusive; null: until further notice
 * @param themes what a pledge can be about
 * @param roles whom a pledger can be
 */
@Document("campaigns")
public record Campaign(@Id String slug, String campaignId, @Nullable String standardPledge, Instant opensAt,
        @Nullable Instant closesAt, List<String> themes, List<String> roles) {
}
