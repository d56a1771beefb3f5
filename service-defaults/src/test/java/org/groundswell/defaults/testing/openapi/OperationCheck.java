package org.groundswell.defaults.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.openapi.ApiDocument.Operation;
import org.groundswell.defaults.testing.openapi.Inputs.Amount;
import org.junit.jupiter.api.DynamicTest;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Calls operations with what their description allows, and with what it does not, and
 * holds the answers against the description. What is made up depends on a seed, which is
 * logged; {@code -Dgroundswell.openapi.seed=N} makes up the same again.
 */
public final class OperationCheck {

    private static final Set<Integer> REFUSALS = Set.of(400, 404, 406, 412, 413, 415, 422, 428);

    private static final String PROBLEM = "application/problem+json";

    private final ApiDocument document;

    private final URI site;

    private final Inputs inputs;

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * A check of what runs somewhere.
     * @param document what is said of it
     * @param site where it runs
     */
    public OperationCheck(ApiDocument document, URI site) {
        this.document = document;
        this.site = site;
        var seed = Long.getLong("groundswell.openapi.seed", System.nanoTime());
        LoggerFactory.getLogger(OperationCheck.class).atInfo().addKeyValue("seed", seed).log("making up input");
        this.inputs = new Inputs(document, new Random(seed));
    }

    /**
     * A test for each operation, and one that fails when it is not known how to call one.
     * @param recipes what operations need, under method and path
     * @return the tests
     */
    public Stream<DynamicTest> tests(Map<String, Recipe> recipes) {
        var operations = document.operations();
        return Stream.concat(
                Stream.of(dynamicTest("it is known how to call each",
                        () -> assertThat(operations).extracting(Operation::toString)
                            .containsExactlyInAnyOrderElementsOf(recipes.keySet()))),
                operations.stream()
                    .filter(operation -> recipes.containsKey(operation.toString()))
                    .map(operation -> dynamicTest(operation.toString(),
                            () -> verify(operation, recipes.get(operation.toString())))));
    }

    private void verify(Operation operation, Recipe recipe) {
        takesWhatIsAllowed(operation, recipe);
        refusesEverythingElse(operation, recipe);
        hasNoOtherMethod(operation, recipe);
        hasNoOtherFormat(operation, recipe);
    }

    /**
     * Calls with all that is allowed, from the least to the longest.
     */
    private void takesWhatIsAllowed(Operation operation, Recipe recipe) {
        for (var amount : Amount.values()) {
            var call = good(operation, recipe, amount);
            var answer = send(operation, call);
            var told = operation + " with " + call;
            if (recipe.status() == 0) {
                assertThat(answer.status()).as(told).isLessThan(400);
            }
            else {
                assertThat(answer.status()).as(told).isEqualTo(recipe.status());
            }
            assertAsDescribed(operation, answer, told);
        }
    }

    /**
     * Calls with one thing wrong, for all that can be wrong.
     */
    private void refusesEverythingElse(Operation operation, Recipe recipe) {
        wrongCalls(operation, recipe).forEach((wrong, call) -> {
            var answer = send(operation, call);
            var told = operation + ", " + wrong + ", with " + call;
            assertThat(answer.status()).as(told).isIn(REFUSALS);
            assertThat(answer.contentType()).as(told).isEqualTo(PROBLEM);
            assertAsDescribed(operation, answer, told);
        });
    }

    /**
     * Calls an address with a method that it does not have.
     */
    private void hasNoOtherMethod(Operation operation, Recipe recipe) {
        var known = document.root().path("paths").path(operation.path()).propertyNames();
        var method = Stream.of("PUT", "PATCH", "DELETE")
            .filter(other -> known.stream().noneMatch(other::equalsIgnoreCase))
            .findFirst()
            .orElseThrow();
        var answer = send(new Operation(method, operation.path(), operation.described()),
                good(operation, recipe, Amount.LEAST));
        // Nor has what is not there.
        assertThat(answer.status()).as(method + " " + operation.path()).isEqualTo(recipe.isOffered() ? 405 : 404);
        assertThat(answer.contentType()).isEqualTo(PROBLEM);
    }

