package org.groundswell.campaign;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;

/** What analytics-service counted. */
public interface SettledCounts {

    /**
     * The number of a campaign's pledges at its closing.
     * @param campaignId the campaign
     * @param closedAt since when it has been closed; what was withdrawn later counts
     * @return how many; empty: not every pledge that was accepted is counted yet, or that
     * cannot be found out now
     */
    OptionalLong pledges(String campaignId, Instant closedAt);

    /**
     * How long it takes to be answered.
     * @return the longest
     */
    Duration patience();

}
