package org.groundswell.campaign;

/** Tells the other services of launches. */
@FunctionalInterface
public interface CampaignLaunches {

    /**
     * Announces a launch. Returns at once; what cannot be announced now is announced
     * later.
     * @param campaign a launched campaign
     */
    void announce(Campaign campaign);

}
