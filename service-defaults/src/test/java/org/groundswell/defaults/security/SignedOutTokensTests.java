package org.groundswell.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryRegistry;
import java.time.Clock;
import org.groundswell.defaults.internal.InternalDefaults;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.web.client.RestClient;

class SignedOutTokensTests {

    @Test
    void afterAStartNothingIsKnownUntilCampaignServiceHasAnswered() {
        try (var campaignService = new CampaignServiceStub()) {
            campaignService.goAway();
            new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(InternalDefaults.class, AccessTokenDefaults.class))
                .withBean(InternalProperties.class, () -> new InternalProperties(TestSecrets.INTERNAL))
                .withBean(RestClient.Builder.class, RestClient::builder)
                .withBean(CircuitBreakerRegistry.class, CircuitBreakerRegistry::ofDefaults)
                .withBean(RetryRegistry.class, RetryRegistry::ofDefaults)
                .withBean(Clock.class, Clock::systemUTC)
                .withPropertyValues("groundswell.campaign-service.url=" + campaignService.url())
                .run(context -> {
                    var signedOut = context.getBean(SignedOutTokens.class);
                    assertThatExceptionOfType(JwtException.class).isThrownBy(() -> signedOut.contains("any"));

                    campaignService.comeBack();

                    assertThat(signedOut.contains("any")).isFalse();
                    campaignService.goAway();
                    assertThat(signedOut.contains("any")).isFalse();
                });
        }
    }

}
