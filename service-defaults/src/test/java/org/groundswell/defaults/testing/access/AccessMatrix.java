package org.groundswell.defaults.testing.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.Document;
import org.groundswell.defaults.security.SignedOutTokens;
import org.junit.jupiter.api.DynamicTest;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Who is answered what, for each address of a running service and each {@link Asker}. An
 * address without a row fails, as does a row without an address. Whoever is not allowed
 * leaves the service's database as it was.
 */
public final class AccessMatrix {

    /**
     * What every service has. What a test's context does not have of it is not missed.
     */
    private static final List<String> OPEN_EVERYWHERE = List.of("GET /actuator", "GET /actuator/health",
            "GET /actuator/health/**", "GET /actuator/prometheus");

    private static final int ATTEMPTS = 8;

    private final ApplicationContext service;

    private final Credentials credentials;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final TreeMap<String, Row> rows = new TreeMap<>();

    private String part = "/";

    /**
     * An empty matrix.
     * @param service the running service
     * @param credentials what callers show
     */
    public AccessMatrix(ApplicationContext service, Credentials credentials) {
        this.service = service;
        this.credentials = credentials;
    }

    /**
     * Adds a row.
     * @param operation method and pattern, as the code has them
     * @param rights who may
     * @param call makes a request about fresh things, before anybody has done anything to
     * them
     * @return this
     */
    public AccessMatrix row(String operation, Rights rights, Supplier<Call> call) {
        return row(operation, rights, call, true);
    }

    /**
     * Adds a row of what is too far-reaching to be done here. Those who may are told of
     * by the tests of what it does.
     * @param operation method and pattern, as the code has them
     * @param rights who may
     * @param call makes the request
     * @return this
     */
    public AccessMatrix refusals(String operation, Rights rights, Supplier<Call> call) {
        return row(operation, rights, call, false);
    }

    private AccessMatrix row(String operation, Rights rights, Supplier<Call> call, boolean done) {
        if (rows.put(operation, new Row(operation, rights, call, done)) != null) {
            throw new IllegalArgumentException("a second row for " + operation);
        }
        return this;
    }

    /**
     * Leaves out what another matrix has.
     * @param prefix with what the addresses begin that this one is about
     * @return this
     */
    public AccessMatrix about(String prefix) {
        part = prefix;
        return this;
    }

    /**
     * A test for each row, and one for the whole.
     * @return the tests
     */
    public Stream<DynamicTest> tests() {
        var addresses = addresses();
        OPEN_EVERYWHERE.stream()
            .filter(addresses::contains)
            .forEach(operation -> row(operation, Rights.everybody(),
                    () -> Call.to(operation.substring(operation.indexOf('/')).replace("**", "readiness"))));
        return Stream.concat(
                Stream.of(
                        dynamicTest("every address has a row, and every row an address",
                                () -> assertThat(rows.keySet()).isEqualTo(addresses)),
                        dynamicTest("signing out holds", this::verifySignedOut)),
                rows.values().stream().map(row -> dynamicTest(row.operation, () -> verify(row))));
    }

    private Set<String> addresses() {
        var addresses = new TreeSet<String>();
        service.getBeansOfType(RequestMappingInfoHandlerMapping.class)
            .values()
            .forEach(mappings -> mappings.getHandlerMethods().forEach((mapping, handler) -> {
                // Not the container's page for errors, nor what describes interfaces.
                if (handler.getBeanType().getName().startsWith("org.groundswell.defaults.problem.")
                        || handler.getBeanType().getName().startsWith("org.springdoc.")) {
                    return;
                }
                addresses.addAll(operations(mapping));
            }));
        return addresses;
    }

    private List<String> operations(RequestMappingInfo mapping) {
        return mapping.getMethodsCondition()
            .getMethods()
            .stream()
            .flatMap(method -> mapping.getPatternValues()
                .stream()
                .filter(pattern -> pattern.startsWith(part))
                .map(pattern -> method + " " + pattern))
            .toList();
    }

