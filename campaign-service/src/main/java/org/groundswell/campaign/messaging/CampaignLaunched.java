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
 * What the other services hear of a launched campaign;
 * {@code contracts/campaign.launched.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignLaunched(String campaignId, String slug, long number, String title, @Nullable String summary,
        @Nullable String standardPledge, Instant opensAt, @Nullable Instant closesAt, @Nullable Long target,
        List<Long> milestones, List<String> themes, List<String> roles, String verification,
        @Nullable String organisation, @Nullable String hashtag, Instant createdAt, Instant launchedAt) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    static Event of(Campaign campaign) {
        var launchedAt = Objects.requireNonNull(campaign.launchedAt(), "a draft is not announced");
        var data = new CampaignLaunched(campaign.id(), campaign.slug(), campaign.number(), campaign.title(),
                campaign.summary(), campaign.standardPledge(),
                Objects.requireNonNullElse(campaign.opensAt(), launchedAt), campaign.closesAt(), campaign.target(),
                campaign.milestones(), campaign.themes(), campaign.roles(),
                campaign.verification().name().toLowerCase(Locale.ROOT), campaign.organisation(), campaign.hashtag(),
                campaign.createdAt(), launchedAt);
        return new Event(TYPE, campaign.id() + ":launched", campaign.id(), launchedAt, data);
    }

}
