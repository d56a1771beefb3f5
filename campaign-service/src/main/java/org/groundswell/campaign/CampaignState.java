package org.groundswell.campaign;

/** Where a campaign stands. */
public enum CampaignState {

    /** Written by its organisers, seen by nobody else. */
    DRAFT,
    /** Launched, but its opening date is still to come. */
    SCHEDULED,
    /** Pledges are taken. */
    OPEN,
    /** Pledges are no longer taken. */
    CLOSED

}
