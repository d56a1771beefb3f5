package org.groundswell.defaults.security;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import org.groundswell.defaults.internal.InternalDefaults;
import org.groundswell.defaults.testing.TestSecrets;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.web.client.RestClient;

/** As much of a service as it takes to ask campaign-service. */
final class AskingService {

    private AskingService() {
    }

    static ApplicationContextRunner asking(String campaignService) {
        return new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(InternalDefaults.class, AccessTokenDefaults.class))
            .withBean(InternalProperties.class, () -> new InternalProperties(TestSecrets.INTERNAL))
            .withBean(RestClient.Builder.class, RestClient::builder)
            .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
            .withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
            .withBean(Clock.class, Clock::systemUTC)
            .withPropertyValues("groundswell.campaign-service.url=" + campaignService);
    }

}
