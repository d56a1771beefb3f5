package org.groundswell.defaults.internal;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.retry.Retry;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * Another service's internal interface. A failed question is asked again, a failing
 * service left in peace, as the breaker and the retry of the service's name are
 * configured.
 */
public final class InternalService {

    private final String name;

    private final RestClient http;

    private final CircuitBreaker breaker;

    private final Retry retry;

    InternalService(String name, RestClient http, CircuitBreaker breaker, Retry retry) {
        this.name = name;
        this.http = http;
        this.breaker = breaker;
        this.retry = retry;
    }

    /**
     * Asks.
     * @param <T> what is answered
     * @param question a whole exchange, which may be repeated: it must change nothing
     * @return the answer
     * @throws ServiceAway when there is none: the service cannot be reached, is too slow,
     * answers with an error that the question does not handle, or has failed too often
     * lately. Whatever else the question throws comes out as it is
     */
    public <T extends @Nullable Object> T ask(Function<RestClient, T> question) {
        try {
            return retry.executeSupplier(() -> breaker.executeSupplier(() -> question.apply(http)));
        }
        catch (RestClientException | CallNotPermittedException away) {
            throw new ServiceAway(name, away);
        }
    }

}
