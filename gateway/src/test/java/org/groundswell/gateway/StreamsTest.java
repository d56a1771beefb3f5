package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class StreamsTest extends GatewayTest {

    private static final int PATIENCE_SECONDS = 20;

    private static final String STREAM = "/api/campaigns/hello/tally/stream";

    @Test
    void eachEventArrivesBeforeTheNextIsSent() throws Exception {
        var events = new SynchronousQueue<String>();
        analytics.on("GET " + STREAM, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream;charset=UTF-8");
            exchange.sendResponseHeaders(200, 0);
            try {
                for (var event = next(events); event != null && !event.equals("end"); event = next(events)) {
                    exchange.getResponseBody().write(("data: " + event + "\n\n").getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                }
            }
            catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        var listening = http.sendAsync(request(STREAM).header("Accept", "text/event-stream").build(),
                BodyHandlers.ofInputStream());
        offer(events, "1");
        var answer = listening.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        try (var lines = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
            for (var number = 1; number <= 5; number++) {
                assertThat(lines.readLine()).isEqualTo("data: " + number);
                assertThat(lines.readLine()).isEmpty();
                // longer in all than a response may be silent
                Thread.sleep(500);
                offer(events, number == 5 ? "end" : Integer.toString(number + 1));
            }
            assertThat(lines.readLine()).isNull();
        }
        assertThat(breakers.circuitBreaker("analytics-service").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    @Test
    void aListenerWhoLeavesIsLetGoAndNoFailureOfTheService() throws IOException {
        var begun = new AtomicBoolean();
        var ended = new AtomicBoolean();
        analytics.on("GET " + STREAM, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 0);
            try {
                while (true) {
                    exchange.getResponseBody().write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
                    exchange.getResponseBody().flush();
                    begun.set(true);
                    Thread.sleep(50);
                }
            }
            catch (IOException | InterruptedException gone) {
                ended.set(true);
            }
        });

        try (var socket = new Socket("127.0.0.1", port)) {
            socket.getOutputStream()
                .write(("GET " + STREAM + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.UTF_8));
            await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).untilTrue(begun);
        }

        await().atMost(Duration.ofSeconds(PATIENCE_SECONDS)).untilTrue(ended);
        assertThat(breakers.circuitBreaker("analytics-service").getMetrics().getNumberOfFailedCalls()).isZero();
    }

    private static void offer(SynchronousQueue<String> events, String event) throws InterruptedException {
        assertThat(events.offer(event, PATIENCE_SECONDS, TimeUnit.SECONDS)).as("the service was asked").isTrue();
    }

    private static @Nullable String next(SynchronousQueue<String> events) throws InterruptedException {
        return events.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

}
