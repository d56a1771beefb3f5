package org.groundswell.notification;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.groundswell.defaults.testing.TestSecrets;

/** What campaign-service says over its internal interface; can be away. */
final class CampaignServiceStub implements AutoCloseable {

    private static final String CREDENTIAL = "Basic "
            + Base64.getEncoder().encodeToString(("service:" + TestSecrets.INTERNAL).getBytes(StandardCharsets.UTF_8));

    private final Map<String, String> contacts = new ConcurrentHashMap<>();

    private final AtomicInteger questions = new AtomicInteger();

    private final HttpServer server;

    private volatile boolean away;

    CampaignServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
    }

    URI url() {
        return URI.create("http://" + server.getAddress().getHostString() + ":" + server.getAddress().getPort());
    }

    /** Has a campaign led by organisers, given as id to address. */
    void knows(String campaignId, String slug, String title, Map<String, String> organisers) {
        contacts.put("/internal/campaigns/" + campaignId + "/organisers", """
                {"slug": "%s", "title": "%s", "organisers": [%s], "addedLater": true}
                """.formatted(slug, title, organisers.entrySet()
            .stream()
            .map(organiser -> """
                    {"id": "%s", "email": "%s", "addedLater": 1}""".formatted(organiser.getKey(), organiser.getValue()))
            .collect(Collectors.joining(", "))));
    }

    void goAway() {
        questions.set(0);
        away = true;
    }

    void comeBack() {
        away = false;
    }

    int questions() {
        return questions.get();
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        questions.incrementAndGet();
        var known = contacts.get(exchange.getRequestURI().getPath());
        if (away) {
            send(exchange, 503, "{}");
        }
        else if (!CREDENTIAL.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            send(exchange, 401, "{}");
        }
        else if (known == null) {
            send(exchange, 404, "{}");
        }
        else {
            send(exchange, 200, known);
        }
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

}
