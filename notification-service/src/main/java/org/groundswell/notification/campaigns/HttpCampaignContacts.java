package org.groundswell.notification.campaigns;

import java.util.Optional;
import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.InternalServices;
import org.groundswell.defaults.internal.ServiceAway;
import org.groundswell.defaults.security.CampaignServiceProperties;
import org.groundswell.notification.CampaignContacts;
import org.groundswell.notification.CampaignsAway;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/** Asks campaign-service over its internal interface. */
@Component
class HttpCampaignContacts implements CampaignContacts {

    private final InternalService campaignService;

    HttpCampaignContacts(InternalServices services, CampaignServiceProperties properties) {
        this.campaignService = services.at("campaign-service", properties.url(), properties.timeout());
    }

    @Override
    public Optional<Contacts> of(String campaignId) {
        try {
            return Optional.of(campaignService.ask(http -> ask(http, campaignId)));
        }
        catch (CampaignGone gone) {
            return Optional.empty();
        }
        catch (ServiceAway away) {
            throw new CampaignsAway(away);
        }
    }

    private static Contacts ask(RestClient http, String campaignId) {
        var contacts = http.get()
            .uri("/internal/campaigns/{id}/organisers", campaignId)
            .retrieve()
            .onStatus(HttpStatus.NOT_FOUND::equals, (request, response) -> {
                throw new CampaignGone();
            })
            .body(Contacts.class);
        if (contacts == null) {
            throw new RestClientException("an empty answer");
        }
        return contacts;
    }

}
