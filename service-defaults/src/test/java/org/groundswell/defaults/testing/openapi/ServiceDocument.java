package org.groundswell.defaults.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springdoc.core.properties.SpringDocConfigProperties;
import org.springdoc.webmvc.api.OpenApiWebMvcResource;
import org.springframework.context.ApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The OpenAPI document of a running service: paths, parameters and schemas come from its
 * code; words, and what code cannot tell, from {@code openapi.yaml} of its tests, which
 * is merged into that.
 */
public final class ServiceDocument {

    private static final JsonMapper JSON = JsonMapper.shared();

    /** What may be seen from outside. */
    private static final Pattern PUBLIC = Pattern
        .compile("/api/(?!no-op).*|/petitions.*|/trending\\.json|/constituencies\\.json|/\\.well-known/.*");

    private static final Pattern PACKAGES = Pattern.compile("[Oo]rg\\.groundswell\\.([a-z]+\\.)+");

    private final ApplicationContext context;

    /**
     * A service's.
     * @param context the running service
     */
    public ServiceDocument(ApplicationContext context) {
        this.context = context;
    }

    /**
     * Fails when {@code docs/openapi} has another document, when an operation has no
     * summary, and when words are kept for an operation that is no more.
     */
    public void verify() {
        new KeptDocument(context.getEnvironment().getRequiredProperty("spring.application.name")).verify(generated());
    }

    private ObjectNode generated() {
        var document = fromCode();
        onlyPublic(document);
        ParameterObjects.spread(document);
        RecordSchemas.complete(document);
        var operations = new Operations(context, document);
        operations.tellWhatEveryOneDoes();
        var named = shortNames(document);
        var words = yaml("openapi.yaml");
        assertThat(operationsOf(words)).as("openapi.yaml speaks of what there is").isSubsetOf(operationsOf(named));
        MergePatch.apply(named, yaml("openapi-of-every-service.yaml"));
        MergePatch.apply(named, words);
        PatchSchemas.complete(named);
        Answers.complete(named);
        Components.removeUnused(named);
        assertThat(operationsWithoutSummary(named)).as("to be described in src/test/resources/openapi.yaml").isEmpty();
        return named;
    }

    /** With whole class names, so that classes of one name are two. */
    private ObjectNode fromCode() {
        var properties = context.getBean(SpringDocConfigProperties.class);
        properties.setOverrideWithGenericResponse(false);
        properties.setDefaultProducesMediaType("application/json");
        TypeNameResolver.std.setUseFqn(true);
        try {
            return (ObjectNode) JSON.readTree(context.getBean(OpenApiWebMvcResource.class)
                .openapiJson(new MockHttpServletRequest(), "/", Locale.ENGLISH));
        }
        catch (JsonProcessingException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private static void onlyPublic(ObjectNode document) {
        document.remove(List.of("servers", "tags"));
        var paths = document.withObject("/paths");
        paths.remove(paths.propertyNames().stream().filter(PUBLIC.asMatchPredicate().negate()).toList());
    }

    private static ObjectNode shortNames(ObjectNode document) {
        var schemas = JSON.createObjectNode();
        document.at("/components/schemas")
            .propertyStream()
            .forEach(schema -> assertThat(schemas.replace(shortName(schema.getKey()), schema.getValue()))
                .as("another schema of the name %s", shortName(schema.getKey()))
                .isNull());
        document.withObject("/components").set("schemas", schemas);
        for (var reference : document.findParents("$ref")) {
            var to = reference.path("$ref").stringValue();
            var name = to.substring(to.lastIndexOf('/') + 1);
            ((ObjectNode) reference).put("$ref", "#/components/schemas/" + shortName(name));
        }
        return document;
    }

    private static String shortName(String name) {
        return PACKAGES.matcher(name).replaceAll("").replace("Controller", "").replace(".", "");
    }

    private static List<String> operationsOf(JsonNode document) {
        return operations(document).map(Map.Entry::getKey).toList();
    }

    private static List<String> operationsWithoutSummary(JsonNode document) {
        return operations(document).filter(operation -> operation.getValue().path("summary").asString("").isBlank())
            .map(Map.Entry::getKey)
            .toList();
    }

    private static Stream<Map.Entry<String, JsonNode>> operations(JsonNode document) {
        return document.at("/paths")
            .propertyStream()
            .flatMap(path -> path.getValue()
                .propertyStream()
                .map(method -> Map.entry(method.getKey() + " " + path.getKey(), method.getValue())));
    }

    private static JsonNode yaml(String name) {
        try (var in = new ClassPathResource(name).getInputStream()) {
            return JSON.valueToTree(new Yaml().load(in));
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

}
