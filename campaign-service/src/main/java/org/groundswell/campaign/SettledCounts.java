package org.groundswell.campaign;

import java.time.Duration;
import java.util.OptionalLong;

/** What analytics-service counted. */
public interface SettledCounts {

    /**
     * The number of a campaign's pledges.
     * @param campaignId the campaign
     * @return how many; empty: not every pledge that was accepted is counted yet, or that
     * cannot be found out now
     */
    OptionalLong pledges(String campaignId);

    /**
     * How long it takes to be answered.
     * @return the longest
     */
    Duration patience();

}
