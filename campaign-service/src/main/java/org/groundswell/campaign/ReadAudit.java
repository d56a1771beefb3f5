package org.groundswell.campaign;

import java.util.List;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** Who may read the audit trail of a campaign, and how much of it. */
@Service
public class ReadAudit {

    private final LeadCampaigns campaigns;

    private final AuditTrail trail;

    private final Stewards stewards;

    private final Places places;

    ReadAudit(LeadCampaigns campaigns, AuditTrail trail, Stewards stewards, Places places) {
        this.campaigns = campaigns;
        this.trail = trail;
        this.stewards = stewards;
        this.places = places;
    }

    /**
     * What was done to a campaign, the last first. The lead of a hub reads what concerns
     * the whole campaign and that hub.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param page which part of the list
     * @return that part
     * @throws CampaignRefusal.Unknown when there is none, or a draft of others
     * @throws CampaignRefusal.NotYours when the caller neither leads any of it nor is a
     * steward
     */
    public Page<AuditEntry> of(String slug, String organiser, Pageable page) {
        var campaign = campaigns.visible(slug, organiser);
        if (campaign.isLedBy(organiser) || (campaign.launchedAt() != null && stewards.include(organiser))) {
            return trail.of(campaign, null, page);
        }
        if (!campaign.isLedSomewhereBy(organiser)) {
            throw new CampaignRefusal.NotYours();
        }
        List<String> hubs = campaign.hubsOf(organiser).stream().flatMap(hub -> places.within(hub).stream()).toList();
        return trail.of(campaign, hubs, page);
    }

}
