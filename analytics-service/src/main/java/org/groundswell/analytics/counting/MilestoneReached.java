package org.groundswell.analytics.counting;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.groundswell.defaults.events.Event;
import org.jspecify.annotations.Nullable;

/**
 * What others hear of a milestone; {@code contracts/milestone.reached.v1} says the rest.
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MilestoneReached(String campaignId, long threshold, Instant reachedAt, @Nullable String pledgeId) {

    static final String TYPE = "groundswell.milestone.reached.v1";

    Event toEvent() {
        return new Event(TYPE, campaignId + ":milestone:" + threshold, campaignId, reachedAt, this);
    }

}
