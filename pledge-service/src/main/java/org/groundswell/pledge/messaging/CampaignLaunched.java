package org.groundswell.pledge.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Instant;
import java.util.List;
import org.groundswell.pledge.Campaign;
import org.jspecify.annotations.Nullable;

/** What this service uses of the event. */
record CampaignLaunched(@NotBlank String campaignId, @NotBlank String slug, @Nullable String standardPledge,
        @NotNull Instant opensAt, @Nullable Instant closesAt, @NotNull List<@NotBlank String> themes,
        @NotNull List<@NotBlank String> roles) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    Campaign toCampaign() {
        return new Campaign(slug, campaignId, standardPledge, opensAt, closesAt, themes, roles);
    }

}
