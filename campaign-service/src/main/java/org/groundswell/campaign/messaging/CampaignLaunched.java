package org.groundswell.campaign.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.defaults.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the other services hear of a campaign at its launch, and whenever something of it
 * that concerns them has changed; {@code contracts/campaign.launched.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignLaunched(String campaignId, long revision, String slug, long number, String title,
        @Nullable String summary, @Nullable String standardPledge, Instant opensAt, @Nullable Instant closesAt,
        @Nullable Long target, boolean conditional, boolean suspended, List<Long> milestones, List<String> themes,
        List<String> roles, String verification, @Nullable String place, @Nullable String organisation,
        @Nullable String hashtag, String movementId, int edition, Instant createdAt, Instant launchedAt) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    static Event of(Campaign campaign) {
        var launchedAt = Objects.requireNonNull(campaign.launchedAt(), "a draft is not announced");
        var plan = campaign.plan();
        var data = new CampaignLaunched(campaign.id(), campaign.revision(), campaign.slug(), campaign.number(),
                plan.title(), plan.summary(), plan.standardPledge(),
                Objects.requireNonNullElse(plan.opensAt(), launchedAt), plan.closesAt(), plan.target(),
                plan.conditional(), campaign.suspension() != null, plan.milestones(), plan.themes(), plan.roles(),
                plan.verification().name().toLowerCase(Locale.ROOT), plan.place(), plan.organisation(), plan.hashtag(),
                campaign.edition().movementId(), campaign.edition().number(), campaign.createdAt(), launchedAt);
        return new Event(TYPE, campaign.id() + ":launched:" + campaign.revision(), campaign.id(), launchedAt, data);
    }

}
