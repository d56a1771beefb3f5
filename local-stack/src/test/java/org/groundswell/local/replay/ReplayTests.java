package org.groundswell.local.replay;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.groundswell.local.client.Site;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class ReplayTests {

    private final Map<String, Integer> peopleByKey = new ConcurrentHashMap<>();

    private final AtomicInteger requests = new AtomicInteger();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    private HttpServer server;

    /**
     * Every how many requests the site fails before it has stored the pledge; never when
     * 0.
     */
    private int failingBefore;

    /**
     * Every how many requests the site fails when it has stored the pledge; never when 0.
     */
    private int failingAfter;

    private int refusing;

    /** Every how many requests the site says that it is one too many; never when 0. */
    private int limiting;

    @BeforeEach
    void startSite() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/api/campaigns/test/tally",
                (exchange) -> answer(exchange, 200,
                        "{\"pledges\": %d, \"people\": %d}".formatted(this.peopleByKey.size(),
                                this.peopleByKey.values().stream().mapToInt(Integer::intValue).sum())));
        this.server.createContext("/api/campaigns/test/pledges", this::pledge);
        this.server.start();
    }

    @AfterEach
    void stopSite() {
        this.server.stop(0);
    }

    @Test
    void aTallyThatComesToWhatWasAcceptedIsAYes() throws Exception {
        assertThat(replay()).isTrue();
        assertThat(this.peopleByKey).hasSize(200);
        assertThat(output()).contains("sent                   200", "retried                0",
                "tally equals accepted: yes");
    }

    @Test
    void whatFailsForAMomentIsSentAgainUnderTheSameKey() throws Exception {
        this.failingBefore = 7;
        this.failingAfter = 11;
        assertThat(replay()).isTrue();
        assertThat(this.peopleByKey).hasSize(200);
        assertThat(this.requests).hasValueGreaterThan(200);
        assertThat(output()).contains("accepted               200").doesNotContain("retried                0");
    }

    @Test
    void whatIsLimitedIsSentAgainAndSaidOnce() throws Exception {
        this.limiting = 9;
        assertThat(replay()).isTrue();
        assertThat(this.peopleByKey).hasSize(200);
        assertThat(output()).contains("accepted               200").doesNotContain("retried                0");
        assertThat(this.complained.toString(StandardCharsets.UTF_8).lines()).singleElement()
            .asString()
            .contains("limits", "up --limits off");
    }

    @Test
    void aPledgeCountedTooManyIsANo() throws Exception {
        this.server.removeContext("/api/campaigns/test/tally");
        AtomicInteger asked = new AtomicInteger();
        this.server.createContext("/api/campaigns/test/tally",
                (exchange) -> answer(exchange, 200, (asked.getAndIncrement() == 0) ? "{\"pledges\": 0, \"people\": 0}"
                        : "{\"pledges\": 201, \"people\": 500}"));
        assertThat(replay()).isFalse();
        assertThat(output()).contains("counted                201", "tally equals accepted: no");
    }

    @Test
    void aPledgeThatIsRefusedIsReportedAndIsNoSuccess() throws Exception {
        this.refusing = 50;
        assertThat(replay()).isFalse();
        assertThat(output()).contains("accepted               196", "not accepted           4", "too rude",
                "tally equals accepted: yes");
    }

    private boolean replay() throws IOException, InterruptedException {
        Instant start = Instant.parse("2019-03-20T19:20:00Z");
        Schedule schedule = new Schedule(List.of(new Snapshot(start, 0), new Snapshot(start.plusSeconds(100), 200)), 1);
        Site site = new Site("http://127.0.0.1:" + this.server.getAddress().getPort());
        PrintStream out = new PrintStream(this.printed, true, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(this.complained, true, StandardCharsets.UTF_8);
        return new Replay(site, "test", schedule, 200, Duration.ofSeconds(4), out, err).run();
    }

    private String output() {
        return this.printed.toString(StandardCharsets.UTF_8);
    }

    private void pledge(HttpExchange exchange) throws IOException {
        int number = this.requests.incrementAndGet();
        if (this.failingBefore > 0 && number % this.failingBefore == 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, 503, "{\"detail\": \"busy\"}");
            return;
        }
        if (this.limiting > 0 && number % this.limiting == 0) {
            exchange.getResponseHeaders().set("Retry-After", "0");
            answer(exchange, 429, "{\"detail\": \"too many\"}");
            return;
        }
        if (this.refusing > 0 && number % this.refusing == 0) {
            answer(exchange, 400, "{\"detail\": \"too rude\"}");
            return;
        }
        int people = JsonMapper.shared().readTree(exchange.getRequestBody()).get("people").asInt();
        this.peopleByKey.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"), people);
        if (this.failingAfter > 0 && number % this.failingAfter == 0) {
            exchange.close();
            return;
        }
        answer(exchange, 201, "{}");
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

}
