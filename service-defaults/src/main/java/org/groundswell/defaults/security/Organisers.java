package org.groundswell.defaults.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.stream.Collectors;
import org.groundswell.defaults.internal.InternalService;
import org.groundswell.defaults.internal.ServiceAway;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;
import tools.jackson.databind.JsonNode;

/**
 * Who leads which campaign, or which places of it; campaign-service knows. A yes is
 * remembered for some seconds, so that an organiser's clicks are not each a question; a
 * no is not.
 */
public final class Organisers {

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final InternalService campaignService;

    private final Cache<Asked, LedPart> led = Caffeine.newBuilder()
        .expireAfterWrite(REMEMBERED)
        .maximumSize(10_000)
        .build();

    Organisers(InternalService campaignService) {
        this.campaignService = campaignService;
    }

    /**
     * What somebody leads of a campaign.
     * @param organiserId who, as the access token's subject says
     * @param campaignId which
     * @return nothing, all of it, or some places
     * @throws ServiceAway when campaign-service cannot be asked
     */
    public LedPart leads(String organiserId, String campaignId) {
        var asked = new Asked(organiserId, campaignId);
        var remembered = led.getIfPresent(asked);
        if (remembered != null) {
            return remembered;
        }
        var answer = campaignService.ask(http -> ask(http, asked));
        if (!answer.isNothing()) {
            led.put(asked, answer);
        }
        return answer;
    }

    private static LedPart ask(RestClient http, Asked asked) {
        return http.get()
            .uri("/internal/campaigns/{campaign}/organisers/{organiser}", asked.campaignId, asked.organiserId)
            .exchangeForRequiredValue((request, response) -> {
                if (response.getStatusCode().isSameCodeAs(HttpStatus.NOT_FOUND)) {
                    return LedPart.NOTHING;
                }
                if (!response.getStatusCode().isSameCodeAs(HttpStatus.OK)) {
                    throw response.createException();
                }
                return ledPart(response.bodyTo(JsonNode.class));
            });
    }

    /** Only a null that is said is the whole campaign; an answer without it is none. */
    private static LedPart ledPart(@Nullable JsonNode answer) {
        var places = answer == null ? null : answer.get("places");
        if (places == null || !(places.isNull() || places.isArray())) {
            throw new RestClientException("does not say which places are led");
        }
        return places.isNull() ? LedPart.WHOLE
                : new LedPart(places.valueStream().map(JsonNode::asString).collect(Collectors.toSet()));
    }

    private record Asked(String organiserId, String campaignId) {
    }

}
