package org.groundswell.defaults.internal;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import org.groundswell.defaults.security.InternalProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.web.client.RestClient;

/** Lets a service ask another one. */
@AutoConfiguration
public class InternalDefaults {

    @Bean
    InternalServices internalServices(ObjectProvider<RestClient.Builder> builders, InternalProperties internal,
            CircuitBreakerRegistry breakers, RetryRegistry retries) {
        return new InternalServices(builders, internal, breakers, retries);
    }

}
