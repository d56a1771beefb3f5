package org.groundswell.notification;

/** campaign-service cannot be asked now. */
public final class CampaignsAway extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates it.
     * @param cause what happened
     */
    public CampaignsAway(Throwable cause) {
        super("campaign-service cannot be asked", cause);
    }

}