    /**
     * Asks for a format that nobody has: it is refused, or the usual one is given (RFC
     * 9110, 12.4.1).
     */
    private void hasNoOtherFormat(Operation operation, Recipe recipe) {
        var call = good(operation, recipe, Amount.LEAST).withHeader("Accept", "application/x-unknown");
        var answer = send(operation, call);
        assertThat(answer.status()).as("%s as application/x-unknown", operation).isLessThan(500);
        assertAsDescribed(operation, answer, operation + " as application/x-unknown");
    }

    private Call good(Operation operation, Recipe recipe, Amount amount) {
        var headers = new LinkedHashMap<String, String>();
        var query = new LinkedHashMap<String, String>();
        if (amount == Amount.ALL || amount == Amount.LONGEST) {
            // What is taken from an earlier answer, or said of a version, is the
            // recipe's.
            operation.parameters("header").filter(OperationCheck::isMadeUp).forEach(one -> put(headers, one, amount));
            operation.parameters("query").filter(OperationCheck::isMadeUp).forEach(one -> put(query, one, amount));
            query.keySet().removeAll(recipe.unasked());
        }
        headers.putAll(recipe.headers());
        var body = "";
        if (operation.body().isPresent()) {
            var types = operation.bodyTypes();
            headers.put("Content-Type", types.get(amount.ordinal() % types.size()));
            body = good(operation.body().get(), recipe, amount).toString();
        }
        else if (!recipe.content().isEmpty()) {
            headers.put("Content-Type", recipe.content().getFirst());
            body = recipe.content().getLast();
        }
        return new Call(recipe.path().get(), query, headers, body);
    }

    private static boolean isMadeUp(JsonNode parameter) {
        return Stream.of("before", "If-Match", "from", "to").noneMatch(parameter.path("name").stringValue()::equals);
    }

    private void put(Map<String, String> values, JsonNode parameter, Amount amount) {
        values.put(parameter.path("name").stringValue(), inputs.valid(parameter.path("schema"), amount).asString());
    }

    private ObjectNode good(JsonNode schema, Recipe recipe, Amount amount) {
        var body = (ObjectNode) inputs.valid(schema, amount);
        recipe.members().forEach((name, maker) -> {
            var value = maker.get();
            if (value == null) {
                body.remove(name);
            }
            else {
                body.putPOJO(name, value);
            }
        });
        return body;
    }

    private Map<String, Call> wrongCalls(Operation operation, Recipe recipe) {
        var wrong = new LinkedHashMap<String, Call>();
        var good = good(operation, recipe, Amount.LEAST);
        operation.body()
            .ifPresent(schema -> inputs.invalid(schema, good(schema, recipe, Amount.LEAST))
                .forEach((what, body) -> wrong.put(what, good.withBody(body))));
        if (operation.needsBody() && operation.body().isPresent()) {
            wrong.put("nothing", good.withBody(""));
        }
        if (good.headers().containsKey("If-Match")) {
            wrong.put("another version", good.withHeader("If-Match", "\"" + inputs.word(8) + "\""));
            wrong.put("no version", good.withoutHeader("If-Match"));
        }
        if (operation.described().has("requestBody")) {
            wrong.put("another content type", good.withHeader("Content-Type", "application/x-unknown"));
        }
        operation.parameters("query")
            .forEach(parameter -> broken(parameter).forEach((what, value) -> wrong
                .put(parameter.path("name").stringValue() + " " + what, good.withQuery(nameOf(parameter), value))));
        operation.parameters("header")
            .forEach(parameter -> broken(parameter).forEach((what, value) -> wrong.put(nameOf(parameter) + " " + what,
                    good.withHeader(nameOf(parameter), value))));
        operation.parameters("path")
            .filter(parameter -> !recipe.unchecked().contains(nameOf(parameter)))
            .forEach(parameter -> wrong.put("an unknown " + nameOf(parameter), good.withPath(nameOf(parameter),
                    nameOf(parameter).equals("number") ? "99999999" : inputs.word(20))));
        return wrong;
    }

