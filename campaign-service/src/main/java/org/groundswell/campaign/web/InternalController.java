package org.groundswell.campaign.web;

import java.util.List;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Campaigns;
import org.groundswell.campaign.Organisers;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** What other services may ask: whom to write to about a campaign. */
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

    record Contacts(String slug, String title, List<Contact> organisers) {
    }

    record Contact(String id, String email) {
    }

}
