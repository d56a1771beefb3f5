package org.groundswell.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** What this service asks of analytics-service: how many pledges it counted. */
final class AnalyticsServiceStub implements AutoCloseable {

    private final HttpServer server;

    private final Map<String, String> counts = new ConcurrentHashMap<>();

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private final Map<String, String> askedFor = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private volatile boolean away;

    private volatile Duration takes = Duration.ZERO;

    AnalyticsServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        server.createContext("/", this::answer);
        server.setExecutor(threads);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void counted(String campaignId, long pledges, boolean settled) {
        counts.put(path(campaignId),
                "{\"pledges\":%d,\"people\":%d,\"version\":7,\"settled\":%b}".formatted(pledges, pledges, settled));
    }

    void away(boolean isAway) {
        this.away = isAway;
    }

    /** How long it looks for an answer. */
    void takes(Duration time) {
        this.takes = time;
    }

    /** What was asked beside the campaign, when it was asked last. */
    String askedFor(String campaignId) {
        return askedFor.getOrDefault(path(campaignId), "");
    }

    /** How often it was asked about a campaign, answered or not. */
    int asked(String campaignId) {
        return asked.getOrDefault(path(campaignId), 0);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.close();
    }

    private static String path(String campaignId) {
        return "/internal/campaigns/" + campaignId + "/settled-count";
    }

    private void answer(HttpExchange exchange) throws IOException {
        askedFor.put(exchange.getRequestURI().getPath(), String.valueOf(exchange.getRequestURI().getQuery()));
        asked.merge(exchange.getRequestURI().getPath(), 1, Integer::sum);
        LockSupport.parkNanos(takes.toNanos());
        var count = counts.get(exchange.getRequestURI().getPath());
        var known = count != null && exchange.getRequestHeaders().containsKey("Authorization");
        var body = (known ? count : "{\"type\":\"/problems/not-found\",\"status\":404}")
            .getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(away ? 503 : known ? 200 : 404, body.length == 0 || away ? -1 : body.length);
        if (!away) {
            exchange.getResponseBody().write(body);
        }
        exchange.close();
    }

}
