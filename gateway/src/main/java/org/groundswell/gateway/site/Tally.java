package org.groundswell.gateway.site;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;

/** What pages use of a campaign's tally, as analytics-service tells it. */
record Tally(long version, long pledges, long people, @JsonSetter(nulls = Nulls.AS_EMPTY) List<Milestone> milestones) {

    record Milestone(long threshold, Instant reachedAt) {
    }

}