    /** Before anything is asked that this caller could still change. */
    private void verifySignedOut() {
        if (credentials.know(Asker.SIGNED_OUT)) {
            // Services ask for themselves every 15 seconds.
            service.getBeanProvider(SignedOutTokens.class).ifAvailable(SignedOutTokens::refresh);
            assertThat(answerOf("GET", Call.to("/no-such-address"), Asker.SIGNED_OUT)).isEqualTo(401);
        }
    }

    private void verify(Row row) {
        var callers = Stream.of(Asker.values()).filter(credentials::know).toList();
        verifyRefusals(row, callers.stream().filter(caller -> row.rights.of(caller) != Rights.ALLOWED).toList());
        if (row.done) {
            verifySuccesses(row, callers.stream().filter(caller -> row.rights.of(caller) == Rights.ALLOWED).toList());
        }
    }

    /** About things of their own each, where somebody changes them. */
    private void verifySuccesses(Row row, List<Asker> allowed) {
        var read = row.isRead() ? row.call.get() : null;
        for (var caller : allowed) {
            for (var method : row.methods()) {
                assertThat(answerOf(method, read == null ? row.call.get() : read, caller))
                    .as("%s %s by %s", method, row, caller)
                    .isLessThan(400);
            }
        }
    }

    private void verifyRefusals(Row row, List<Asker> refused) {
        if (refused.isEmpty()) {
            return;
        }
        // The service's own work changes things too, now and then; asking, every time.
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            var call = row.call.get();
            var before = attempt == 1 ? state() : quietState();
            ask(row, call, refused);
            var after = state();
            if (after.equals(before)) {
                return;
            }
            assertThat(attempt).as("%s by %s changed, each time,%n%s%nto%n%s", row, refused, before, after)
                .isLessThan(ATTEMPTS);
        }
    }

    private void ask(Row row, Call call, List<Asker> refused) {
        for (var caller : refused) {
            for (var method : row.methods()) {
                assertThat(answerOf(method, call, caller)).as("%s %s by %s", method, row, caller)
                    .isEqualTo(row.rights.of(caller));
            }
        }
    }

    private int answerOf(String method, Call call, Asker caller) {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + call.path()))
            .timeout(Duration.ofSeconds(20))
            .method(method, BodyPublishers.ofString(call.body()));
        if (call.contentType() != null) {
            request.header("Content-Type", call.contentType());
        }
        if (method.equals("PATCH")) {
            request.header("If-Match", "*");
        }
        credentials.authorization(caller).ifPresent(value -> request.header("Authorization", value));
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            // A stream would not end by itself.
            answer.body().close();
            return answer.statusCode();
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(thrown);
        }
    }

    /** What is stored, when what was going on has paused: a publication, a delivery. */
    private String quietState() {
        var last = new AtomicReference<>(state());
        await().atMost(Duration.ofSeconds(30))
            .pollInterval(Duration.ofMillis(50))
            .during(Duration.ofMillis(400))
            .until(() -> {
                var now = state();
                return now.equals(last.getAndSet(now));
            });
        return last.get();
    }

    /** Collections without documents are left out: asking can make them. */
    private String state() {
        var mongo = service.getBean(MongoOperations.class);
        return mongo.getCollectionNames()
            .stream()
            .sorted()
            .map(name -> name + documents(mongo, name))
            .filter(collection -> !collection.endsWith("[]"))
            .collect(Collectors.joining("\n"));
    }

    private static List<String> documents(MongoOperations mongo, String collection) {
        return mongo.getCollection(collection)
            .find()
            .into(new ArrayList<>())
            .stream()
            .map(Document::toJson)
            .sorted()
            .toList();
    }

    private record Row(String operation, Rights rights, Supplier<Call> call, boolean done) {

        /** What answers GET answers HEAD too, which rules can forget. */
        List<String> methods() {
            return isRead() ? List.of("GET", "HEAD") : List.of(operation.substring(0, operation.indexOf(' ')));
        }

        boolean isRead() {
            return operation.startsWith("GET ");
        }

        @Override
        public String toString() {
            return operation;
        }

    }

}
