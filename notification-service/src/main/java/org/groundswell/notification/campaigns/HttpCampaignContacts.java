package org.groundswell.notification.campaigns;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.http.HttpClient;
import java.util.Optional;
import org.groundswell.defaults.security.CampaignServiceProperties;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.notification.CampaignContacts;
import org.groundswell.notification.CampaignsAway;
import org.springframework.http.HttpStatus;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Asks campaign-service over its internal interface; a failed question is asked again, a
 * failing service left in peace.
 */
@Component
class HttpCampaignContacts implements CampaignContacts {

    private static final String NAME = "campaign-service";

    private final RestClient http;

    private final CircuitBreaker breaker;

    private final Retry retry;

    HttpCampaignContacts(RestClient.Builder builder, CampaignServiceProperties properties, InternalProperties internal,
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
    public Optional<Contacts> of(String campaignId) {
        try {
            return Optional.ofNullable(retry.executeSupplier(() -> breaker.executeSupplier(() -> ask(campaignId))));
        }
        catch (CampaignGone gone) {
            return Optional.empty();
        }
        catch (RestClientException | CallNotPermittedException away) {
            throw new CampaignsAway(away);
        }
    }

    private Contacts ask(String campaignId) {
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
