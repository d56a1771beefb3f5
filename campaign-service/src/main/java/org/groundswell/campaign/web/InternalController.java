package org.groundswell.campaign.web;

import java.util.List;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Campaigns;
import org.groundswell.campaign.Organisers;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * What other services may ask: whom to write to about a campaign, and whether somebody
 * leads it.
 */
@RestController
class InternalController {

    private final Campaigns campaigns;

    private final Organisers organisers;

    InternalController(Campaigns campaigns, Organisers organisers) {
        this.campaigns = campaigns;
        this.organisers = organisers;
    }

    @GetMapping("/internal/campaigns/{id}/organisers")
    Contacts contacts(@PathVariable String id) {
        var campaign = campaigns.findById(id).orElseThrow(CampaignRefusal.Unknown::new);
        var contacts = organisers.findAllById(campaign.organisers())
            .stream()
            .map(organiser -> new Contact(organiser.id(), organiser.email()))
            .toList();
        return new Contacts(campaign.slug(), campaign.title(), contacts);
    }

    /** For those who need to know no more than this, and so learn no addresses. */
    @GetMapping("/internal/campaigns/{id}/organisers/{organiserId}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void leads(@PathVariable String id, @PathVariable String organiserId) {
        if (campaigns.findById(id).filter(campaign -> campaign.isLedBy(organiserId)).isEmpty()) {
            throw new CampaignRefusal.Unknown();
        }
    }

    record Contacts(String slug, String title, List<Contact> organisers) {
    }

    record Contact(String id, String email) {
    }

}