    private Map<String, String> broken(JsonNode parameter) {
        var broken = new LinkedHashMap<String, String>();
        inputs.broken(parameter.path("schema"))
            .forEach((what, value) -> broken.put(what, value.asString().replaceAll("[^ -~]", "!")));
        if (parameter.at("/schema/type").asString("").equals("integer")) {
            broken.put("no number", "many");
        }
        return broken;
    }

    private static String nameOf(JsonNode parameter) {
        return parameter.path("name").stringValue();
    }

    private void assertAsDescribed(Operation operation, Answer answer, String told) {
        var described = operation.described().path("responses").optional(String.valueOf(answer.status()));
        assertThat(described).as("%s answers %s: %s", told, answer.status(), answer.body()).isPresent();
        var content = described.orElseThrow().path("content");
        if (!content.isEmpty()) {
            assertThat(answer.contentType()).as(told).isIn(content.propertyNames());
        }
        described.orElseThrow()
            .path("headers")
            .propertyStream()
            .filter(header -> document.resolved(header.getValue()).path("required").booleanValue(false))
            .forEach(header -> assertThat(answer.headers().firstValue(header.getKey()))
                .as("%s: %s", told, header.getKey())
                .isPresent());
        if (answer.contentType().matches("application/(problem\\+)?json") && !answer.body().isEmpty()) {
            assertThat(document.violations(content.path(answer.contentType()).path("schema"), answer.body()))
                .as("%s answers %s", told, answer.body())
                .isEmpty();
        }
    }

    private Answer send(Operation operation, Call call) {
        var request = HttpRequest.newBuilder(site.resolve(call.address(operation.path())))
            .timeout(Duration.ofSeconds(20))
            .method(operation.method(),
                    call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()));
        call.headers().forEach(request::header);
        try {
            var answer = http.send(request.build(), BodyHandlers.ofInputStream());
            var type = answer.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "").strip();
            try (var reader = new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8))) {
                var lines = type.equals("text/event-stream") ? firstEvent(reader) : reader.lines().toList();
                return new Answer(answer.statusCode(), type, String.join("\n", lines), answer.headers());
            }
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
        catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(thrown);
        }
    }

    /** A stream has no end. */
    private static List<String> firstEvent(BufferedReader reader) {
        return reader.lines().takeWhile(line -> !line.startsWith("data:")).toList();
    }

    private record Answer(int status, String contentType, String body, java.net.http.HttpHeaders headers) {
    }

    private record Call(Map<String, String> path, Map<String, String> query, Map<String, String> headers, String body) {

        String address(String pattern) {
            var address = pattern;
            for (var parameter : path.entrySet()) {
                address = address.replace("{" + parameter.getKey() + "}", parameter.getValue());
            }
            return query.isEmpty() ? address
                    : address + query.entrySet()
                        .stream()
                        .map(one -> one.getKey() + "=" + URLEncoder.encode(one.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
        }

        Call withBody(String other) {
            return new Call(path, query, headers, other);
        }

        Call withPath(String name, String value) {
            return new Call(with(path, name, value), query, headers, body);
        }

        Call withQuery(String name, String value) {
            return new Call(path, with(query, name, value), headers, body);
        }

        Call withHeader(String name, String value) {
            return new Call(path, query, with(headers, name, value), body);
        }

        Call withoutHeader(String name) {
            var fewer = new LinkedHashMap<>(headers);
            fewer.remove(name);
            return new Call(path, query, fewer, body);
        }

        private static Map<String, String> with(Map<String, String> values, String name, String value) {
            var more = new LinkedHashMap<>(values);
            more.put(name, value);
            return more;
        }

    }

}
