package org.groundswell.analytics.recount;

import java.time.Instant;
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
        return ask(StoredCounts.class, "/internal/campaigns/{campaign}/recount", campaignId);
    }

    /**
     * Counts a campaign's records, and apart what was withdrawn late.
     * @param campaignId the campaign's identity in events
     * @param since from when on
     * @return what they come to
     * @throws ServiceAway when pledge-service cannot be asked
     */
    StoredSince of(String campaignId, Instant since) {
        return ask(StoredSince.class, "/internal/campaigns/{campaign}/recount?since={since}", campaignId, since);
    }

    private <T> T ask(Class<T> type, String path, Object... values) {
        return pledgeService.ask(http -> {
            var counts = http.get().uri(path, values).retrieve().body(type);
            if (counts == null) {
                throw new RestClientException("an empty answer");
            }
            return counts;
        });
    }

}
