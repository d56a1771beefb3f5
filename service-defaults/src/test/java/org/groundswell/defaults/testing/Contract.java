package org.groundswell.defaults.testing;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An event's contract: the files that its producer and its consumers are both tested
 * against.
 *
 * @param name the event and its version, such as {@code pledge.made.v1}
 */
public record Contract(String name) {

    /**
     * What is wrong with some data by the contract's schema.
     * @param json the data
     * @return messages; none when the data is valid
     */
    public List<String> violations(String json) {
        return schema()
            .validate(json, InputFormat.JSON,
                    context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
            .stream()
            .map(Object::toString)
            .toList();
    }

    /**
     * The contract's examples, all of them.
     * @return files with data; at least one
     */
    public List<Path> examples() {
        try (var files = Files.list(folder().resolve("examples"))) {
            var found = files.sorted().toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("no examples of " + name);
            }
            return found;
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    /**
     * An example's bytes.
     * @param example one of the examples
     * @return its content
     */
    public static byte[] read(Path example) {
        try {
            return Files.readAllBytes(example);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private Schema schema() {
        try {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(Files.readString(folder().resolve("schema.json")), InputFormat.JSON);
        }
        catch (IOException thrown) {
            throw new UncheckedIOException(thrown);
        }
    }

    private Path folder() {
        return Path.of(System.getProperty("groundswell.contracts", "../contracts"), name);
    }

}
