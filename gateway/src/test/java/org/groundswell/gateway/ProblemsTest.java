package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProblemsTest extends GatewayTest {

    @Test
    void anUnknownAddressIsA404Problem() {
        var answer = get("/api/nothing?secret=1");

        assertProblem(answer, 404, "not-found");
        assertThat(json(answer).path("instance").asString()).isEqualTo("/api/nothing");
    }

    @Test
    void theWrongMethodIsA405ProblemThatNamesTheRightOnes() {
        var answer = send(request("/api/health").POST(BodyPublishers.noBody()));

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.headers().firstValue("Allow").orElse("")).contains("GET");
    }

    @Test
    void aBodyOverTheLimitIsA413ProblemAndReachesNoService() {
        campaigns.on("*", StubService.json(201, "{}"));
        var body = new byte[32 * 1024 + 1];

        assertProblem(send(request("/api/campaigns").POST(BodyPublishers.ofByteArray(body))), 413, "payload-too-large");
        assertProblem(
                send(request("/api/campaigns")
                    .POST(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body)))),
                413, "payload-too-large");
        assertThat(campaigns.asked()).isEmpty();
    }

    @Test
    void aBodyAtTheLimitPasses() {
        campaigns.on("*", StubService.json(201, "{}"));

        assertThat(send(request("/api/campaigns").POST(BodyPublishers.ofByteArray(new byte[32 * 1024]))).statusCode())
            .isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = { "invalid-request", "unauthorized", "forbidden", "not-found", "method-not-allowed",
            "not-acceptable", "conflict", "campaign-not-yet-open", "campaign-closed", "precondition-failed",
            "payload-too-large", "unsupported-media-type", "idempotency-key-reused", "too-many-requests",
            "internal-error", "service-unavailable", "precondition-required", "already-pledged", "pledge-withdrawn",
            "campaign-launched", "last-lead" })
    void everyProblemTypeIsExplainedAtItsAddress(String name) {
        var answer = get("/problems/" + name);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
        assertThat(answer.body()).contains(name);
    }

    @Test
    void anUnknownProblemTypeIsNotFound() {
        assertThat(get("/problems/unknown").statusCode()).isEqualTo(404);
    }

    @Test
    void aBrowserGetsAPage() {
        var answer = send(request("/nothing").header("Accept", "text/html,*/*;q=0.8"));

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body()).contains("Page not found").doesNotContain("Exception");
        assertThat(answer.headers().firstValue("Content-Security-Policy")).isPresent();
    }

    private static void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/" + type);
        assertThat(json(answer).path("status").asInt()).isEqualTo(status);
        assertThat(json(answer).path("title").asString()).isNotBlank();
        assertThat(answer.body()).doesNotContain("Exception").doesNotContain("org.").doesNotContain("trace");
    }

}
