package org.groundswell.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

@Tag("soak")
class RebuildTests {

    @TempDir
    private Path dir;

    private final List<String> asked = new ArrayList<>();

    private final Deque<String> progress = new ArrayDeque<>();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final PrintStream standardOutput = System.out;

    private HttpServer server;

    private Process process;

    private String comparison = "{\"campaigns\": 3, \"differing\": []}";

    @BeforeEach
    void runAnAnalyticsService() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/internal/rebuild", this::answer);
        this.server.start();
        this.process = new ProcessBuilder("sh", "-c", "read line; :", "-Dgroundswell.process=analytics-service")
            .start();
        Path run = Files.createDirectories(this.dir.resolve("run"));
        int port = this.server.getAddress().getPort();
        Files.writeString(run.resolve("analytics-service.json"), """
                {"name": "analytics-service", "pid": %d, "url": "http://127.0.0.1:%d", "port": %d, "startedAt": "%s"}
                """.formatted(this.process.pid(), port, port,
                this.process.info().startInstant().orElseGet(Instant::now)));
        Files.writeString(Files.createDirectories(this.dir.resolve("secrets")).resolve("internal"), "secret");
        System.setOut(new PrintStream(this.printed, true, StandardCharsets.UTF_8));
        this.progress.addAll(List.of("{\"generation\":1,\"next\":2,\"behind\":70000,\"announcing\":true}",
                "{\"generation\":1,\"next\":2,\"behind\":0,\"announcing\":true}",
                "{\"generation\":2,\"next\":null,\"behind\":0,\"announcing\":false}",
                "{\"generation\":2,\"next\":null,\"behind\":0,\"announcing\":true}"));
    }

    @AfterEach
    void stopIt() throws IOException {
        System.setOut(this.standardOutput);
        this.process.getOutputStream().close();
        this.server.stop(0);
    }

    @Test
    void itWaitsForTheNewCountComparesAndTurns() {
        assertThat(run("rebuild")).isZero();
        assertThat(this.asked).containsExactly("POST /internal/rebuild", "POST /internal/rebuild/comparison",
                "POST /internal/rebuild/turn");
        assertThat(this.printed.toString(StandardCharsets.UTF_8)).contains("70,000 events to go",
                "3 campaigns compared, old and new count agree", "Everybody sees the new count.");
        assertThat(this.progress).as("waited until it is announced").hasSize(1);
    }

    @Test
    void whilePeoplePledgeItIsEnoughToBeNear() {
        this.progress.clear();
        for (int i = 0; i < 12; i++) {
            this.progress.add("{\"generation\":1,\"next\":2,\"behind\":%d,\"announcing\":true}".formatted(20 + i % 3));
        }
        this.progress.add("{\"generation\":2,\"next\":null,\"behind\":0,\"announcing\":true}");
        assertThat(run("rebuild")).isZero();
        assertThat(this.asked).contains("POST /internal/rebuild/turn");
    }

    @Test
    void aDifferenceIsShownAndIsAFailure() {
        this.comparison = """
                {"campaigns": 3, "differing": [{"campaign": "a", "before": {"pledges": 10, "people": 12, "withdrawn": 1},
                 "after": null}]}""";
        assertThat(run("rebuild")).isEqualTo(1);
        assertThat(this.printed.toString(StandardCharsets.UTF_8))
            .contains("a: 10 pledges of 12 people, 1 withdrawn before, nothing counted anew");
        assertThat(this.asked).contains("POST /internal/rebuild/turn");
    }

    @Test
    void onRequestADifferenceKeepsTheOldCount() {
        this.comparison = "{\"campaigns\": 1, \"differing\": [{\"campaign\": \"a\", \"before\": null, \"after\": null}]}";
        assertThat(run("rebuild", "--keep-if-different")).isEqualTo(1);
        assertThat(this.asked).doesNotContain("POST /internal/rebuild/turn");
    }

    private int run(String command, String... more) {
        List<String> args = new ArrayList<>(List.of(command, "--data", this.dir.toString()));
        args.addAll(List.of(more));
        return Groundswell.execute(System.err, args.toArray(String[]::new));
    }

    private void answer(HttpExchange exchange) throws IOException {
        String request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI();
        String body;
        if (request.startsWith("GET")) {
            body = (this.progress.size() > 1) ? this.progress.remove() : this.progress.element();
        }
        else {
            this.asked.add(request);
            body = request.endsWith("comparison") ? this.comparison : "";
        }
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, (bytes.length > 0) ? bytes.length : -1);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

}
