package org.groundswell.analytics.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.time.Instant;
import org.groundswell.defaults.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * What others hear of a milestone; {@code contracts/milestone.reached.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MilestoneReached(@NotBlank String campaignId, @Positive long threshold, @NotNull Instant reachedAt,
        @Nullable String pledgeId) {

    static final String TYPE = "groundswell.milestone.reached.v1";

    /** The same for a campaign's threshold, whoever says it and however often. */
    static String eventId(String campaignId, long threshold) {
        return campaignId + ":milestone:" + threshold;
    }

    Event toEvent() {
        return new Event(TYPE, eventId(campaignId, threshold), campaignId, reachedAt, this);
    }

}
