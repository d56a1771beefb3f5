package org.groundswell.defaults.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import org.groundswell.defaults.security.InternalProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;

/** Where the other services are asked, with the credential that services share. */
public final class InternalServices {

    private final ObjectProvider<RestClient.Builder> builders;

    private final InternalProperties internal;

    private final CircuitBreakerRegistry breakers;

    private final RetryRegistry retries;

    InternalServices(ObjectProvider<RestClient.Builder> builders, InternalProperties internal,
            CircuitBreakerRegistry breakers, RetryRegistry retries) {
        this.builders = builders;
        this.internal = internal;
        this.breakers = breakers;
        this.retries = retries;
    }

    /**
     * A service.
     * @param name its name, and that of its breaker and retry
     * @param url its address, not through the gateway
     * @param timeout how long to wait for a connection, and how long for an answer
     * @return the service, to be asked
     */
    public InternalService at(String name, URI url, Duration timeout) {
        var requests = new JdkClientHttpRequestFactory(HttpClient.newBuilder().connectTimeout(timeout).build());
        requests.setReadTimeout(timeout);
        var http = builders.getObject()
            .baseUrl(url.toString())
            .requestFactory(requests)
            .defaultHeaders(headers -> headers.setBasicAuth(InternalProperties.USER, internal.secret()))
            .build();
        return new InternalService(name, http, breakers.circuitBreaker(name), retries.retry(name));
    }

}
