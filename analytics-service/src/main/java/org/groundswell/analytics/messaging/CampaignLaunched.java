package org.groundswell.analytics.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.groundswell.analytics.petitions.Petition;
import org.jspecify.annotations.Nullable;

/**
 * What petitions use of the event. Summary, organisation and creation are not in events
 * from before those fields.
 */
record CampaignLaunched(@Positive long number, @NotBlank String slug, @NotBlank String title, @Nullable String summary,
        @Nullable String standardPledge, @Nullable String organisation,
        @NotNull List<@NotNull @Positive Long> milestones, @NotNull Instant opensAt, @Nullable Instant closesAt,
        @Nullable Instant createdAt, @NotNull Instant launchedAt) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    Petition toPetition(@Nullable Instant saidAt) {
        return new Petition(number, slug, title, summary, standardPledge, organisation, milestones, opensAt, closesAt,
                createdAt, launchedAt, saidAt == null ? launchedAt : saidAt);
    }

}
