package org.groundswell.analytics;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;

/**
 * What is used of the event of that name, which is said once of a campaign and is final:
 * it stands whenever it is heard, before the launch or after changes of the campaign.
 *
 * @param campaignId the campaign's identity in events
 * @param closedAt from when on it takes no pledges
 */
public record CampaignClosed(@NotBlank String campaignId, @NotNull Instant closedAt) {

    /** Its logical name. */
    public static final String TYPE = "groundswell.campaign.closed.v1";

}
