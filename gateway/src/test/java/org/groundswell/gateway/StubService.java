package org.groundswell.gateway;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;

/** A service that says what it is told to, and remembers what it was asked. */
final class StubService {

    private final HttpServer server;

    private final Map<String, Behaviour> behaviours = new ConcurrentHashMap<>();

    private final Map<String, Behaviour> readers = new ConcurrentHashMap<>();

    private final List<Asked> asked = new CopyOnWriteArrayList<>();

    StubService() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::handle);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    void reset() {
        behaviours.clear();
        readers.clear();
        asked.clear();
        on("GET /actuator/health/readiness", json(200, "{\"status\":\"UP\"}"));
    }

    /** Sets what happens on "METHOD /path", or on "*" for whatever else is asked. */
    void on(String request, Behaviour behaviour) {
        behaviours.put(request, behaviour);
    }

    /** Sets what happens on "METHOD /path" before its body is read. */
    void onHeaders(String request, Behaviour behaviour) {
        readers.put(request, behaviour);
    }

    List<Asked> asked() {
        return asked;
    }

    Asked onlyAsked() {
        if (asked.size() != 1) {
            throw new AssertionError("expected one request, got " + asked);
        }
        return asked.getFirst();
    }

    private void handle(HttpExchange exchange) throws IOException {
        var request = exchange.getRequestMethod() + ' ' + exchange.getRequestURI().getPath();
        var reader = readers.get(request);
        if (reader != null) {
            try (exchange) {
                reader.answer(exchange);
            }
            return;
        }
        var headers = new HttpHeaders();
        exchange.getRequestHeaders().forEach(headers::addAll);
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (!request.contains("/actuator/")) {
            asked.add(new Asked(request, exchange.getRequestURI().getRawQuery(), headers, body));
        }
        var behaviour = behaviours.getOrDefault(request, behaviours.getOrDefault("*", json(404, "{}")));
        try (exchange) {
            behaviour.answer(exchange);
        }
    }

    static Behaviour json(int status, String body, String... headers) {
        return exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            for (var index = 0; index < headers.length; index += 2) {
                exchange.getResponseHeaders().add(headers[index], headers[index + 1]);
            }
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Takes the request and hangs up. */
    static Behaviour hangUp() {
        return HttpExchange::close;
    }

    interface Behaviour {

        void answer(HttpExchange exchange) throws IOException;

    }

    record Asked(String request, @Nullable String query, HttpHeaders headers, String body) {

        /**
         * Whether a page asks for a count, which it does not wait for when there is no
         * such campaign: it may come in the middle of the next test.
         */
        boolean mayBeLate() {
            return request.matches("GET /api/campaigns/[^/]+/tally") && !headers.containsHeader("X-Forwarded-For")
                    && !headers.containsHeader("Authorization");
        }
    }

}
