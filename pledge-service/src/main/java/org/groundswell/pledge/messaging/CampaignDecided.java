package org.groundswell.pledge.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Instant;
import java.util.Locale;
import org.groundswell.pledge.Outcome;

/** What this service uses of the event. */
record CampaignDecided(@NotBlank String campaignId, @NotNull @Pattern(regexp = "succeeded|fell-short") String outcome,
        @NotNull Instant decidedAt) {

    static final String TYPE = "groundswell.campaign.decided.v1";

    Outcome toOutcome() {
        return Outcome.valueOf(outcome.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

}
