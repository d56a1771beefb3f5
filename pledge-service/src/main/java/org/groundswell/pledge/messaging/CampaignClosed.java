package org.groundswell.pledge.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/** What this service uses of the event. */
record CampaignClosed(@NotBlank String campaignId, @NotNull Instant closedAt) {

    static final String TYPE = "groundswell.campaign.closed.v1";

}
