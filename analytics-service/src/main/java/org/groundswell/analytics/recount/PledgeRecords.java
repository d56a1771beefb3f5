package org.groundswell.analytics.recount;

import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.InternalServices;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClientException;

/** What pledge-service has stored of campaigns, counted there when it is asked. */
@Component
class PledgeRecords {

    private final InternalService pledgeService;

    PledgeRecords(InternalServices services, PledgeServiceProperties properties) {
        this.pledgeService = services.at("pledge-service", properties.url(), properties.timeout());
    }

    /**
     * Counts a campaign's records.
     * @param campaignId the campaign's identity in events
     * @return what they come to
     * @throws ServiceAway when pledge-service cannot be asked
     */
    StoredCounts of(String campaignId) {
        return pledgeService.ask(http -> {
            var counts = http.get()
                .uri("/internal/campaigns/{campaign}/recount", campaignId)
                .retrieve()
                .body(StoredCounts.class);
            if (counts == null) {
                throw new RestClientException("an empty answer");
            }
            return counts;
        });
    }

}
