package org.groundswell.campaign.web;

import java.util.List;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Campaigns;
import org.groundswell.campaign.Organisers;
import org.groundswell.campaign.Places;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * What other services may ask: whom to write to about a campaign, and whether somebody
 * leads it.
 */
@RestController
class InternalController {

    private final Campaigns campaigns;

    private final Organisers organisers;

    private final Places places;

    InternalController(Campaigns campaigns, Organisers organisers, Places places) {
        this.campaigns = campaigns;
        this.organisers = organisers;
        this.places = places;
    }

    @GetMapping("/internal/campaigns/{id}/organisers")
    Contacts contacts(@PathVariable String id) {
        var campaign = campaigns.findById(id).orElseThrow(CampaignRefusal.Unknown::new);
        var contacts = organisers.findAllById(campaign.leadsOfAll())
            .stream()
            .map(organiser -> new Contact(organiser.id(), organiser.email()))
            .toList();
        return new Contacts(campaign.slug(), campaign.plan().title(), contacts);
    }

    /** For those who need to know no more than this, and so learn no addresses. */
    @GetMapping("/internal/campaigns/{id}/organisers/{organiserId}")
    Scope scope(@PathVariable String id, @PathVariable String organiserId) {
        var campaign = campaigns.findById(id).orElseThrow(CampaignRefusal.Unknown::new);
        if (campaign.isLedBy(organiserId)) {
            return new Scope(null);
        }
        var hubs = campaign.hubsOf(organiserId);
        if (hubs.isEmpty()) {
            throw new CampaignRefusal.Unknown();
        }
        return new Scope(hubs.stream().flatMap(hub -> places.within(hub).stream()).distinct().sorted().toList());
    }

    /**
     * What somebody leads.
     *
     * @param places codes of places; null: everything
     */
    record Scope(@Nullable List<String> places) {
    }

    record Contacts(String slug, String title, List<Contact> organisers) {
    }

    record Contact(String id, String email) {
    }

}
