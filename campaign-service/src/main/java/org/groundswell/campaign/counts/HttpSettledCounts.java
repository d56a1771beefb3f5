package org.groundswell.campaign.counts;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.groundswell.campaign.SettledCounts;
import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.InternalServices;
import org.groundswell.defaults.internal.ServiceAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient.RequestHeadersSpec.ConvertibleClientHttpResponse;

/** Asks analytics-service over its internal interface. */
@Component
class HttpSettledCounts implements SettledCounts {

    private static final Logger log = LoggerFactory.getLogger(HttpSettledCounts.class);

    private final InternalService analyticsService;

    private final Duration patience;

    HttpSettledCounts(InternalServices services, AnalyticsServiceProperties properties) {
        this.analyticsService = services.at("analytics-service", properties.url(), properties.timeout());
        this.patience = properties.timeout();
    }

    @Override
    public OptionalLong pledges(String campaignId, Instant closedAt) {
        try {
            return analyticsService.ask(http -> http.get()
                .uri("/internal/campaigns/{id}/settled-count?at={at}", campaignId, closedAt)
                .exchangeForRequiredValue((request, response) -> settled(response)));
        }
        catch (ServiceAway away) {
            log.atWarn()
                .addKeyValue("campaign", campaignId)
                .addKeyValue("cause", away.getMessage())
                .log("how a campaign ended cannot be found out now, will be tried again");
            return OptionalLong.empty();
        }
    }

    @Override
    public Duration patience() {
        return patience;
    }

    private static OptionalLong settled(ConvertibleClientHttpResponse response) throws IOException {
        if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
            // It has not heard of the campaign yet, and so has settled nothing.
            return OptionalLong.empty();
        }
        if (!response.getStatusCode().is2xxSuccessful()) {
            throw response.createException();
        }
        var count = response.bodyTo(SettledCount.class);
        return count != null && count.settled() ? OptionalLong.of(count.pledges()) : OptionalLong.empty();
    }

    /** What this service uses of the answer. */
    @JsonIgnoreProperties(ignoreUnknown = true)
    record SettledCount(long pledges, boolean settled) {
    }

}
