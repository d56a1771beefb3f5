package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** docs/configuration.md is complete and true. */
class ConfigurationDocumentTests {

    private static final Path ROOT = Path.of(System.getProperty("groundswell.root", ".."));

    private static final List<String> MODULES = List.of("service-defaults", "gateway", "campaign-service",
            "pledge-service", "analytics-service", "notification-service");

    /** A row's property and its name in the environment. */
    private static final Pattern ROW = Pattern.compile("^\\| `(groundswell\\.[a-z.-]+)` \\| `([A-Z_]+)` \\|",
            Pattern.MULTILINE);

    @Test
    void namesJustThePropertiesThatThereAre() throws IOException {
        var documented = new TreeSet<String>();
        ROW.matcher(document()).results().forEach(row -> documented.add(row.group(1)));
        var existing = new TreeSet<String>();
        for (var module : MODULES) {
            existing.addAll(propertiesOf(ROOT.resolve(module).resolve("target/classes")));
        }

        assertThat(documented).isEqualTo(existing).isNotEmpty();
    }

    @Test
    void namesEachPropertyAsTheEnvironmentHasTo() throws IOException {
        assertThat(ROW.matcher(document()).results()).isNotEmpty()
            .allSatisfy(row -> assertThat(row.group(2))
                .isEqualTo(row.group(1).replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT)));
    }

    private static String document() throws IOException {
        return Files.readString(ROOT.resolve("docs/configuration.md"));
    }

    private static List<String> propertiesOf(Path classes) throws IOException {
        try (var loader = new URLClassLoader(new URL[] { classes.toUri().toURL() }); var files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                .filter(file -> file.endsWith("Properties.class"))
                .flatMap(file -> propertiesOf(loader, file.replace('/', '.').replaceFirst("\\.class$", "")))
                .toList();
        }
    }

    private static Stream<String> propertiesOf(ClassLoader loader, String className) {
        try {
            var type = Class.forName(className, false, loader);
            var annotation = type.getAnnotation(ConfigurationProperties.class);
            return annotation == null ? Stream.of()
                    : Stream.of(type.getRecordComponents())
                        .map(component -> annotation.value() + "."
                                + component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT));
        }
        catch (ClassNotFoundException thrown) {
            throw new AssertionError(thrown);
        }
    }

}
