package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.bson.Document;
import org.groundswell.defaults.testing.StandaloneService;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.local.kafka.BrokerServer;
import org.groundswell.local.store.EmbeddedStore;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.MongoOperations;
import tools.jackson.databind.json.JsonMapper;

/** Kafka is killed under a busy service and comes back much later. */
@Tag("soak")
class KafkaAwayTests {

    /** Longer than the producer tries to deliver an event, which is 30 s. */
    private static final Duration AWAY = Duration.ofSeconds(40);

    /** Nobody waits for Kafka; a busy machine may take its time all the same. */
    private static final Duration QUICKLY = Duration.ofSeconds(4);

    private static final Duration STARTING = Duration.ofMinutes(1);

    private static final Duration CATCHING_UP = Duration.ofMinutes(2);

    private static final String CAMPAIGN = "0000000000000000000000000c";

    private final HttpClient client = HttpClient.newHttpClient();

    private final List<String> accepted = new ArrayList<>();

    private final Path folder;

    private final int brokerPort;

    private final int controllerPort;

    private final EmbeddedStore store;

    private final ConfigurableApplicationContext service;

    private final MongoOperations mongo;

    private Process broker;

    KafkaAwayTests(@TempDir Path folder) throws Exception {
        this.folder = folder;
        try (var one = new ServerSocket(0); var another = new ServerSocket(0)) {
            this.brokerPort = one.getLocalPort();
            this.controllerPort = another.getLocalPort();
        }
        this.broker = startBroker();
        this.store = EmbeddedStore.start(folder.resolve("store"), 0);
        this.service = StandaloneService.of(PledgeService.class)
            .run("--server.port=0", "--spring.mongodb.uri=" + store.connectionString("kafka-away"),
                    "--spring.kafka.bootstrap-servers=" + bootstrapServers(), "--groundswell.topics.partitions=2",
                    "--groundswell.internal.secret=" + TestSecrets.INTERNAL,
                    "--groundswell.pledges.secret-key=" + TestSecrets.KEY);
        this.mongo = service.getBean(MongoOperations.class);
    }

    @BeforeEach
    void anOpenCampaign() {
        service.getBean(Campaigns.class)
            .keep(new Campaign("a-campaign", CAMPAIGN, "T", "I will listen", Instant.now().minusSeconds(60), null,
                    List.of(), List.of("public"), Verification.NONE, false, null), 1);
    }

    @AfterEach
    void stop() throws Exception {
        service.close();
        store.close();
        broker.destroyForcibly().waitFor();
        client.close();
    }

    @Test
    void pledgersDoNotNoticeThatKafkaIsAwayAndEverythingIsToldOnceItIsBack() throws Exception {
        for (int i = 0; i < 20; i++) {
            pledge();
        }
        broker.destroyForcibly().waitFor();
        var back = Instant.now().plus(AWAY);
        int before = accepted.size();
        while (Instant.now().isBefore(back)) {
            pledge();
            // Some 50 a second: spread over all of the time, and more than 500.
            TimeUnit.MILLISECONDS.sleep(20);
        }
        assertThat(accepted.size() - before).isGreaterThan(500);
        assertThat(left()).isPositive();

        broker = startBroker();
        await().atMost(CATCHING_UP).untilAsserted(() -> assertThat(left()).isZero());
        assertThat(TopicReader.read(bootstrapServers(), "pledges", CAMPAIGN)
            .stream()
            .map(record -> record.header("ce_id"))
            .distinct()).containsExactlyInAnyOrderElementsOf(accepted.stream().map(id -> id + ":made").toList());
        assertThat(mongo.getCollection("pledges").countDocuments()).isEqualTo(accepted.size());
    }

    private void pledge() throws Exception {
        var request = HttpRequest
            .newBuilder(URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port")
                    + "/api/campaigns/a-campaign/pledges"))
            .timeout(QUICKLY)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString("{}"))
            .build();
        var answer = client.send(request, BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(201);
        accepted.add(JsonMapper.shared().readTree(answer.body()).at("/id").stringValue());
    }

    private long left() {
        return mongo.getCollection("pledges").countDocuments(new Document("unpublished", true));
    }

    private Process startBroker() throws IOException {
        var process = JavaProcess.start(BrokerServer.class, List.of(folder.resolve("broker").toString(),
                Integer.toString(brokerPort), Integer.toString(controllerPort)));
        await().atMost(STARTING).ignoreExceptions().until(() -> {
            try (var admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers(),
                    AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, 5000, AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG,
                    2000))) {
                return !admin.describeCluster().nodes().get().isEmpty();
            }
        });
        return process;
    }

    private String bootstrapServers() {
        return InetAddress.getLoopbackAddress().getHostAddress() + ":" + brokerPort;
    }

}
