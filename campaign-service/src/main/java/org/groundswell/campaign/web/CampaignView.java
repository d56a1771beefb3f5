package org.groundswell.campaign.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.Plan;
import org.groundswell.campaign.ReachedMilestone;
import org.groundswell.campaign.Suspension;
import org.jspecify.annotations.Nullable;

/**
 * A campaign as everybody reads it. Of a suspended one, only its leads and the stewards
 * read what its organisers wrote.
 */
record CampaignView(String id, long number, String slug, String title, @Nullable String summary,
        @Nullable String standardPledge, @Nullable Instant opensAt, @Nullable Instant closesAt, @Nullable Long target,
        boolean conditional, List<Long> milestones, List<String> themes, List<String> roles, String verification,
        @Nullable String place, @Nullable String organisation, @Nullable String hashtag, String movement, int edition,
        String state, Instant createdAt, @Nullable Instant launchedAt, @Nullable Instant closedAt,
        @Nullable String outcome, @Nullable Long pledgesAtClosing, @Nullable Suspension suspension,
        List<CommitmentView> commitments, List<ReachedMilestone> milestonesReached, Map<String, String> links) {

    static CampaignView of(Campaign campaign, Clock clock, String publicUrl, boolean inFull) {
        var now = clock.instant();
        var withheld = campaign.suspension() != null && !inFull;
        var plan = withheld ? withoutWords(campaign.plan()) : campaign.plan();
        var outcome = campaign.outcome();
        return new CampaignView(campaign.id(), campaign.number(), campaign.slug(), plan.title(), plan.summary(),
                plan.standardPledge(), plan.opensAt(), plan.closesAt(), plan.target(), plan.conditional(),
                plan.milestones(), plan.themes(), plan.roles(), lower(plan.verification()), plan.place(),
                plan.organisation(), plan.hashtag(), campaign.edition().movementId(), campaign.edition().number(),
                lower(campaign.state(now)), campaign.createdAt(), campaign.launchedAt(), campaign.closedAt(now),
                outcome == null ? null : lower(outcome.result()), outcome == null ? null : outcome.pledges(),
                campaign.suspension(),
                withheld ? List.of() : CommitmentView.of(campaign, LocalDate.ofInstant(now, ZoneOffset.UTC)),
                campaign.milestonesReached(), links(campaign, publicUrl));
    }

    /** Its title stays, and what is counted and when. */
    private static Plan withoutWords(Plan plan) {
        return new Plan(plan.title(), null, null, plan.opensAt(), plan.closesAt(), plan.target(), plan.conditional(),
                plan.milestones(), List.of(), List.of(), plan.verification(), null, null, null);
    }

    private static Map<String, String> links(Campaign campaign, String publicUrl) {
        var self = publicUrl + "/api/campaigns/" + campaign.slug();
        var links = new LinkedHashMap<String, String>();
        links.put("self", self);
        links.put("pledges", self + "/pledges");
        links.put("tally", self + "/tally");
        links.put("stream", self + "/tally/stream");
        links.put("editions", self + "/editions");
        return links;
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

}
