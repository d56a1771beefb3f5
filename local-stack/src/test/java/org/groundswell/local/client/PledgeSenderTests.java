package org.groundswell.local.client;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PledgeSenderTests {

    private static final Pledge PLEDGE = new Pledge(null, null, null, null, null, 1, "api");

    /** What the site answers, in turn: the status, and Retry-After in seconds. */
    private final Deque<List<Integer>> answers = new ArrayDeque<>();

    private final List<String> keys = new ArrayList<>();

    private final AtomicInteger limits = new AtomicInteger();

    private HttpServer server;

    @BeforeEach
    void startSite() throws IOException {
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        this.server.createContext("/api/campaigns/test/pledges", this::answer);
        this.server.start();
    }

    @AfterEach
    void stopSite() {
        this.server.stop(0);
    }

    @Test
    void aLimitIsWaitedForWithTheSameKey() throws InterruptedException {
        this.answers.addAll(List.of(List.of(429, 1), List.of(429, 0), List.of(201, 0)));
        long sent = System.nanoTime();
        PledgeSender.Outcome outcome = sender(Duration.ofMinutes(1)).send("key-of-the-pledge", PLEDGE);
        assertThat(outcome.accepted()).isTrue();
        assertThat(outcome.retries()).isEqualTo(2);
        assertThat(Duration.ofNanos(System.nanoTime() - sent)).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        assertThat(this.keys).hasSize(3).containsOnly("key-of-the-pledge");
        assertThat(this.limits).hasValue(1);
    }

    @Test
    void waitingForALimitIsNoLossOfPatience() throws InterruptedException {
        this.answers.addAll(List.of(List.of(429, 2), List.of(429, 2), List.of(429, 2), List.of(201, 0)));
        assertThat(sender(Duration.ofSeconds(5)).send("key-of-the-pledge", PLEDGE).accepted()).isTrue();
    }

    @Test
    void anOverloadThatOutlastsPatienceIsNotAccepted() throws InterruptedException {
        this.answers.add(List.of(503, 2));
        PledgeSender.Outcome outcome = sender(Duration.ofSeconds(1)).send("key-of-the-pledge", PLEDGE);
        assertThat(outcome.accepted()).isFalse();
        assertThat(outcome.detail()).contains("503");
        assertThat(this.limits).hasValue(0);
    }

    private PledgeSender sender(Duration patience) {
        Site site = new Site("http://127.0.0.1:" + this.server.getAddress().getPort());
        return new PledgeSender(site, "test", patience, this.limits::incrementAndGet);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            this.keys.add(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            List<Integer> answer = this.answers.remove();
            exchange.getResponseHeaders().set("Retry-After", answer.get(1).toString());
            exchange.sendResponseHeaders(answer.get(0), -1);
        }
    }

}
