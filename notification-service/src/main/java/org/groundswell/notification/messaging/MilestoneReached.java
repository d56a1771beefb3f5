package org.groundswell.notification.messaging;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;

/** What this service uses of the event. */
record MilestoneReached(@NotBlank String campaignId, @Positive long threshold, @NotNull Instant reachedAt) {

    static final String TYPE = "groundswell.milestone.reached.v1";

}
