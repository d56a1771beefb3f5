package org.groundswell.analytics.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * The least that a live counter needs; {@code campaign} is left out where the stream is
 * of one campaign.
 */
record CountView(@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String campaign, long version, long pledges,
        long people, @Nullable Long target) {

    static CountView of(Tally tally) {
        return new CountView(null, tally.version(), tally.pledges(), tally.people(), tally.target());
    }

    static CountView named(Tally tally) {
        return new CountView(tally.slug(), tally.version(), tally.pledges(), tally.people(), tally.target());
    }

}
