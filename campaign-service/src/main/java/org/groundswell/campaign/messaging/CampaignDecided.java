package org.groundswell.campaign.messaging;

import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.defaults.events.Event;

/**
 * What the other services hear when it is known how a conditional campaign ended;
 * {@code contracts/campaign.decided.v1} says the rest.
 */
record CampaignDecided(String campaignId, String outcome, long pledges, long target, Instant decidedAt) {

    static final String TYPE = "groundswell.campaign.decided.v1";

    static Event of(Campaign campaign) {
        var outcome = Objects.requireNonNull(campaign.outcome(), "it is not decided");
        var data = new CampaignDecided(campaign.id(),
                outcome.result().name().toLowerCase(Locale.ROOT).replace('_', '-'), outcome.pledges(), outcome.target(),
                outcome.decidedAt());
        return new Event(TYPE, campaign.id() + ":decided", campaign.id(), outcome.decidedAt(), data);
    }

}
