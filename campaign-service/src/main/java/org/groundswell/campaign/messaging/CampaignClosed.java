package org.groundswell.campaign.messaging;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.defaults.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * What the other services hear when a campaign is closed;
 * {@code contracts/campaign.closed.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record CampaignClosed(String campaignId, Instant closedAt, String how, @Nullable Boolean conditional) {

    static final String TYPE = "groundswell.campaign.closed.v1";

    static Event of(Campaign campaign) {
        var closing = Objects.requireNonNull(campaign.closing(), "it is not closed");
        var data = new CampaignClosed(campaign.id(), closing.closedAt(), closing.how().name().toLowerCase(Locale.ROOT),
                campaign.plan().conditional() ? true : null);
        return new Event(TYPE, campaign.id() + ":closed", campaign.id(), closing.closedAt(), data);
    }

}
