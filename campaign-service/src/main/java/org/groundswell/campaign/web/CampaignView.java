package org.groundswell.campaign.web;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.ReachedMilestone;
import org.jspecify.annotations.Nullable;

/** A campaign as everybody reads it. */
record CampaignView(String id, long number, String slug, String title, @Nullable String summary,
        @Nullable String standardPledge, @Nullable Instant opensAt, @Nullable Instant closesAt, @Nullable Long target,
        List<Long> milestones, List<String> themes, List<String> roles, String verification,
        @Nullable String organisation, @Nullable String hashtag, String state, Instant createdAt,
        @Nullable Instant launchedAt, @Nullable Instant closedAt, List<ReachedMilestone> milestonesReached,
        Map<String, String> links) {

    static CampaignView of(Campaign campaign, Instant now, String publicUrl) {
        var self = publicUrl + "/api/campaigns/" + campaign.slug();
        return new CampaignView(campaign.id(), campaign.number(), campaign.slug(), campaign.title(), campaign.summary(),
                campaign.standardPledge(), campaign.opensAt(), campaign.closesAt(), campaign.target(),
                campaign.milestones(), campaign.themes(), campaign.roles(), lower(campaign.verification()),
                campaign.organisation(), campaign.hashtag(), lower(campaign.state(now)), campaign.createdAt(),
                campaign.launchedAt(), campaign.closedAt(), campaign.milestonesReached(), Map.of("self", self,
                        "pledges", self + "/pledges", "tally", self + "/tally", "stream", self + "/tally/stream"));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

}
