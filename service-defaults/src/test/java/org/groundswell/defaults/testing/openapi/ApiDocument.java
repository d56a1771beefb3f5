package org.groundswell.defaults.testing.openapi;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * An OpenAPI document, read.
 *
 * @param root all of it
 */
public record ApiDocument(JsonNode root) {

    private static final Pattern JSON_TYPE = Pattern.compile("application/(.+\\+)?json");

    /**
     * What can be called.
     * @return all operations
     */
    public List<Operation> operations() {
        return root.path("paths")
            .propertyStream()
            .flatMap(path -> path.getValue()
                .propertyStream()
                .map(method -> new Operation(method.getKey().toUpperCase(Locale.ROOT), path.getKey(),
                        method.getValue())))
            .toList();
    }

    /** What a reference refers to; what is none is itself. */
    JsonNode resolved(JsonNode node) {
        var reference = node.path("$ref").asString("");
        return reference.isEmpty() ? node : resolved(root.at(reference.substring(1)));
    }

    /** What is wrong with some JSON by a schema of this document. */
    List<String> violations(JsonNode schema, String json) {
        var whole = JsonMapper.shared().createObjectNode();
        whole.putArray("allOf").add(schema);
        whole.set("components", root.path("components"));
        return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(whole.toString(), InputFormat.JSON)
            .validate(json, InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
            .stream()
            .map(Object::toString)
            .toList();
    }

    /**
     * Something that can be called.
     *
     * @param method in capitals
     * @param path with names in braces
     * @param described what the document says of it
     */
    public record Operation(String method, String path, JsonNode described) {

        /** What is sent is JSON, by this schema. */
        Optional<JsonNode> body() {
            return bodyTypes().stream()
                .findFirst()
                .map(type -> described.at("/requestBody/content").path(type).path("schema"));
        }

        /** The types of JSON that can be sent: merge patches are one of their own. */
        List<String> bodyTypes() {
            return described.at("/requestBody/content")
                .propertyNames()
                .stream()
                .filter(JSON_TYPE.asMatchPredicate())
                .toList();
        }

        /** Whether something must be sent. */
        boolean needsBody() {
            return described.at("/requestBody/required").booleanValue(false);
        }

        /** The parameters in one place: {@code path}, {@code query} or {@code header}. */
        Stream<JsonNode> parameters(String in) {
            return described.path("parameters").valueStream().filter(one -> one.path("in").asString().equals(in));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }

    }

}
