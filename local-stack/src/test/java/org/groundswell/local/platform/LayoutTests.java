package org.groundswell.local.platform;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.ProcessSpec;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LayoutTests {

    @TempDir
    private Path root;

    private DataFolder folder;

    @BeforeEach
    void build() throws IOException {
        this.folder = DataFolder.hold(this.root.resolve("data"));
        for (String service : List.of("gateway", "campaign-service", "pledge-service", "analytics-service",
                "notification-service")) {
            Path target = Files.createDirectories(this.root.resolve(service).resolve("target"));
            Files.createFile(target.resolve(service + ".jar"));
        }
    }

    @AfterEach
    void letGo() throws IOException {
        this.folder.close();
    }

    @Test
    void aSecondInstanceHasItsOwnNameAndPortAndTheGatewayKnowsBoth() throws IOException {
        Layout layout = layout(options(Map.of("pledge-service", 2), 0, null, null, null));
        assertThat(service(layout, "pledge-service").environment()).containsEntry("SERVER_PORT", "8082");
        assertThat(service(layout, "pledge-service-2").environment()).containsEntry("SERVER_PORT", "8182")
            .containsEntry("SPRING_MONGODB_URI", "mongodb://127.0.0.1:27017/pledge-service");
        assertThat(service(layout, "gateway").program()).contains(
                "--spring.cloud.discovery.client.simple.instances.pledge-service[0].uri=http://127.0.0.1:8082",
                "--spring.cloud.discovery.client.simple.instances.pledge-service[1].uri=http://127.0.0.1:8182");
    }

    @Test
    void instancesOfAStreamsApplicationDoNotShareTheirState() throws IOException {
        Layout layout = layout(options(Map.of("analytics-service", 2), 0, null, null, null));
        assertThat(List.of(service(layout, "analytics-service"), service(layout, "analytics-service-2")))
            .extracting((spec) -> spec.environment().get("GROUNDSWELL_ANALYTICS_STATEDIR"))
            .doesNotHaveDuplicates();
    }

    @Test
    void theOffsetMovesEveryPort() {
        assertThat(layout(options(Map.of(), 10000, null, null, null)).ports().keySet()).containsExactlyInAnyOrder(18080,
                18081, 18082, 18083, 18084, 19092, 19093, 37017, 11025, 18025);
    }

    @Test
    void whatIsGivenIsUsedAndNotStarted() throws IOException {
        Layout layout = layout(
                options(Map.of(), 0, "mongodb://db1,db2/?replicaSet=rs0", "broker:9094", "mail.example:25"));
        assertThat(layout.infrastructure()).isEmpty();
        assertThat(layout.ports().keySet()).containsExactly(8080, 8081, 8082, 8083, 8084);
        assertThat(service(layout, "campaign-service").environment())
            .containsEntry("SPRING_MONGODB_URI", "mongodb://db1,db2/campaign-service?replicaSet=rs0")
            .containsEntry("SPRING_KAFKA_BOOTSTRAP_SERVERS", "broker:9094")
            .containsEntry("SPRING_MAIL_HOST", "mail.example")
            .containsEntry("SPRING_MAIL_PORT", "25");
    }

    @ParameterizedTest
    @ValueSource(strings = { "campaign-service", "pledge-service", "notification-service" })
    void whoSendsMailAndAsksCampaignServiceKnowsWhereTheyAre(String name) throws IOException {
        Layout layout = layout(options(Map.of(), 100, null, null, null));
        assertThat(service(layout, name).environment()).containsEntry("SPRING_MAIL_HOST", "127.0.0.1")
            .containsEntry("SPRING_MAIL_PORT", "1125")
            .containsEntry("GROUNDSWELL_CAMPAIGNSERVICE_URL", "http://127.0.0.1:8181");
    }

    @Test
    void analyticsServiceKnowsWhomToAskForARecountAndWhoMaySeeIt() throws IOException {
        Layout layout = layout(options(Map.of(), 100, null, null, null));
        assertThat(service(layout, "analytics-service").environment())
            .containsEntry("GROUNDSWELL_CAMPAIGNSERVICE_URL", "http://127.0.0.1:8181")
            .containsEntry("GROUNDSWELL_PLEDGESERVICE_URL", "http://127.0.0.1:8182");
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void theGatewayKnowsWhetherTheLimitsHold(boolean limits) throws IOException {
        Layout layout = layout(new PlatformOptions(this.root, this.root.resolve("data"), false, Map.of(), limits, false,
                0, null, null, null));
        assertThat(service(layout, "gateway").environment()).containsEntry("GROUNDSWELL_LIMITS_ENABLED",
                String.valueOf(limits));
    }

    @Test
    void signingInAgainAndAgainBothersNobodyWhereMailStaysOnThisMachine() throws IOException {
        assertThat(service(layout(options(Map.of(), 0, null, null, null)), "campaign-service").environment())
            .containsEntry("GROUNDSWELL_SIGNIN_MAILS", "30");
        assertThat(
                service(layout(options(Map.of(), 0, null, null, "mail.example:25")), "campaign-service").environment())
            .doesNotContainKey("GROUNDSWELL_SIGNIN_MAILS");
    }

    @ParameterizedTest
    @ValueSource(strings = { "gateway", "pledge-service" })
    void requestsThatDoNothingAreForABenchmarkOnly(String name) throws IOException {
        Layout up = layout(options(Map.of(), 0, null, null, null));
        Layout benchmark = layout(new PlatformOptions(this.root, this.root.resolve("data"), false, Map.of(), false,
                true, 0, null, null, null));
        assertThat(service(up, name).environment()).containsEntry("GROUNDSWELL_BENCHMARK_NOOP", "false");
        assertThat(service(benchmark, name).environment()).containsEntry("GROUNDSWELL_BENCHMARK_NOOP", "true");
    }

    @Test
    void aServiceThatIsNotBuiltIsNamed() throws IOException {
        Files.delete(this.root.resolve("pledge-service/target/pledge-service.jar"));
        assertThatExceptionOfType(CannotRun.class)
            .isThrownBy(() -> layout(options(Map.of(), 0, null, null, null)).services())
            .withMessageContaining("pledge-service.jar is missing");
    }

    @Test
    void aTakenPortIsNamedWithWhatNeedsIt() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatExceptionOfType(CannotRun.class)
                .isThrownBy(() -> Preflight.portsAreFree(Map.of(taken.getLocalPort(), "gateway")))
                .withMessageContaining("port %d, which gateway needs, is in use".formatted(taken.getLocalPort()));
        }
    }

    @ParameterizedTest
    @CsvSource({ "gateway, 2, there is no service 'gateway'", "pledges, 2, there is no service 'pledges'",
            "pledge-service, 0, is not between 1 and 9", "pledge-service, 10, is not between 1 and 9" })
    void replicasThatMakeNoSenseAreRefused(String service, int count, String reason) {
        assertThatExceptionOfType(CannotRun.class)
            .isThrownBy(() -> options(Map.of(service, count), 0, null, null, null))
            .withMessageContaining("--replicas")
            .withMessageContaining(reason);
    }

    @Test
    void addressesThatMakeNoSenseAreRefused() {
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> options(Map.of(), 0, "http://db", null, null))
            .withMessageContaining("--mongodb-uri");
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> options(Map.of(), 0, null, "broker", null))
            .withMessageContaining("--kafka");
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> options(Map.of(), 0, null, null, "mail:x"))
            .withMessageContaining("--smtp");
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> options(Map.of(), -1, null, null, null))
            .withMessageContaining("--port-offset");
    }

    @ParameterizedTest
    @CsvSource({ "mongodb://h:1, mongodb://h:1/pledges", "mongodb://h/, mongodb://h/pledges",
            "mongodb://h?ssl=true, mongodb://h/pledges?ssl=true",
            "mongodb://h/other?ssl=true, mongodb://h/pledges?ssl=true",
            "mongodb+srv://u:p@h, mongodb+srv://u:p@h/pledges?authSource=admin",
            "mongodb://u:p@h/users?w=1, mongodb://u:p@h/pledges?w=1&authSource=users",
            "mongodb://u:p@h/?authSource=x, mongodb://u:p@h/pledges?authSource=x" })
    void eachServiceGetsItsOwnDatabaseOfAGivenMongoDb(String given, String expected) {
        assertThat(new MongoDbUri(given).withDatabase("pledges")).isEqualTo(expected);
    }

    private Layout layout(PlatformOptions options) {
        return new Layout(options, this.folder);
    }

    private static ProcessSpec service(Layout layout, String name) throws IOException {
        return layout.services().stream().filter((spec) -> spec.name().equals(name)).findFirst().orElseThrow();
    }

    private PlatformOptions options(Map<String, Integer> replicas, int portOffset, @Nullable String mongodbUri,
            @Nullable String kafka, @Nullable String smtp) {
        return new PlatformOptions(this.root, this.root.resolve("data"), false, replicas, true, false, portOffset,
                mongodbUri, kafka, smtp);
    }

}
