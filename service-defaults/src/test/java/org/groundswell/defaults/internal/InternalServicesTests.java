package org.groundswell.defaults.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.retry.RetryConfig;
import io.github.resilience4j.retry.RetryRegistry;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.web.client.RestClient;

/** How another service is asked. */
class InternalServicesTests {

    private static final Duration LONG = Duration.ofSeconds(10);

    private final List<String> authorizations = new CopyOnWriteArrayList<>();

    private final AtomicInteger failures = new AtomicInteger();

    private final CountDownLatch slow = new CountDownLatch(1);

    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.of(CircuitBreakerConfig.custom()
        .slidingWindowSize(4)
        .minimumNumberOfCalls(4)
        .waitDurationInOpenState(LONG)
        .build());

    private final RetryRegistry retries = RetryRegistry
        .of(RetryConfig.custom().maxAttempts(2).waitDuration(Duration.ofMillis(1)).build());

    private HttpServer server;

    @BeforeEach
    void anotherService() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/internal/things", this::answer);
        server.createContext("/internal/slow", this::answerSlowly);
        server.start();
    }

    @AfterEach
    void isStopped() {
        slow.countDown();
        server.stop(0);
    }

    @Test
    void itIsAskedWithTheServicesCredential() {
        assertThat(askThings(service(LONG))).isEqualTo("these");
        assertThat(authorizations)
            .containsExactly("Basic " + HttpHeaders.encodeBasicAuth("service", TestSecrets.INTERNAL, null));
    }

    @Test
    void aFailedQuestionIsAskedAgain() {
        failures.set(1);
        assertThat(askThings(service(LONG))).isEqualTo("these");
        assertThat(authorizations).hasSize(2);
    }

    @Test
    void aServiceThatFailsIsAwayAndThenLeftInPeace() {
        failures.set(Integer.MAX_VALUE);
        var service = service(LONG);
        for (int i = 0; i < 5; i++) {
            assertThatExceptionOfType(ServiceAway.class).isThrownBy(() -> askThings(service))
                .withMessageStartingWith("some-service cannot be asked: ");
        }
        assertThat(authorizations).hasSize(4);
    }

    @Test
    void aServiceThatIsTooSlowIsAway() {
        var service = service(Duration.ofMillis(50));
        assertThatExceptionOfType(ServiceAway.class)
            .isThrownBy(() -> service.ask(http -> http.get().uri("/internal/slow").retrieve().body(String.class)));
    }

    @Test
    void aServiceThatDoesNotListenIsAway() {
        server.stop(0);
        assertThatExceptionOfType(ServiceAway.class).isThrownBy(() -> askThings(service(LONG)));
    }

    @Test
    void whatAQuestionItselfThrowsComesOutAsItIs() {
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> service(LONG).ask(http -> {
            throw new IllegalStateException("a no");
        }));
    }

    private InternalService service(Duration timeout) {
        var beans = new StaticListableBeanFactory();
        beans.addBean("builder", RestClient.builder());
        return new InternalServices(beans.getBeanProvider(RestClient.Builder.class),
                new InternalProperties(TestSecrets.INTERNAL), breakers, retries)
            .at("some-service", URI.create("http://127.0.0.1:" + server.getAddress().getPort()), timeout);
    }

    private static String askThings(InternalService service) {
        return String
            .valueOf(service.<Object>ask(http -> http.get().uri("/internal/things").retrieve().body(String.class)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            authorizations.add(exchange.getRequestHeaders().getFirst(HttpHeaders.AUTHORIZATION));
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(503, -1);
                return;
            }
            var body = "these".getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
        }
    }

    private void answerSlowly(HttpExchange exchange) throws IOException {
        try (exchange) {
            slow.await();
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

}
