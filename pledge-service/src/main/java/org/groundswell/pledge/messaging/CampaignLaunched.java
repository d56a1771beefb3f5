package org.groundswell.pledge.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.groundswell.pledge.Campaign;
import org.groundswell.pledge.Verification;
import org.jspecify.annotations.Nullable;

/** What this service uses of the event. */
record CampaignLaunched(@NotBlank String campaignId, @NotBlank String slug, @NotBlank String title,
        @Nullable String standardPledge, @NotNull Instant opensAt, @Nullable Instant closesAt,
        @NotNull List<@NotBlank String> themes, @NotNull List<@NotBlank String> roles,
        @NotNull @Pattern(regexp = "none|email") String verification, @Nullable @Positive Long revision,
        @Nullable Boolean suspended) {

    static final String TYPE = "groundswell.campaign.launched.v1";

    Campaign toCampaign() {
        return new Campaign(slug, campaignId, title, standardPledge, opensAt, closesAt, themes, roles,
                Verification.valueOf(verification.toUpperCase(Locale.ROOT)), Boolean.TRUE.equals(suspended), null);
    }

    /** Events from before revisions are the launch itself. */
    long revisionOrFirst() {
        return revision == null ? 1 : revision;
    }

}
