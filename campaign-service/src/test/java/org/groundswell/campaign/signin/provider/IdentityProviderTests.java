package org.groundswell.campaign.signin.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import jakarta.validation.Validation;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.defaults.internal.ServiceAway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A provider that cannot be used. */
class IdentityProviderTests {

    private static final List<String> SCOPES = List.of("openid", "email");

    @Test
    void aProviderThatCannotBeReachedIsAway() {
        var retries = RetryRegistry.of(RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());
        var provider = new IdentityProvider(at("http://127.0.0.1:1", SCOPES),
                new SiteProperties("http://localhost:8080", "Groundswell"), CircuitBreakerRegistry.ofDefaults(),
                retries);
        assertThatExceptionOfType(ServiceAway.class)
            .isThrownBy(() -> provider.authorization(new Attempt("0123456789012345678901234567890123456789012")));
    }

    @ParameterizedTest
    @CsvSource({ "https://login.example.org,true", "https://login.example.org/realms/nhs,true",
            "http://127.0.0.1:9000/realm,true", "http://localhost:9000,true", "http://login.example.org,false",
            "ftp://127.0.0.1,false", "https://login.example.org?x=1,false" })
    void itsIssuerIsReachedSafely(String issuer, boolean safe) {
        assertThat(isValid(at(issuer, SCOPES))).isEqualTo(safe);
    }

    @Test
    void itIsAskedForTheAddress() {
        assertThat(isValid(at("https://login.example.org", List.of("openid")))).isFalse();
        assertThat(isValid(at("https://login.example.org", List.of("openid", "email", "profile")))).isTrue();
    }

    private static ProviderProperties at(String issuer, List<String> scopes) {
        return new ProviderProperties(URI.create(issuer), "client", "secret", scopes);
    }

    private static boolean isValid(ProviderProperties properties) {
        try (var factory = Validation.buildDefaultValidatorFactory()) {
            return factory.getValidator().validate(properties).isEmpty();
        }
    }

}
