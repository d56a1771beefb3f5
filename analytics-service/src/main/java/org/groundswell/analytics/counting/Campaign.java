package org.groundswell.analytics.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What counting uses of CampaignLaunched, and keeps of the campaign. */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Campaign(@NotBlank String campaignId, @NotBlank String slug, @NotNull Instant opensAt,
        @Nullable Instant closesAt, @Nullable @Positive Long target, @NotNull List<@NotNull @Positive Long> milestones,
        @NotNull Instant launchedAt, @Nullable @Positive Long revision, @Nullable Boolean suspended) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    /**
     * Whether it replaces what was heard before; neither old news nor a repetition does.
     */
    boolean isNewerThan(Campaign other) {
        return revisionOrFirst() > other.revisionOrFirst();
    }

    /** Events from before revisions have none, and are of the first. */
    private long revisionOrFirst() {
        return revision == null ? 1 : revision;
    }

}
