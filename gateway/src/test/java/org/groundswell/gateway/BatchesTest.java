package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = { "groundswell.upstream.max-batch=8MB", "groundswell.upstream.response-timeout=1s",
        "groundswell.upstream.batch-timeout=20s" })
class BatchesTest extends GatewayTest {

    private static final String BATCH = "/api/campaigns/hello/pledges/batch";

    private static final int PIECE = 64 * 1024;

    private static final int LARGEST = 8 * 1024 * 1024;

    @Test
    void tenThousandLinesArriveWhole() {
        pledges.on("POST " + BATCH, StubService.json(200, "{}"));
        otherPledges.on("POST " + BATCH, StubService.json(200, "{}"));
        var lines = IntStream.rangeClosed(1, 10_000)
            .mapToObj(line -> "{\"key\":\"stall-%05d\",\"text\":\"%s\"}\n".formatted(line, "é".repeat(150)))
            .collect(Collectors.joining());

        assertThat(send(batch(BodyPublishers.ofString(lines))).statusCode()).isEqualTo(200);
        assertThat(asked().body()).isEqualTo(lines);
        assertThat(asked().headers().getFirst("Content-Type")).isEqualTo("application/x-ndjson");
        assertThat(asked().headers().getFirst("Authorization")).isEqualTo("Bearer abc");
    }

    @Test
    void aBatchOfUnknownLengthArrivesWhole() {
        pledges.on("POST " + BATCH, StubService.json(200, "{}"));
        otherPledges.on("POST " + BATCH, StubService.json(200, "{}"));

        assertThat(send(batch(ofUnknownLength(LARGEST))).statusCode()).isEqualTo(200);
        assertThat(asked().body()).hasSize(LARGEST);
    }

    @Test
    void aBatchIsPassedOnBeforeItHasAllCome() throws Exception {
        var arrived = new AtomicLong();
        serve(exchange -> {
            var buffer = new byte[8192];
            for (var read = 0; read >= 0; read = exchange.getRequestBody().read(buffer)) {
                arrived.addAndGet(read);
            }
            StubService.json(200, "{}").answer(exchange);
        });
        try (var socket = open()) {
            for (var piece = 1L; piece <= 3; piece++) {
                send(socket, PIECE);
                var soFar = piece * PIECE;
                Awaitility.await()
                    .untilAsserted(() -> assertThat(arrived.get()).isGreaterThanOrEqualTo(soFar - 2 * 8192));
            }
            end(socket);
            assertThat(statusLine(socket)).contains(" 200");
        }
    }

    @Test
    void anAnnouncedBatchOverTheLimitIsA413ProblemAndReachesNoService() throws IOException {
        try (var socket = open("Content-Length: " + (LARGEST + 1))) {
            var answer = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            assertThat(answer.readLine()).contains(" 413");
            assertThat(answer.lines().filter(line -> line.startsWith("{")).findFirst().orElse(""))
                .contains("/problems/payload-too-large");
        }
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
    }

    @Test
    void aBatchThatTurnsOutTooLargeIsA413ProblemAndNeverWholeForTheService() throws Exception {
        var whole = new AtomicBoolean();
        var broken = new AtomicBoolean();
        serve(exchange -> readToTheEnd(exchange, whole, broken));
        try (var socket = open()) {
            for (var sent = 0; sent <= LARGEST; sent += PIECE) {
                send(socket, PIECE);
            }
            assertThat(statusLine(socket)).contains(" 413");
        }
        Awaitility.await().untilTrue(broken);
        assertThat(whole).isFalse();
        assertNoFailure();
    }

    @Test
    void aClientWhoHangsUpInTheMiddleIsLetGoAndSoIsTheService() throws IOException {
        var begun = new CountDownLatch(1);
        var whole = new AtomicBoolean();
        var broken = new AtomicBoolean();
        serve(exchange -> {
            begun.countDown();
            readToTheEnd(exchange, whole, broken);
        });
        try (var socket = open()) {
            send(socket, PIECE);
            await(begun);
        }
        Awaitility.await().atMost(Duration.ofSeconds(10)).untilTrue(broken);
        assertThat(whole).isFalse();
        assertNoFailure();
    }

