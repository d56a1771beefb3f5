package org.groundswell.campaign;

import java.util.OptionalLong;

/** What analytics-service counted. */
@FunctionalInterface
public interface SettledCounts {

    /**
     * The number of a campaign's pledges.
     * @param campaignId the campaign
     * @return how many; empty: not every pledge that was accepted is counted yet, or that
     * cannot be found out now
     */
    OptionalLong pledges(String campaignId);

}
