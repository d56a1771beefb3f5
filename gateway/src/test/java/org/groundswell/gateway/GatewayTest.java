package org.groundswell.gateway;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A running gateway, the same one for all tests, before stubs: one instance each of
 * campaign-service and analytics-service, and three of pledge-service of which the first
 * does not listen.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = { "groundswell.upstream.response-timeout=2s", "groundswell.upstream.page-timeout=2s",
                "resilience4j.circuitbreaker.configs.default.wait-duration-in-open-state=60s",
                "groundswell.cross-origin.pledge-origins=https://hospital.example" })
abstract class GatewayTest {

    static final StubService campaigns = new StubService();

    static final StubService pledges = new StubService();

    static final StubService otherPledges = new StubService();

    static final StubService analytics = new StubService();

    private static final Socket notListening = notListening();

    static final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    CircuitBreakerRegistry breakers;

    @DynamicPropertySource
    static void instances(DynamicPropertyRegistry registry) {
        var prefix = "spring.cloud.discovery.client.simple.instances.";
        registry.add(prefix + "campaign-service[0].uri", campaigns::url);
        registry.add(prefix + "pledge-service[0].uri", () -> "http://127.0.0.1:" + notListening.getLocalPort());
        registry.add(prefix + "pledge-service[1].uri", pledges::url);
        registry.add(prefix + "pledge-service[2].uri", otherPledges::url);
        registry.add(prefix + "analytics-service[0].uri", analytics::url);
    }

    @BeforeEach
    void startAnew() {
        campaigns.reset();
        pledges.reset();
        otherPledges.reset();
        analytics.reset();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url(path)));
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException broken) {
            throw new AssertionError(broken);
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new AssertionError(stopping);
        }
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    /** Bound, so that nobody else can have its port, the gateway itself for instance. */
    private static Socket notListening() {
        try {
            var socket = new Socket();
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            return socket;
        }
        catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static JsonNode json(HttpResponse<String> answer) {
        return JsonMapper.shared().readTree(answer.body());
    }

}
