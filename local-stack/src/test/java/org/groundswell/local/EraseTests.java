package org.groundswell.local;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class EraseTests {

    private static final String SECRET = "the-services-own-secret";

    @TempDir
    private Path dir;

    private final List<String> asked = new ArrayList<>();

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    private final InputStream standardInput = System.in;

    private final PrintStream standardOutput = System.out;

    private HttpServer server;

    private Process process;

    private int status = 200;

    private String answer = "{\"pledges\": 3, \"unconfirmed\": 1}";

    @BeforeEach
    void runAPledgeService() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/internal/erasures", this::erase);
        this.server.start();
        // What the run file speaks of: any process of that name, until its input ends.
        this.process = new ProcessBuilder("sh", "-c", "read line; :", "-Dgroundswell.process=pledge-service-2").start();
        Path run = Files.createDirectories(this.dir.resolve("run"));
        int port = this.server.getAddress().getPort();
        Files.writeString(run.resolve("pledge-service-2.json"), """
                {"name": "pledge-service-2", "pid": %d, "url": "http://127.0.0.1:%d", "port": %d, "startedAt": "%s"}
                """.formatted(this.process.pid(), port, port,
                this.process.info().startInstant().orElseGet(Instant::now)));
        Files.writeString(Files.createDirectories(this.dir.resolve("secrets")).resolve("internal"), SECRET);
        System.setOut(new PrintStream(this.printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopIt() throws IOException {
        System.setOut(this.standardOutput);
        System.setIn(this.standardInput);
        this.process.getOutputStream().close();
        this.server.stop(0);
    }

    @Test
    void anAddressIsErasedWithTheServicesCredential() {
        assertThat(run("erase", "ann@example.org", "--yes")).isZero();
        String credential = Base64.getEncoder().encodeToString(("service:" + SECRET).getBytes(StandardCharsets.UTF_8));
        assertThat(this.asked).containsExactly("POST Basic " + credential + " {\"email\":\"ann@example.org\"}");
        assertThat(this.printed.toString(StandardCharsets.UTF_8).lines())
            .containsExactly("3 pledges erased (they still count), 1 unconfirmed requests deleted");
    }

    @Test
    void anAddressIsReadFromStandardInput() {
        System.setIn(new ByteArrayInputStream("bob@example.org\n".getBytes(StandardCharsets.UTF_8)));
        assertThat(run("erase", "-", "--yes")).isZero();
        assertThat(this.asked).singleElement().asString().endsWith("{\"email\":\"bob@example.org\"}");
    }

    @Test
    void withoutATerminalNothingIsErasedUnlessToldTo() {
        assertThat(run("erase", "ann@example.org")).isEqualTo(2);
        assertThat(this.asked).isEmpty();
        assertThat(complaints()).singleElement().asString().contains("--yes");
    }

    @Test
    void aRefusalIsOneLineAndStatus1() {
        this.status = 401;
        this.answer = "{\"detail\": \"not the internal credential\"}";
        assertThat(run("erase", "ann@example.org", "--yes")).isEqualTo(1);
        assertThat(complaints()).singleElement()
            .asString()
            .contains("401", "not the internal credential")
            .doesNotContain("ann@example.org");
    }

    @Test
    void aPlatformThatDoesNotAnswerIsOneLineAndStatus1() {
        this.server.stop(0);
        assertThat(run("erase", "ann@example.org", "--yes")).isEqualTo(1);
        assertThat(complaints()).singleElement().asString().contains("nothing answers at");
    }

    private int run(String command, String... args) {
        List<String> all = new ArrayList<>(List.of(command, "--data", this.dir.toString()));
        all.addAll(List.of(args));
        return Groundswell.execute(new PrintStream(this.complained, true, StandardCharsets.UTF_8),
                all.toArray(String[]::new));
    }

    private List<String> complaints() {
        return this.complained.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private void erase(HttpExchange exchange) throws IOException {
        try (exchange) {
            this.asked.add("%s %s %s".formatted(exchange.getRequestMethod(),
                    exchange.getRequestHeaders().getFirst("Authorization"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            byte[] body = this.answer.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(this.status, body.length);
            exchange.getResponseBody().write(body);
        }
    }

}
