package org.groundswell.local.bench;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.process.RunFolder;
import org.groundswell.local.store.EmbeddedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The benchmark against a platform that only pretends: one server is its gateway,
 * pledge-service and mailbox.
 */
@Timeout(120)
class BenchmarkTests {

    @TempDir
    private Path dir;

    private final Map<String, Integer> peopleByKey = new ConcurrentHashMap<>();

    private final Set<String> bodies = ConcurrentHashMap.newKeySet();

    private final AtomicInteger pledges = new AtomicInteger();

    private final AtomicInteger signIns = new AtomicInteger();

    private final ExecutorService workers = Executors.newFixedThreadPool(4);

    private HttpServer server;

    private EmbeddedStore store;

    private RunFolder runFolder;

    /** Every how many pledges the site is overloaded. */
    private int overloaded;

    private int miscount;

    @BeforeEach
    void startSite() throws IOException {
        this.store = EmbeddedStore.start(this.dir.resolve("store"), 0);
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 300);
        this.server.setExecutor(this.workers);
        this.server.createContext("/api/sign-in", (exchange) -> {
            this.signIns.incrementAndGet();
            answer(exchange, 202, "{}");
        });
        this.server.createContext("/api/messages", (exchange) -> answer(exchange, 200,
                (this.signIns.get() == 0) ? "[]" : "[{\"text\": \"http://localhost/sign-in/confirm?token=abc\"}]"));
        this.server.createContext("/api/sign-in/confirm",
                (exchange) -> answer(exchange, 200, "{\"accessToken\": \"token\"}"));
        this.server.createContext("/api/campaigns", (exchange) -> answer(exchange, 201, "{\"slug\": \"test\"}"));
        this.server.createContext("/api/campaigns/test/pledges", this::pledge);
        this.server.createContext("/api/campaigns/test/tally", this::tally);
        this.server.createContext("/api/no-op", (exchange) -> answer(exchange, 201, ""));
        this.server.start();
        this.runFolder = new RunFolder(this.dir.resolve("run"));
        runs("gateway", url());
        runs("pledge-service", url());
        runs("store", this.store.connectionString(""));
    }

    @AfterEach
    void stopSite() {
        this.server.stop(0);
        this.workers.shutdownNow();
        this.store.close();
    }

    @Test
    void everyPathIsMeasuredWithEveryNumberOfClientsBothWays() throws Exception {
        Figures figures = run(Duration.ofMinutes(1));
        Set<String> measured = new HashSet<>();
        figures.cells()
            .forEach((cell) -> measured.add("%s %d %s".formatted(cell.path(), cell.clients(), cell.request())));
        assertThat(figures.cells()).hasSize(16);
        assertThat(measured).hasSize(16).contains("gateway 1 pledge", "gateway 256 no-op", "direct 64 pledge");
        assertThat(figures.cells()).allSatisfy((cell) -> assertThat(cell.outcome().accepted()).isPositive());
        assertThat(figures.store()).extracting(InsertRate::group).containsExactly(1, 100, 500);
    }

    @Test
    void everyPledgeHasAKeyOfItsOwnAndTheCountIsComparedWithWhatWasAccepted() throws Exception {
        this.overloaded = 10;
        Figures figures = run(Duration.ofMinutes(1));
        assertThat(figures.equal()).isTrue();
        assertThat(figures.accepted().pledges()).isEqualTo(this.peopleByKey.size());
        assertThat(this.pledges.get() - this.pledges.get() / 10).isEqualTo(this.peopleByKey.size());
        assertThat(this.bodies).hasSizeGreaterThan(20);
        assertThat(figures.cells()).anySatisfy((cell) -> assertThat(cell.outcome().errors()).containsKey("503"));
    }

    @Test
    void aPledgeCountedTooManyIsANo() throws Exception {
        this.miscount = 1;
        assertThat(run(Duration.ofMillis(100)).equal()).isFalse();
    }

    private Figures run(Duration countPatience) throws IOException, InterruptedException {
        Site site = new Site(url());
        PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        return new Benchmark(site, new SignIn(site, url()), this.runFolder, countPatience, nowhere)
            .run(Clock.systemUTC(), Duration.ofMillis(400), Duration.ofMillis(100));
    }

    private String url() {
        return "http://127.0.0.1:" + this.server.getAddress().getPort();
    }

    private void runs(String name, String url) throws IOException {
        Files.createDirectories(this.dir.resolve("run"));
        Files.writeString(this.dir.resolve("run").resolve(name + ".json"), """
                {"name": "%s", "pid": 1, "url": "%s", "port": 1, "startedAt": "2026-03-13T09:00:00Z"}
                """.formatted(name, url));
    }

    private void pledge(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        int number = this.pledges.incrementAndGet();
        if (this.overloaded > 0 && number % this.overloaded == 0) {
            answer(exchange, 503, "");
            return;
        }
        this.bodies.add(body);
        this.peopleByKey.put(exchange.getRequestHeaders().getFirst("Idempotency-Key"),
                JsonMapper.shared().readTree(body).get("people").asInt());
        answer(exchange, 201, "{}");
    }

    private void tally(HttpExchange exchange) throws IOException {
        answer(exchange, 200, "{\"pledges\": %d, \"people\": %d}".formatted(this.peopleByKey.size() + this.miscount,
                this.peopleByKey.values().stream().mapToInt(Integer::intValue).sum()));
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            exchange.getRequestBody().readAllBytes();
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, (bytes.length > 0) ? bytes.length : -1);
            exchange.getResponseBody().write(bytes);
        }
    }

}
