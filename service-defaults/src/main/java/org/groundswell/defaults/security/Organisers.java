package org.groundswell.defaults.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;

/**
 * Who leads which campaign; campaign-service knows. A yes is remembered for some seconds,
 * so that an organiser's clicks are not each a question; a no is not.
 */
public final class Organisers {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final InternalService campaignService;

    private final Cache<Asked, Boolean> leads = Caffeine.newBuilder()
        .expireAfterWrite(REMEMBERED)
        .maximumSize(10_000)
        .build();

    Organisers(InternalService campaignService) {
        this.campaignService = campaignService;
    }

    /**
     * Whether somebody leads a campaign.
     * @param organiserId who, as the access token's subject says
     * @param campaignId which
     * @return whether they do
     * @throws ServiceAway when campaign-service cannot be asked
     */
    public boolean leads(String organiserId, String campaignId) {
        var asked = new Asked(organiserId, campaignId);
        if (leads.getIfPresent(asked) != null) {
            return true;
        }
        var answer = campaignService.ask(http -> ask(http, asked));
        if (answer) {
            leads.put(asked, true);
        }
        return answer;
    }

    private static boolean ask(RestClient http, Asked asked) {
        return http.get()
            .uri("/internal/campaigns/{campaign}/organisers/{organiser}", asked.campaignId, asked.organiserId)
            .retrieve()
            .onStatus(HttpStatus.NOT_FOUND::equals, (request, response) -> {
                // A no.
            })
            .toBodilessEntity()
            .getStatusCode()
            .isSameCodeAs(HttpStatus.NO_CONTENT);
    }

    private record Asked(String organiserId, String campaignId) {
    }

}
