package org.groundswell.pledge.campaigns;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.http.HttpClient;
import java.time.Duration;
import org.groundswell.defaults.security.CampaignServiceProperties;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.pledge.Organisers;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks campaign-service over its internal interface. A yes is remembered for some
 * seconds, so that a moderator's clicks are not each a question; a no is not.
 */
@Component
class HttpOrganisers implements Organisers {

    private static final String NAME = "campaign-service";

    private static final Duration REMEMBERED = Duration.ofSeconds(30);

    private final RestClient http;

    private final CircuitBreaker breaker;

    private final Retry retry;

    private final Cache<Asked, Boolean> leads = Caffeine.newBuilder()
        .expireAfterWrite(REMEMBERED)
        .maximumSize(10_000)
        .build();

    HttpOrganisers(RestClient.Builder builder, CampaignServiceProperties properties, InternalProperties internal,
            CircuitBreakerRegistry breakers, RetryRegistry retries) {
        var requests = new JdkClientHttpRequestFactory(
                HttpClient.newBuilder().connectTimeout(properties.timeout()).build());
        requests.setReadTimeout(properties.timeout());
        this.http = builder.baseUrl(properties.url().toString())
            .requestFactory(requests)
            .defaultHeaders(headers -> headers.setBasicAuth(InternalProperties.USER, internal.secret()))
            .build();
        this.breaker = breakers.circuitBreaker(NAME);
        this.retry = retries.retry(NAME);
    }

    @Override
    public boolean leads(String organiserId, String campaignId) {
        var asked = new Asked(organiserId, campaignId);
        if (leads.getIfPresent(asked) != null) {
            return true;
        }
        try {
            var answer = retry.executeSupplier(() -> breaker.executeSupplier(() -> ask(asked)));
            if (answer) {
                leads.put(asked, true);
            }
            return answer;
        }
        catch (RestClientException | CallNotPermittedException away) {
            throw new Away(away);
        }
    }

    private boolean ask(Asked asked) {
        return http.get()
            .uri("/internal/campaigns/{campaign}/organisers/{organiser}", asked.campaignId, asked.organiserId)
            .retrieve()
            .onStatus(HttpStatus.NOT_FOUND::equals, (request, response) -> {
                // A no.
            })
            .toBodilessEntity()
            .getStatusCode()
            .isSameCodeAs(HttpStatusCode.valueOf(HttpStatus.NO_CONTENT.value()));
    }

    private record Asked(String organiserId, String campaignId) {
    }

}
