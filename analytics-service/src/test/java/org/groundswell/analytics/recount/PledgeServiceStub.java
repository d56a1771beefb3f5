package org.groundswell.analytics.recount;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.testing.TestSecrets;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What pledge-service says of its records: what it is told to. */
final class PledgeServiceStub implements AutoCloseable {

    private final JsonMapper json = JsonMapper.builder().build();

    private final HttpServer server;

    private final Map<String, Supplier<StoredCounts>> records = new ConcurrentHashMap<>();

    private final Map<String, Integer> asked = new ConcurrentHashMap<>();

    private final Map<String, Long> withdrawnSince = new ConcurrentHashMap<>();

    private final Map<String, String> askedFor = new ConcurrentHashMap<>();

    private volatile Function<String, StoredCounts> others = id -> new StoredCounts(0, 0, 0, 0, List.of(), List.of(),
            List.of(), List.of());

    private volatile boolean away;

    PledgeServiceStub() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", this::answer);
            server.start();
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Records that come to what a tally says. */
    static StoredCounts recordsOf(Tally tally) {
        return new StoredCounts(tally.pledges(), tally.people(), tally.withdrawn(), 0, tally.byPlace(), tally.byRole(),
                tally.byTheme(), tally.byChannel());
    }

    void has(String campaignId, Supplier<StoredCounts> counts) {
        records.put(campaignId, counts);
    }

    /**
     * How many were withdrawn since whichever instant is asked about; null: it does not
     * know that question.
     */
    void hasWithdrawnSince(String campaignId, @Nullable Long withdrawn) {
        withdrawnSince.compute(campaignId, (id, former) -> withdrawn);
    }

    /** What the records of all other campaigns come to. */
    void hasOtherwise(Function<String, StoredCounts> counts) {
        others = counts;
    }

    int asked(String campaignId) {
        return asked.getOrDefault(campaignId, 0);
    }

    /**
     * What was asked for beside the count, when it was asked for last; may be nothing.
     */
    String askedFor(String campaignId) {
        return askedFor.getOrDefault(campaignId, "");
    }

    /** From now on every question is answered 503. */
    void goAway() {
        away = true;
    }

    void comeBack() {
        away = false;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            var path = exchange.getRequestURI().getPath().split("/");
            if (away) {
                exchange.sendResponseHeaders(503, -1);
            }
            else if (!credentials().equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
                exchange.sendResponseHeaders(401, -1);
            }
            else if (path.length != 5 || !path[4].equals("recount")) {
                exchange.sendResponseHeaders(404, -1);
            }
            else {
                asked.merge(path[3], 1, Integer::sum);
                askedFor.put(path[3], Objects.requireNonNullElse(exchange.getRequestURI().getQuery(), ""));
                var counts = json.valueToTree(countsOf(path[3])).toString();
                var since = withdrawnSince.get(path[3]);
                var more = since == null ? "" : "\"withdrawnSince\":" + since + ",";
                var body = counts.replaceFirst("\\{", "{\"added\":1," + more).getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "application/json");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        }
    }

    private StoredCounts countsOf(String campaignId) {
        var known = records.get(campaignId);
        return known == null ? others.apply(campaignId) : known.get();
    }

    private static String credentials() {
        return "Basic " + Base64.getEncoder()
            .encodeToString(("service:" + TestSecrets.INTERNAL).getBytes(StandardCharsets.UTF_8));
    }

}
