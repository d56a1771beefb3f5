package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What docker-compose.yml promises, as far as it can be told without running it.
 */
class ComposeFileTests {

    private static final Path ROOT = Path.of(System.getProperty("groundswell.root", ".."));

    private static final List<String> OWN = List.of("gateway", "campaign-service", "pledge-service",
            "analytics-service", "notification-service");

    private static final String PINNED = "[a-z0-9/-]+:v?\\d+\\.\\d+\\.\\d+[A-Za-z0-9._-]*";

    private static final Pattern VARIABLE = Pattern.compile("(?<!\\$)\\$\\{?([A-Z_]+)");

    private final JsonMapper json = JsonMapper.builder().build();

    private final String text = read("docker-compose.yml");

    private final JsonNode compose = json
        .valueToTree(new Yaml(new SafeConstructor(new LoaderOptions())).<Object>load(text));

    @Test
    void isValidByTheComposeSpecification() throws IOException {
        try (InputStream spec = Objects.requireNonNull(getClass().getResourceAsStream("compose-spec.json"))) {
            var schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
                .getSchema(SchemaLocation.of("https://compose-spec.invalid/"), withKnownDialect(spec),
                        InputFormat.JSON);

            assertThat(schema.validate(compose.toString(), InputFormat.JSON)).isEmpty();
            assertThat(schema.validate("{\"services\": {\"a\": {\"imag\": \"b\"}}}", InputFormat.JSON))
                .as("the schema refuses what is wrong")
                .isNotEmpty();
        }
    }

    @Test
    void runsTheFiveServicesOnMongoDbKafkaAndAMailbox() {
        assertThat(services()).containsOnlyKeys("gateway", "campaign-service", "pledge-service", "analytics-service",
                "notification-service", "mongodb", "kafka", "mailbox");
        assertThat(OWN).allSatisfy(name -> {
            assertThat(service(name).at("/build/args/SERVICE").asString()).isEqualTo(name);
            assertThat(ROOT.resolve(name).resolve("pom.xml")).exists();
        });
    }

    @Test
    void pinsEveryImageToAVersion() {
        assertThat(services())
            .allSatisfy((name, service) -> assertThat(service.path("image").asString()).matches(PINNED));
        assertThat(read("Dockerfile").lines()
            .filter(line -> line.startsWith("FROM ") && !line.startsWith("FROM build "))
            .map(line -> line.split(" ")[1])).hasSize(2).allMatch(image -> image.matches(PINNED));
    }

    @Test
    void runsOnTheStoresThatTheContainerTestsRunOn() {
        var backends = read("service-defaults/src/test/java/org/groundswell/defaults/testing/ContainerBackends.java");

        assertThat(List.of("mongodb", "kafka"))
            .allSatisfy(name -> assertThat(backends).contains("\"" + service(name).path("image").asString() + "\""));
    }

    @Test
    void holdsNoSecret() {
        assertThat(services()).allSatisfy((name, service) -> environment(service).forEach((variable, value) -> {
            if (variable.matches(".*(SECRET|PASSWORD|TOKEN|CREDENTIAL).*")) {
                assertThat(value).matches("\\$\\{" + variable + ":\\?[^}]+}");
            }
            assertThat(value).as("no user and password in an address").doesNotContainPattern("://[^/]*@");
        }));
        assertThat(read(".gitignore").lines()).contains("/.env");
        assertThat(read(".dockerignore").lines()).contains("/.env");
    }

    @Test
    void givesEveryServiceAHealthCheckThatOthersWaitFor() {
        assertThat(services()).allSatisfy((name, service) -> {
            assertThat(service.at("/healthcheck/test").isArray()).isTrue();
            service.path("depends_on")
                .properties()
                .forEach(other -> assertThat(other.getValue().path("condition").asString())
                    .isEqualTo("service_healthy"));
        });
        assertThat(OWN).allSatisfy(name -> assertThat(service(name).at("/healthcheck/test").toString())
            .contains("/actuator/health/readiness"));
    }

    @Test
    void publishesTheSiteToEverybodyAndTheMailboxToThisMachineAlone() {
        var published = new LinkedHashMap<String, String>();
        services()
            .forEach((name, service) -> service.path("ports").forEach(port -> published.put(name, port.asString())));

        assertThat(published).containsOnly(Map.entry("gateway", "${GROUNDSWELL_PORT:-8080}:8080"),
                Map.entry("mailbox", "127.0.0.1:${GROUNDSWELL_MAILBOX_PORT:-8025}:8025"));
    }

    @Test
    void keepsTheStoresApartFromTheOutside() {
        assertThat(compose.at("/networks/inside/internal").asBoolean()).isTrue();
        assertThat(List.of("mongodb", "kafka", "pledge-service")).allSatisfy(
                name -> assertThat(service(name).path("networks")).map(JsonNode::asString).containsExactly("inside"));
    }

    @Test
    void startsAgainWhatEnds() {
        assertThat(services())
            .allSatisfy((name, service) -> assertThat(service.path("restart").asString()).isEqualTo("unless-stopped"));
    }

    @Test
    void givesEveryServiceADatabaseOfItsOwn() {
        assertThat(OWN).filteredOn(name -> !name.equals("gateway"))
            .allSatisfy(name -> assertThat(environment(service(name)).get("SPRING_MONGODB_URI"))
                .isEqualTo("mongodb://mongodb:27017/" + name + "?replicaSet=rs0"));
    }

    @Test
    void usesOnlyVariablesThatAreDocumented() {
        var used = new TreeSet<String>();
        VARIABLE.matcher(text.replace("$$", "")).results().forEach(found -> used.add(found.group(1)));
        OWN.forEach(name -> used.addAll(environment(service(name)).keySet()));
        var documented = read("docs/configuration.md");

        assertThat(used).contains("GROUNDSWELL_INTERNAL_SECRET", "GROUNDSWELL_PLEDGES_SECRETKEY", "SERVER_PORT")
            .allSatisfy(variable -> assertThat(documented).contains("`" + variable + "`"));
    }

    private Map<String, JsonNode> services() {
        var services = new LinkedHashMap<String, JsonNode>();
        compose.path("services").properties().forEach(entry -> services.put(entry.getKey(), entry.getValue()));
        return services;
    }

    private JsonNode service(String name) {
        return compose.path("services").path(name);
    }

    private static Map<String, String> environment(JsonNode service) {
        var environment = new LinkedHashMap<String, String>();
        service.path("environment")
            .properties()
            .forEach(entry -> environment.put(entry.getKey(), entry.getValue().asString()));
        return environment;
    }

    /** The specification names its dialect with https, under which nobody knows it. */
    private static String withKnownDialect(InputStream spec) throws IOException {
        return new String(spec.readAllBytes(), StandardCharsets.UTF_8)
            .replace("https://json-schema.org/draft-07/schema", "http://json-schema.org/draft-07/schema#");
    }

    private static String read(String file) {
        try {
            return Files.readString(ROOT.resolve(file));
        }
        catch (IOException thrown) {
            throw new AssertionError(file + " cannot be read", thrown);
        }
    }

}
