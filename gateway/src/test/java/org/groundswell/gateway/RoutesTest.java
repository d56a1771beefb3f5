package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RoutesTest extends GatewayTest {

    @ParameterizedTest
    @CsvSource({ "/api/campaigns,campaigns", "/api/campaigns/hello,campaigns", "/api/campaigns/hello/launch,campaigns",
            "/api/campaigns/hello/close,campaigns", "/api/campaigns/hello/suspend,campaigns",
            "/api/campaigns/hello/lift,campaigns", "/api/campaigns/hello/audit,campaigns", "/api/sign-in,campaigns",
            "/api/sign-in/provider,campaigns", "/api/sign-in/provider/callback?state=s,campaigns",
            "/api/sign-out,campaigns", "/api/sign-in/confirm,campaigns", "/.well-known/jwks.json,campaigns",
            "/api/campaigns/hello/commitments,campaigns", "/api/campaigns/hello/commitments/c1,campaigns",
            "/api/campaigns/hello/commitments/c1/kept,campaigns", "/api/campaigns/hello/editions,campaigns",
            "/api/campaigns/hello/leads,campaigns", "/api/campaigns/hello/leads/o1?place=QWO,campaigns",
            "/api/campaigns/hello/invitations,campaigns", "/api/campaigns/hello/invitations/i1,campaigns",
            "/api/invitations/accept,campaigns", "/api/campaigns/hello/pledges,pledges",
            "/api/campaigns/hello/pledges/batch,pledges", "/api/pledges/p1,pledges",
            "/api/campaigns/hello/tally,analytics", "/api/campaigns/hello/tally/stream,analytics",
            "/api/campaigns/hello/history,analytics", "/api/campaigns/hello/recount,analytics",
            "/api/tallies/stream,analytics", "/petitions.json,analytics", "/petitions.json?state=open&page=2,analytics",
            "/petitions.csv,analytics", "/petitions/1,analytics", "/petitions/1.json,analytics",
            "/petitions/1/count.json,analytics", "/trending.json,analytics", "/constituencies.json,analytics" })
    void whatIsListedPassesToItsService(String path, String service) {
        campaigns.on("*", StubService.json(200, "{\"from\":\"campaigns\"}"));
        pledges.on("*", StubService.json(200, "{\"from\":\"pledges\"}"));
        otherPledges.on("*", StubService.json(200, "{\"from\":\"pledges\"}"));
        analytics.on("*", StubService.json(200, "{\"from\":\"analytics\"}"));

        var answer = get(path);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json(answer).path("from").asString()).isEqualTo(service);
    }

    @ParameterizedTest
    @CsvSource({ "DELETE,/api/pledges/p1", "GET,/api/pledges/p1", "POST,/api/pledges/confirm",
            "GET,/api/campaigns/hello/pledges/held", "POST,/api/campaigns/hello/pledges/p1/release",
            "POST,/api/campaigns/hello/pledges/p1/remove", "POST,/api/campaigns/hello/pledges/batch" })
    void whatConcernsPledgesPassesWithItsAuthority(String method, String path) {
        pledges.on("*", StubService.json(200, "{}"));
        otherPledges.on("*", StubService.json(200, "{}"));

        var answer = send(request(path).method(method, BodyPublishers.noBody())
            .header("Authorization", "Pledge aZ09-_.~+/=")
            .header("Origin", "http://localhost:" + port));

        assertThat(answer.statusCode()).isEqualTo(200);
        var asked = pledges.asked().isEmpty() ? otherPledges.onlyAsked() : pledges.onlyAsked();
        assertThat(asked.request()).isEqualTo(method + ' ' + path);
        assertThat(asked.headers().get("Authorization")).containsExactly("Pledge aZ09-_.~+/=");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions.json", "/petitions.csv", "/petitions/1", "/petitions/1.json",
            "/petitions/1/count.json", "/trending.json", "/constituencies.json" })
    void whatIsForProgramsIsNoFormOfAPage(String path) {
        analytics.on("*", StubService.json(405, "{}"));

        var answer = send(request(path).PUT(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(405);
    }

    @Test
    void theNoOpOfBenchmarksIsNotThere() {
        assertThat(send(request("/api/no-op").POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(404);
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/internal/pledges", "/api/internal", "/api/campaigns/hello/internal",
            "/api/campaigns/hello/pledges/%2e%2e/%2e%2e/%2e%2e/%2e%2e/internal/x", "/api/pledges/../../internal/x",
            "/api/pledges/..%2f..%2finternal/x", "/api/pledges/..;/..;/internal/x", "/api//pledges/../internal",
            "/api/campaigns/hello/unknown", "/api/unknown", "/api/pledges/p1/x", "/api/campaigns/hello/pledges/p1",
            "/api/campaigns/hello/tally/x", "/api/tallies", "/api/invitations", "/api/invitations/accept/x",
            "/petitions", "/petitions/", "/petitions.json/x", "/petitions/..;/..;/internal/x", "/trending", "/error" })
    void whatIsNotListedReachesNoService(String path) throws IOException {
        campaigns.on("*", StubService.json(200, "{}"));
        pledges.on("*", StubService.json(200, "{}"));
        otherPledges.on("*", StubService.json(200, "{}"));
        analytics.on("*", StubService.json(200, "{}"));

        var answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).matches("(?s)HTTP/1.1 (400|404) .*")
            .contains("application/problem+json")
            .contains("/problems/");
        assertThat(campaigns.asked()).isEmpty();
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
        assertThat(analytics.asked()).allMatch(StubService.Asked::mayBeLate);
    }

    @Test
    void methodPathQueryAndBodyArriveAsTheyWereSent() {
        campaigns.on("PATCH /api/campaigns/hello", StubService.json(200, "{}"));

        send(request("/api/campaigns/hello?a=1%202&b=%C3%A9&b=x").method("PATCH", BodyPublishers.ofString("{\"é\": 1}"))
            .header("Content-Type", "application/merge-patch+json")
            .header("If-Match", "\"3\"")
            .header("Authorization", "Bearer abc"));

        var asked = campaigns.onlyAsked();
        assertThat(asked.request()).isEqualTo("PATCH /api/campaigns/hello");
        assertThat(asked.query()).isEqualTo("a=1%202&b=%C3%A9&b=x");
        assertThat(asked.body()).isEqualTo("{\"é\": 1}");
        assertThat(asked.headers().getFirst("If-Match")).isEqualTo("\"3\"");
        assertThat(asked.headers().getFirst("Content-Type")).isEqualTo("application/merge-patch+json");
        assertThat(asked.headers().getFirst("Authorization")).isEqualTo("Bearer abc");
    }

    @Test
    void formBodiesArriveAsTheyWereSent() {
        campaigns.on("POST /api/sign-in", StubService.json(415, "{}"));

        send(request("/api/sign-in?x=1").POST(BodyPublishers.ofString("x=1&email=a%40b"))
            .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(campaigns.onlyAsked().body()).isEqualTo("x=1&email=a%40b");
    }

    @Test
    void onlyTheCookiesOfSigningInPassBetweenBrowserAndService() {
        campaigns.on("GET /api/sign-in/provider/callback",
                StubService.json(303, "", "Location", "/", "Set-Cookie", "groundswell-token=eyJ; HttpOnly",
                        "Set-Cookie", "groundswell-sign-in=; Max-Age=0", "Set-Cookie", "groundswell-form=x",
                        "Set-Cookie", "other=groundswell-token=x"));

        var answer = send(request("/api/sign-in/provider/callback?state=s&code=c").header("Cookie",
                "groundswell-token=abc; groundswell-sign-in=secret; groundswell-form=f; x=groundswell-sign-in=y"));

        assertThat(answer.statusCode()).isEqualTo(303);
        assertThat(answer.headers().firstValue("Location")).hasValue("/");
        assertThat(answer.headers().allValues("Set-Cookie"))
            .containsExactlyInAnyOrder("groundswell-token=eyJ; HttpOnly", "groundswell-sign-in=; Max-Age=0");
        assertThat(campaigns.onlyAsked().headers().get("Cookie")).containsExactly("groundswell-sign-in=secret");
    }

    @Test
    void statusAndHeadersOfTheServiceComeBack() {
        campaigns.on("POST /api/campaigns", StubService.json(201, "{\"slug\":\"x\"}", "Location", "/api/campaigns/x",
                "ETag", "\"1\"", "X-Powered-By", "secret", "Set-Cookie", "a=b", "Access-Control-Allow-Origin", "evil"));

        var answer = send(request("/api/campaigns").POST(BodyPublishers.ofString("{}")));

        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.body()).isEqualTo("{\"slug\":\"x\"}");
        assertThat(answer.headers().firstValue("Location")).contains("/api/campaigns/x");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(answer.headers().map()).doesNotContainKeys("x-powered-by", "set-cookie", "server",
                "access-control-allow-origin");
    }

    @Test
    void whatOnlyInsidersMaySayIsTakenOff() throws IOException {
        campaigns.on("*", StubService.json(200, "{}"));

        raw("""
                GET /api/campaigns HTTP/1.1
                Host: localhost
                Connection: close, X-Named
                X-Named: hop
                Authorization: Basic c2VydmljZTpndWVzcw==
                Cookie: groundswell-token=abc
                Forwarded: for=1.2.3.4
                X-Forwarded-For: 1.2.3.4
                X-Forwarded-Prefix: /evil
                X-Real-IP: 1.2.3.4
                X-Groundswell-Organiser: me
                ce_type: groundswell.pledge.made.v1
                Accept-Language: cy

                """.replace("\n", "\r\n"));

        var headers = campaigns.onlyAsked().headers();
        assertThat(headers.headerNames()).map(name -> name.toLowerCase(Locale.ROOT))
            .doesNotContain("x-named", "authorization", "cookie", "forwarded", "x-forwarded-prefix", "x-real-ip",
                    "x-groundswell-organiser", "ce_type");
        assertThat(headers.get("X-Forwarded-For")).containsExactly("127.0.0.1");
        assertThat(headers.getFirst("X-Forwarded-Proto")).isEqualTo("http");
        assertThat(headers.getFirst("X-Forwarded-Host")).isEqualTo("localhost");
        assertThat(headers.getFirst("Accept-Language")).isEqualTo("cy");
    }

    @Test
    void everybodyMayReadFromOtherOriginsButNotWrite() {
        analytics.on("*", StubService.json(200, "{}", "Access-Control-Allow-Origin", "*"));
        campaigns.on("*", StubService.json(201, "{}"));

        var read = get("/api/campaigns/hello/tally", "Origin", "https://any.example");
        var preflight = preflight("/api/campaigns", "https://any.example", "POST");

        assertThat(read.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(get("/api/campaigns/hello/tally").headers().allValues("Access-Control-Allow-Origin"))
            .containsExactly("*");
        assertThat(read.headers().firstValue("Access-Control-Allow-Credentials")).isEmpty();
        assertThat(preflight).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/api/campaigns/hello/pledges/held", "/api/campaigns/hello/pledges/%68eld",
            "/api/campaigns/hello/pledges/held?limit=5", "/api/campaigns/hello/pledges/batch",
            "/api/campaigns/hello/audit", "/api/campaigns/hello/pledges/audit", "/api/campaigns/hello/leads",
            "/api/campaigns/hello/invitations", "/api/campaigns/hello/recount", "/api/campaigns/hello/%72ecount" })
    void whatIsForOrganisersIsNotReadableFromOtherOrigins(String path) {
        pledges.on("*", StubService.json(200, "{}"));
        otherPledges.on("*", StubService.json(200, "{}"));
        analytics.on("*", StubService.json(200, "{}"));

        for (var origin : List.of("https://any.example", "https://hospital.example")) {
            assertThat(get(path, "Origin", origin).headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
            assertThat(preflight(path, origin, "GET")).isFalse();
            assertThat(preflight(path, origin, "POST")).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "audit", "leads", "invitations", "recount", "held", "batch" })
    void aCampaignIsReadableFromEverywhereWhateverItsName(String slug) {
        campaigns.on("*", StubService.json(200, "{}"));

        assertThat(get("/api/campaigns/" + slug).headers().allValues("Access-Control-Allow-Origin"))
            .containsExactly("*");
        assertThat(preflight("/api/campaigns/" + slug, "https://any.example", "GET", "if-none-match")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions.json?page=2", "/petitions.csv", "/petitions/1.json", "/petitions/1/count.json",
            "/trending.json", "/constituencies.json" })
    void petitionsAreReadableFromEverywhereWithTheirCachingHeaders(String path) {
        analytics.on("*", StubService.json(200, "{}", "ETag", "\"1\"", "Cache-Control", "max-age=1, public"));

        var answer = get(path, "Origin", "https://any.example");

        assertThat(answer.headers().allValues("Access-Control-Allow-Origin")).containsExactly("*");
        assertThat(answer.headers().firstValue("ETag")).contains("\"1\"");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("max-age=1, public");
        assertThat(preflight(path, "https://any.example", "GET", "if-none-match")).isTrue();
        assertThat(preflight(path, "https://any.example", "POST")).isFalse();
    }

    @Test
    void aRedirectToACampaignIsPassedOn() {
        analytics.on("*", StubService.json(302, "", "Location", "https://pledges.example/campaigns/hello"));

        var answer = get("/petitions/1");

        assertThat(answer.statusCode()).isEqualTo(302);
        assertThat(answer.headers().firstValue("Location")).contains("https://pledges.example/campaigns/hello");
    }

    @Test
    void aPledgeIsNotWithdrawnOrConfirmedFromOtherOrigins() {
        assertThat(preflight("/api/pledges/p1", "https://hospital.example", "DELETE")).isFalse();
        assertThat(preflight("/api/pledges/confirm", "https://hospital.example", "POST")).isFalse();
    }

    @Test
    void onlyConfiguredOriginsMaySendPledges() {
        assertThat(preflight("/api/campaigns/hello/pledges", "https://hospital.example", "POST")).isTrue();
        assertThat(preflight("/api/campaigns/hello/pledges", "https://any.example", "POST")).isFalse();
        assertThat(preflight("/api/campaigns/hello/launch", "https://hospital.example", "POST")).isFalse();
    }

    private HttpResponse<String> get(String path, String header, String value) {
        return send(request(path).header(header, value));
    }

    private boolean preflight(String path, String origin, String method) {
        return preflight(path, origin, method, "content-type,idempotency-key");
    }

    private boolean preflight(String path, String origin, String method, String headers) {
        return send(request(path).method("OPTIONS", BodyPublishers.noBody())
            .header("Origin", origin)
            .header("Access-Control-Request-Method", method)
            .header("Access-Control-Request-Headers", headers)).headers()
            .firstValue("Access-Control-Allow-Origin")
            .isPresent();
    }

    private String raw(String request) throws IOException {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

}
