package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;
import org.springframework.test.context.TestPropertySource;

/** Limits over HTTP, while time stands still; each test has addresses of its own. */
@TestPropertySource(properties = { "groundswell.limits.client.per-second=1", "groundswell.limits.client.burst=3",
        "groundswell.limits.campaign.per-second=1", "groundswell.limits.campaign.burst=5",
        "groundswell.limits.networks[0].cidr=198.51.100.0/24", "groundswell.limits.networks[0].per-second=2",
        "groundswell.limits.networks[0].burst=4", "groundswell.limits.sign-in.per-minute=2",
        "groundswell.limits.sign-in.burst=3", "groundswell.limits.trusted-proxies=127.0.0.0/8,::1" })
class LimitsTest extends GatewayTest {

    private static final String CAMPAIGN = """
            {"slug":"%s","title":"Hello","state":"open","standardPledge":"I will","milestones":[],"themes":[],"roles":[]}""";

    @TestConfiguration(proxyBeanMethods = false)
    static class StandingStill {

        @Bean
        @Primary
        TimeMeter standingStill() {
            return new TimeMeter() {

                @Override
                public long currentTimeNanos() {
                    return 1;
                }

                @Override
                public boolean isWallClockBased() {
                    return false;
                }

            };
        }

    }

    @BeforeEach
    void acceptEverything() {
        pledges.on("*", StubService.json(201, "{}"));
        otherPledges.on("*", StubService.json(201, "{}"));
    }

