package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HealthTest extends GatewayTest {

    /** A service that is slow to answer is taken for one that is down. */
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void thePlatformIsUpWhenEachServiceHasAReadyInstance() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = get("/api/health");

            assertThat(answer.statusCode()).isEqualTo(200);
            assertThat(answer.body()).isEqualTo("{\"status\":\"up\",\"services\":{\"analytics-service\":\"up\","
                    + "\"campaign-service\":\"up\",\"pledge-service\":\"up\"}}");
        });
    }

    @Test
    void aServiceThatIsNotReadyMakesIt503() {
        analytics.on("GET /actuator/health/readiness", StubService.json(503, "{}"));

        await().atMost(PATIENCE).untilAsserted(() -> {
            var answer = get("/api/health");

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(json(answer).path("services").path("analytics-service").asString()).isEqualTo("down");
            assertThat(json(answer).path("services").path("pledge-service").asString()).isEqualTo("up");
        });
    }

    @Test
    void aSilentServiceDoesNotHoldTheAnswerUp() {
        campaigns.on("GET /actuator/health/readiness", exchange -> {
            try {
                Thread.sleep(6000);
            }
            catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });

        await().atMost(PATIENCE).untilAsserted(() -> {
            var before = Instant.now();

            assertThat(get("/api/health").statusCode()).isEqualTo(503);

            assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(4));
        });
    }

    @Test
    void theGatewaysOwnStateIsForTheSameMachineOnly() {
        assertThat(get("/actuator/health/readiness").statusCode()).isEqualTo(200);
        assertThat(get("/actuator/prometheus").body()).contains("resilience4j_circuitbreaker_state");
        assertThat(send(request("/actuator/health").header("X-Forwarded-For", "203.0.113.9")).statusCode())
            .isEqualTo(404);
        assertThat(send(request("/%61ctuator/health").header("X-Forwarded-For", "203.0.113.9")).statusCode())
            .isEqualTo(404);
        assertThat(get("/actuator/env").statusCode()).isEqualTo(404);
    }

}
