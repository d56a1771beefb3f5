package org.groundswell.notification.campaigns;

/** campaign-service answered, and knows no such campaign: not a failure of the call. */
final class CampaignGone extends RuntimeException {

    private static final long serialVersionUID = 1L;

}
