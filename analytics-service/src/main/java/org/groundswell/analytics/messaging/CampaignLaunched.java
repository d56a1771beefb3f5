package org.groundswell.analytics.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.groundswell.analytics.petitions.Petition;
import org.jspecify.annotations.Nullable;

/**
 * What petitions use of the event. Summary, organisation, creation, revision and
 * suspension are not in events from before those fields.
 */
record CampaignLaunched(@NotBlank String campaignId, @Positive long number, @NotBlank String slug,
        @NotBlank String title, @Nullable String summary, @Nullable String standardPledge,
        @Nullable String organisation, @NotNull List<@NotNull @Positive Long> milestones, @NotNull Instant opensAt,
        @Nullable Instant closesAt, @Nullable Instant createdAt, @NotNull Instant launchedAt,
        @Nullable @Positive Long revision, @Nullable Boolean suspended) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    Petition toPetition() {
        return new Petition(campaignId, revision == null ? 1 : revision, Boolean.TRUE.equals(suspended), number, slug,
                title, summary, standardPledge, organisation, milestones, opensAt, closesAt, createdAt, launchedAt);
    }

}
