package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * The one document is made of those that services keep, and of the gateway's own part.
 */
class OpenApiDocumentTest {

    private static final Path KEPT = Path.of("src/main/resources/openapi.json");

    private static final List<String> SERVICES = List.of("campaign-service", "pledge-service", "analytics-service");

    private final JsonMapper json = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @Test
    void theDocumentThatIsServedIsAllOfThemTogether() throws IOException {
        var whole = own();
        for (var service : SERVICES) {
            merge(whole, json.readTree(Files.readString(Path.of("../docs/openapi", service + ".json"))));
        }
        var text = json.writeValueAsString(sorted(whole)) + "\n";
        if (Boolean.getBoolean("groundswell.openapi.write")) {
            Files.writeString(KEPT, text);
        }
        assertThat(Files.readString(KEPT)).as("%s; rewrite it as CONTRIBUTING.md says", KEPT).isEqualTo(text);
    }

    @Test
    void everyReferenceHasWhatItRefersTo() throws IOException {
        var document = json.readTree(Files.readString(KEPT));
        assertThat(document.findValuesAsString("$ref"))
            .allSatisfy(reference -> assertThat(document.at(reference.substring(1)).isMissingNode()).isFalse());
    }

    @Test
    void noTwoOperationsHaveOneName() throws IOException {
        assertThat(json.readTree(Files.readString(KEPT)).findValuesAsString("operationId")).doesNotHaveDuplicates();
    }

    private ObjectNode own() throws IOException {
        try (var in = new ClassPathResource("openapi.yaml").getInputStream()) {
            return json.valueToTree(new Yaml().load(in));
        }
    }

    private static void merge(ObjectNode whole, JsonNode part) {
        addTo(whole.withObject("/paths"), part.path("paths"));
        part.path("components")
            .propertyStream()
            .forEach(kind -> addTo(whole.withObject("/components").withObjectProperty(kind.getKey()), kind.getValue()));
    }

    /** Two services may have the same, and not two things of one name. */
    private static void addTo(ObjectNode whole, JsonNode part) {
        part.propertyStream().forEach(member -> {
            var there = whole.replace(member.getKey(), member.getValue());
            assertThat(there == null ? member.getValue() : there).as(member.getKey()).isEqualTo(member.getValue());
        });
    }

    private JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var members = new TreeMap<String, JsonNode>();
            node.propertyStream().forEach(member -> members.put(member.getKey(), sorted(member.getValue())));
            return json.createObjectNode().setAll(members);
        }
        return node.isArray() ? json.valueToTree(node.valueStream().map(this::sorted).toList()) : node;
    }

}