    @Test
    void aBatchMayTakeLongerThanOtherRequests() {
        serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            try {
                Thread.sleep(2500);
            }
            catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            StubService.json(200, "{}").answer(exchange);
        });

        assertThat(send(batch(BodyPublishers.ofString("{}\n"))).statusCode()).isEqualTo(200);
    }

    @Test
    void eachPieceOfTheAnswerArrivesBeforeTheNextIsSent() throws Exception {
        var lines = new SynchronousQueue<String>();
        serve(exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().set("Content-Type", "application/x-ndjson");
            exchange.sendResponseHeaders(200, 0);
            try {
                for (var line = lines.take(); !line.equals("end"); line = lines.take()) {
                    exchange.getResponseBody().write((line + "\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            }
            catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        var asking = http.sendAsync(batch(BodyPublishers.ofString("{}\n{}\n")).build(), BodyHandlers.ofInputStream());
        offer(lines, "{\"line\":1,\"status\":201}");
        var answer = asking.get(10, TimeUnit.SECONDS);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/x-ndjson");
        try (var read = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            assertThat(read.readLine()).isEqualTo("{\"line\":1,\"status\":201}");
            offer(lines, "{\"line\":2,\"status\":201}");
            assertThat(read.readLine()).isEqualTo("{\"line\":2,\"status\":201}");
            offer(lines, "end");
            assertThat(read.readLine()).isNull();
        }
    }

    @Test
    void whatIsSaidBeforeTheBatchHasAllComeDoesNotStopIt() throws Exception {
        var refused = new CountDownLatch(1);
        var over = new CountDownLatch(1);
        serve(exchange -> {
            StubService.json(401, "{}").answer(exchange);
            exchange.getResponseBody().flush();
            refused.countDown();
            await(over);
        });
        try (var socket = open()) {
            send(socket, PIECE);
            await(refused);
            send(socket, PIECE);
            end(socket);
            assertThat(statusLine(socket)).contains(" 401");
        }
        finally {
            over.countDown();
        }
        // nor is what is left of it taken for the beginning of another request
        serve(StubService.json(200, "{}"));
        for (var count = 0; count < 3; count++) {
            assertThat(send(batch(BodyPublishers.ofString("{}\n"))).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void aBatchIsNeverSentTwice() {
        var times = new AtomicInteger();
        serve(exchange -> {
            times.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
        });

        var answer = send(batch(BodyPublishers.ofString("{}\n")).header("Idempotency-Key", "key-12345678"));

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(times).hasValue(1);
    }

    private void serve(StubService.Behaviour behaviour) {
        pledges.onHeaders("POST " + BATCH, behaviour);
        otherPledges.onHeaders("POST " + BATCH, behaviour);
    }

    private StubService.Asked asked() {
        return pledges.asked().isEmpty() ? otherPledges.onlyAsked() : pledges.onlyAsked();
    }

    private HttpRequest.Builder batch(BodyPublisher body) {
        return request(BATCH).POST(body)
            .header("Content-Type", "application/x-ndjson")
            .header("Authorization", "Bearer abc");
    }

    private static BodyPublisher ofUnknownLength(int bytes) {
        return BodyPublishers
            .ofInputStream(() -> new ByteArrayInputStream("x".repeat(bytes).getBytes(StandardCharsets.US_ASCII)));
    }

    private void assertNoFailure() {
        assertThat(breakers.circuitBreaker("pledge-service").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    private static void readToTheEnd(HttpExchange exchange, AtomicBoolean whole, AtomicBoolean broken) {
        try {
            exchange.getRequestBody().readAllBytes();
            whole.set(true);
        }
        catch (IOException brokenOff) {
            broken.set(true);
        }
    }

    private static void offer(SynchronousQueue<String> lines, String line) throws InterruptedException {
        assertThat(lines.offer(line, 10, TimeUnit.SECONDS)).as("the service was asked").isTrue();
    }

    private Socket open() throws IOException {
        return open("Transfer-Encoding: chunked");
    }

    private Socket open(String framing) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        socket.getOutputStream()
            .write(("POST " + BATCH + " HTTP/1.1\r\nHost: localhost\r\n" + framing + "\r\n"
                    + "Content-Type: application/x-ndjson\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    private static void send(Socket socket, int bytes) throws IOException {
        var to = socket.getOutputStream();
        to.write((Integer.toHexString(bytes) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        to.write(new byte[bytes]);
        to.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        to.flush();
    }

    private static void end(Socket socket) throws IOException {
        socket.getOutputStream().write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static String statusLine(Socket socket) throws IOException {
        return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII)).readLine();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

}
