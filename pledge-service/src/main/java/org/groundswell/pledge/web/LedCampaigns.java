package org.groundswell.pledge.web;

import java.security.Principal;
import org.groundswell.defaults.internal.ServiceAway;
import org.groundswell.defaults.security.Organisers;
import org.groundswell.pledge.Campaign;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.PledgeRefusal;
import org.springframework.stereotype.Component;

/** Campaigns, for those who lead them. */
@Component
class LedCampaigns {

    private final Campaigns campaigns;

    private final Organisers organisers;

    LedCampaigns(Campaigns campaigns, Organisers organisers) {
        this.campaigns = campaigns;
        this.organisers = organisers;
    }

    /**
     * Finds a campaign for an organiser of it.
     * @param slug its slug
     * @param organiser who asks
     * @return the campaign
     * @throws PledgeRefusal.UnknownCampaign when there is none
     * @throws PledgeRefusal.NotAnOrganiser when the caller does not lead it
     * @throws ServiceAway when that cannot be found out now
     */
    Campaign find(String slug, Principal organiser) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        if (!organisers.leads(organiser.getName(), campaign.campaignId()).isWhole()) {
            throw new PledgeRefusal.NotAnOrganiser();
        }
        return campaign;
    }

}
