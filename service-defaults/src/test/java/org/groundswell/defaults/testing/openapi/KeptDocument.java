package org.groundswell.defaults.testing.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A generated document that is kept in the repository, so that a change of the interface
 * is seen in review.
 *
 * @param name its file's name, without the ending
 */
record KeptDocument(String name) {

    private static final String COMMAND = "mvn test -Dtest='OpenApi*Test*' -Dsurefire.failIfNoSpecifiedTests=false "
            + "-Dgroundswell.openapi.write=true";

    private static final JsonMapper JSON = JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    /**
     * Fails when what is kept is not what was generated; writes it instead when the tests
     * were told so.
     */
    void verify(ObjectNode generated) {
        var text = JSON.writeValueAsString(sorted(generated)) + "\n";
        try {
            if (Boolean.getBoolean("groundswell.openapi.write")) {
                Files.createDirectories(file().getParent());
                Files.writeString(file(), text);
            }
            var kept = Files.exists(file()) ? Files.readString(file()) : "";
            assertThat(kept).as("%s; to write it anew: %s", file(), COMMAND).isEqualTo(text);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /**
     * The order of members means nothing, and must not depend on the order of methods.
     */
    private static JsonNode sorted(JsonNode node) {
        if (node.isObject()) {
            var sorted = JSON.createObjectNode();
            node.propertyStream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(member -> sorted.set(member.getKey(), sorted(member.getValue())));
            return sorted;
        }
        if (node.isArray()) {
            var array = JSON.createArrayNode();
            node.forEach(item -> array.add(sorted(item)));
            return array;
        }
        return node;
    }

    private Path file() {
        return Path.of("../docs/openapi", name + ".json");
    }

}
