package org.groundswell.campaign;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this service asks of analytics-service: how many pledges it counted. */
final class AnalyticsServiceStub implements AutoCloseable {

    private final HttpServer server;

    private final Map<String, String> counts = new ConcurrentHashMap<>();

    private volatile boolean away;

    AnalyticsServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        server.createContext("/", this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void counted(String campaignId, long pledges, boolean settled) {
        counts.put("/internal/campaigns/" + campaignId + "/settled-count",
                "{\"pledges\":%d,\"people\":%d,\"version\":7,\"settled\":%b}".formatted(pledges, pledges, settled));
    }

    void away(boolean isAway) {
        this.away = isAway;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
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
