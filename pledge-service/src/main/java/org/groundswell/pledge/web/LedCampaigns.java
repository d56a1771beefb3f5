package org.groundswell.pledge.web;

import java.security.Principal;
import org.groundswell.defaults.internal.ServiceAway;
import org.groundswell.defaults.security.Organisers;
import org.groundswell.pledge.Campaign;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.Lead;
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
     * @return the campaign, and which places of it are led
     * @throws PledgeRefusal.UnknownCampaign when there is none
     * @throws PledgeRefusal.NotAnOrganiser when the caller leads nothing of it
     * @throws ServiceAway when that cannot be found out now
     */
    Led find(String slug, Principal organiser) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        var part = organisers.leads(organiser.getName(), campaign.campaignId());
        if (part.isNothing()) {
            throw new PledgeRefusal.NotAnOrganiser();
        }
        return new Led(campaign, new Lead(organiser.getName(), part));
    }

    /**
     * A campaign that the caller leads.
     *
     * @param campaign the campaign
     * @param lead who leads it, and which places of it
     */
    record Led(Campaign campaign, Lead lead) {

        String slug() {
            return campaign.slug();
        }

    }

}
