package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Of pledge-service's three instances the first does not listen. */
class PassingOverTest extends GatewayTest {

    private static final String PLEDGES = "/api/campaigns/hello/pledges";

    @Test
    void aRequestThatCouldNotBeSentGoesToTheNextInstance() {
        pledges.on("*", StubService.json(201, "{}"));
        otherPledges.on("*", StubService.json(201, "{}"));

        for (var count = 0; count < 12; count++) {
            assertThat(post(null).statusCode()).isEqualTo(201);
        }

        assertThat(pledges.asked()).hasSizeGreaterThan(2);
        assertThat(otherPledges.asked()).hasSizeGreaterThan(2);
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(12);
    }

    @Test
    void aPostWithoutAKeyThatMayHaveArrivedIsNotSentAgain() {
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.hangUp());

        var answer = post(null);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(json(answer).path("detail").asString()).contains("not known whether");
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(1);
    }

    @Test
    void aPostWithAKeyIsSentOnceMoreToAnotherInstanceWithTheSameBody() {
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.json(201, "{}"));

        assertThat(post("key-12345678").statusCode()).isEqualTo(201);
        assertThat(post("key-12345678").statusCode()).isEqualTo(201);
        assertThat(post("key-12345678").statusCode()).isEqualTo(201);

        assertThat(otherPledges.asked()).hasSize(3).allSatisfy(asked -> {
            assertThat(asked.body()).isEqualTo("{\"people\": 2}");
            assertThat(asked.headers().getFirst("Idempotency-Key")).isEqualTo("key-12345678");
        });
        assertThat(pledges.asked()).isNotEmpty();
    }

    @Test
    void whatPaysNoHeedToAKeyIsNotSentAgain() {
        campaigns.on("*", StubService.hangUp());
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.hangUp());

        for (var path : List.of("/api/campaigns", "/api/sign-in/confirm", "/api/campaigns/hello/invitations",
                "/api/campaigns/hello/pledges/p1/release")) {
            assertThat(send(request(path).POST(BodyPublishers.ofString("{}"))
                .header("Content-Type", "application/json")
                .header("Idempotency-Key", "key-12345678")).statusCode()).isEqualTo(503);
        }

        assertThat(campaigns.asked()).hasSize(3);
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({ "/sign-in,email=ann%40example.org", "/sign-in/confirm,token=abc", "/invitations/accept,token=abc",
            "/pledges/p1/withdraw,secret=c2VjcmV0", "/pledges/confirm,token=abc", "/sign-out,''" })
    void aPageThatSaysNotNowSaysWhenToComeAgain(String path, String fields) {
        campaigns.on("*", StubService.hangUp());
        campaigns.on("GET /api/sign-in", StubService.json(200, "{\"method\":\"mail\"}"));
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.hangUp());
        var form = get("/sign-in");
        var token = form.body().replaceAll("(?s).*name=\"_csrf\"[^>]*value=\"([^\"]*)\".*", "$1");

        var answer = send(request(path).POST(BodyPublishers.ofString(fields + "&_csrf=" + token))
            .header("Accept", "text/html")
            .header("Cookie",
                    form.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "")
                            + "; groundswell-token=a.b.c")
            .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/html");
        assertThat(answer.headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void aReadIsSentOnceMoreAndThenGivenUp() {
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.hangUp());

        assertThat(get("/api/pledges/p1").statusCode()).isEqualTo(503);

        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(2);
    }

    @Test
    void anAnswerIsNeverRetriedWhateverItSays() {
        pledges.on("*", StubService.json(503, "{\"title\":\"full\"}", "Retry-After", "7"));
        otherPledges.on("*", StubService.json(503, "{\"title\":\"full\"}", "Retry-After", "7"));

        var answer = post("key-12345678");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("7");
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(1);
    }

    @Test
    void aServiceThatDoesNotAnswerInTimeIsAway() {
        analytics.on("*", exchange -> sleep(5000));

        var answer = get("/api/campaigns/hello/history");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/service-unavailable");
    }

    @Test
    void aServiceThatKeepsFailingIsLeftAloneForAWhile() {
        analytics.on("*", StubService.hangUp());
        for (var count = 0; count < 10; count++) {
            assertThat(get("/api/campaigns/hello/history").statusCode()).isEqualTo(503);
        }
        var before = askedForHistory();

        assertThat(get("/api/campaigns/hello/history").statusCode()).isEqualTo(503);

        assertThat(askedForHistory()).isEqualTo(before);
        assertThat(breakers.circuitBreaker("campaign-service").getState().name()).isEqualTo("CLOSED");
    }

    private long askedForHistory() {
        return analytics.asked().stream().filter(asked -> asked.request().endsWith("/history")).count();
    }

    private HttpResponse<String> post(@Nullable String key) {
        var request = request(PLEDGES).POST(BodyPublishers.ofString("{\"people\": 2}"))
            .header("Content-Type", "application/json");
        return send(key == null ? request : request.header("Idempotency-Key", key));
    }

    private static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

}