    @Test
    void aClientOverItsLimitGetsAProblemThatSaysWhenToComeAgain() {
        for (var count = 0; count < 3; count++) {
            assertThat(pledge("over", "203.0.113.1").statusCode()).isEqualTo(201);
        }

        var answer = pledge("over", "203.0.113.1");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Content-Type")).isEqualTo("application/problem+json");
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(json(answer).path("instance").asString()).isEqualTo("/api/campaigns/over/pledges");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"client\";q=3;w=3, \"campaign\";q=5;w=5");
        assertThat(header(answer, "RateLimit")).isEqualTo("\"client\";r=0;t=1");
        assertThat(header(answer, "RateLimit-Limit")).isEqualTo("3");
        assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("0");
        assertThat(header(answer, "RateLimit-Reset")).isEqualTo("1");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(3);
        assertThat(pledge("over", "203.0.113.2").statusCode()).isEqualTo(201);
    }

    @Test
    void ordinaryAnswersTellWhatIsLeft() {
        var answer = pledge("left", "203.0.113.3");

        assertThat(header(answer, "RateLimit-Policy")).startsWith("\"client\";q=3;w=3");
        assertThat(header(answer, "RateLimit")).isEqualTo("\"client\";r=2;t=1");
        assertThat(header(answer, "RateLimit-Limit")).isEqualTo("3");
        assertThat(header(answer, "RateLimit-Remaining")).isEqualTo("2");
        assertThat(header(answer, "RateLimit-Reset")).isEqualTo("1");
        assertThat(answer.headers().firstValue("Retry-After")).isEmpty();
    }

    @Test
    void aCampaignOverItsLimitSaysThatItIsTheCampaign() {
        for (var client = 10; client < 15; client++) {
            assertThat(pledge("busy", "203.0.113." + client).statusCode()).isEqualTo(201);
        }

        var answer = pledge("busy", "203.0.113.15");

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "RateLimit")).isEqualTo("\"campaign\";r=0;t=1");
        assertThat(pledge("quiet", "203.0.113.15").statusCode()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/campaigns/spell/%70ledges", "/api/campaigns/spel%6C/pledges",
            "/api/campaigns/spell/pledges?x=1" })
    void anotherSpellingOfTheAddressIsNoWayAround(String path) {
        var client = "203.0.113.2" + Math.floorMod(path.hashCode(), 10);
        for (var count = 0; count < 3; count++) {
            pledge("some", client);
        }

        assertThat(send(posting(path, client)).statusCode()).isEqualTo(429);
    }

    @Test
    void aKnownNetworkIsGivenMore() {
        for (var count = 0; count < 4; count++) {
            assertThat(pledge("known", "198.51.100.7").statusCode()).isEqualTo(201);
        }

        assertThat(header(pledge("known", "198.51.100.7"), "RateLimit-Policy")).startsWith("\"client\";q=4;w=2");
    }

    @Test
    void onlyTheLastUntrustedAddressCounts() {
        for (var count = 0; count < 3; count++) {
            assertThat(pledge("forged", "10.0.0." + count + ", 203.0.113.40").statusCode()).isEqualTo(201);
        }
        assertThat(pledge("forged", "10.0.0.99, 203.0.113.40").statusCode()).isEqualTo(429);
    }

    @Test
    void whatDoesNotPledgeHasNoLimit() {
        var paths = List.of("/api/campaigns/free/pledges/batch", "/api/pledges/confirm",
                "/api/campaigns/free/pledges/p1/release");
        for (var path : paths) {
            for (var count = 0; count < 5; count++) {
                var answer = send(posting(path, "203.0.113.50"));
                assertThat(answer.statusCode()).isEqualTo(201);
                assertThat(answer.headers().firstValue("RateLimit")).isEmpty();
            }
        }
        assertThat(get("/api/campaigns/free/pledges").headers().firstValue("RateLimit")).isEmpty();
    }

    @Test
    void pagesOfOtherOriginsMayReadTheLimits() {
        var answer = send(
                posting("/api/campaigns/cors/pledges", "203.0.113.60").header("Origin", "https://hospital.example"));

        assertThat(header(answer, "Access-Control-Expose-Headers")).contains("RateLimit,", "RateLimit-Policy",
                "RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset", "Retry-After");
        for (var count = 0; count < 2; count++) {
            pledge("cors", "203.0.113.60");
        }
        var refused = send(
                posting("/api/campaigns/cors/pledges", "203.0.113.60").header("Origin", "https://hospital.example"));
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(header(refused, "Access-Control-Allow-Origin")).isEqualTo("https://hospital.example");
    }

    @Test
    void refusalsAreMeasuredWithoutAddresses() {
        for (var count = 0; count < 4; count++) {
            pledge("measured", "203.0.113.70");
        }

        var metrics = get("/actuator/prometheus").body();

        assertThat(metrics).containsPattern("groundswell_gateway_pledges_limited_total\\{limit=\"client\"} [1-9]")
            .contains("groundswell_gateway_pledges_limited_total{limit=\"campaign\"}")
            .doesNotContain("203.0.113");
    }

    @Test
    void thePageKeepsWhatWasTypedWhenThereAreTooMany() {
        campaigns.on("GET /api/campaigns/paper", StubService.json(200, CAMPAIGN.formatted("paper")));
        var form = send(request("/campaigns/paper"));
        var cookie = header(form, "Set-Cookie").replaceAll(";.*", "");
        var token = field(form.body(), "_csrf");
        var key = field(form.body(), "key");
        HttpResponse<String> answer = form;
        for (var count = 0; count < 4; count++) {
            answer = send(request("/campaigns/paper/pledges").header("Cookie", cookie)
                .header("X-Forwarded-For", "203.0.113.80")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("words=own&text=kept%20words&people=3&key=" + key + "&_csrf=" + token)));
        }

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
        assertThat(answer.body()).contains("There is a problem", "Many pledges came from your network at once")
            .contains("kept words</textarea>", "value=\"" + key + "\"");
        assertThat(header(answer, "Retry-After")).isEqualTo("1");
        assertThat(header(answer, "RateLimit")).isEqualTo("\"client\";r=0;t=1");
        assertThat(pledges.asked().size() + otherPledges.asked().size()).isEqualTo(3);
    }

    @Test
    void aClientThatSignsInTooOftenIsToldWhenToComeAgain() {
        campaigns.on("*", StubService.json(202, "{}"));
        assertThat(send(posting("/api/sign-in", "203.0.113.90")).statusCode()).isEqualTo(202);
        assertThat(send(posting("/api/sign-in/confirm", "203.0.113.90")).statusCode()).isEqualTo(202);
        assertThat(send(posting("/api/%73ign-in", "203.0.113.90")).statusCode()).isEqualTo(202);

        var answer = send(posting("/api/sign-in", "203.0.113.90"));

        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/too-many-requests");
        assertThat(header(answer, "Retry-After")).isEqualTo("30");
        assertThat(header(answer, "RateLimit-Policy")).isEqualTo("\"client\";q=3;w=90");
        assertThat(campaigns.asked()).hasSize(3);
        assertThat(send(posting("/api/sign-in", "203.0.113.91")).statusCode()).isEqualTo(202);
        assertThat(send(posting("/api/campaigns", "203.0.113.90")).statusCode()).isEqualTo(202);
        assertThat(send(posting("/api/sign-out", "203.0.113.90")).statusCode()).isEqualTo(202);
        assertThat(get("/actuator/prometheus").body())
            .containsPattern("groundswell_gateway_sign_ins_limited_total [1-9]");
    }

    @Test
    void attemptsWithAProviderAndThePageAreLimitedToo() {
        campaigns.on("GET /api/sign-in", StubService.json(200, "{\"method\":\"mail\"}"));
        campaigns.on("POST /api/sign-in", StubService.json(202, "{}"));
        var form = get("/sign-in");
        var cookie = header(form, "Set-Cookie").replaceAll(";.*", "");
        var body = "email=ann%40example.org&_csrf=" + field(form.body(), "_csrf");
        for (var count = 0; count < 3; count++) {
            assertThat(send(request("/api/sign-in/provider").header("X-Forwarded-For", "203.0.113.92")).statusCode())
                .isEqualTo(404);
            assertThat(send(filled("/sign-in", body, cookie, "203.0.113.93")).statusCode()).isEqualTo(303);
        }

        assertThat(send(request("/api/sign-in/provider").header("X-Forwarded-For", "203.0.113.92")).statusCode())
            .isEqualTo(429);
        var answer = send(filled("/sign-in", body, cookie, "203.0.113.93"));
        assertThat(answer.statusCode()).isEqualTo(429);
        assertThat(answer.body()).contains("Too many requests");
        assertThat(header(answer, "Content-Type")).startsWith("text/html");
    }

    private HttpRequest.Builder filled(String path, String body, String cookie, String client) {
        return request(path).header("Cookie", cookie)
            .header("Accept", "text/html")
            .header("X-Forwarded-For", client)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString(body));
    }

    private HttpResponse<String> pledge(String slug, String client) {
        return send(posting("/api/campaigns/" + slug + "/pledges", client));
    }

    private HttpRequest.Builder posting(String path, String client) {
        return request(path).POST(BodyPublishers.ofString("{}"))
            .header("Content-Type", "application/json")
            .header("X-Forwarded-For", client);
    }

    private static String header(HttpResponse<String> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static String field(String page, String name) {
        var field = Pattern.compile("name=\"" + name + "\"[^>]*value=\"([^\"]*)\"").matcher(page);
        assertThat(field.find()).as("field %s", name).isTrue();
        return field.group(1);
    }

}
