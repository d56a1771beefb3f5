package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.StreamsConfig;
import org.bson.Document;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.defaults.testing.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.cloud.stream.binding.BindingsLifecycleController;
import org.springframework.cloud.stream.binding.BindingsLifecycleController.State;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Everything is counted anew from the events, and seen meanwhile as it was. */
abstract class RebuildTests {

    private static final Duration LONG = Duration.ofSeconds(60);

    @LocalServerPort
    private int port;

    @Value("${spring.kafka.bootstrap-servers}")
    private String kafka;

    @Autowired
    private EventSender events;

    @Autowired
    private InternalProperties internal;

    @Autowired
    private MongoOperations mongo;

    @Autowired
    private BindingsLifecycleController bindings;

    @Autowired
    private StreamsBuilderFactoryBean streams;

    @Autowired
    private JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    private final String slug = "campaign-" + UUID.randomUUID();

    private final String campaignId = newId();

    private final Instant madeAt = Instant.now();

    @Test
    void aCountMadeAnewIsTurnedToAndGoesOn() throws Exception {
        launch(2, 4);
        made(newId(), 3, "QWO");
        var gone = made(newId(), 1, null);
        made(newId(), 2, "QF7");
        withdraw(gone, 1);
        // The launch, three pledges, and one that was withdrawn.
        var before = awaitTally(2, 4);
        var generation = progress().at("/generation").intValue();

        post("/internal/rebuild");
        post("/internal/rebuild");
        await().atMost(LONG).until(() -> progress().at("/behind").longValue() == 0);
        var compared = json.readTree(post("/internal/rebuild/comparison").body());
        assertThat(compared.at("/campaigns").intValue()).isPositive();
        assertThat(compared.at("/differing").size()).as(compared.toString()).isZero();
        assertThat(tally().at("/version")).as("seen as it was meanwhile").isEqualTo(before.at("/version"));
        // Both count it; only one says so.
        made(newId(), 5, null);
        awaitTally(3, before.at("/version").longValue());

        post("/internal/rebuild/turn");
        await().atMost(LONG).until(() -> progress().at("/announcing").booleanValue());
        assertThat(progress().at("/generation").intValue()).isEqualTo(generation + 1);
        made(newId(), 1, "QWO");

        var after = awaitTally(4, new Generation(generation + 1).version(0));
        assertThat(after.at("/people").longValue()).isEqualTo(11);
        assertThat(after.at("/withdrawn").longValue()).isEqualTo(1);
        assertThat(after.at("/milestones").size()).isEqualTo(2);
        assertThat(TopicReader.read(kafka, "milestones", campaignId)).extracting(milestone -> milestone.header("ce_id"))
            .containsExactly(campaignId + ":milestone:2", campaignId + ":milestone:4");
        await().atMost(LONG).until(() -> historyTotal() == 4);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().atMost(LONG)
                .untilAsserted(() -> assertThat(admin.listTopics().names().get())
                    .contains("analytics-counting-" + (generation + 1) + "-seen-changelog")
                    .doesNotContain("analytics-counting-seen-changelog"));
        }
    }

    @Test
    void aViewThatWasDeletedIsMadeAgain() throws Exception {
        launch();
        made(newId(), 3, "QWO");
        awaitTally(1, 0);
        await().atMost(LONG)
            .until(() -> mongo.findById(slug, Document.class, "tallies") != null && historyTotal() == 1);
        bindings.changeState("keepView-in-0", State.STOPPED);
        List.of("tallies", "periods", "positions").forEach(mongo::dropCollection);
        bindings.changeState("keepView-in-0", State.STARTED);
        await().atMost(LONG)
            .until(() -> mongo.findById(slug, Document.class, "tallies") != null && historyTotal() == 1);
    }

    /**
     * What the binder makes of several sources of settings, of which the last is not
     * ours.
     */
    @Test
    void theCountIsExactAndOutlastsABrokersRestart() {
        var settings = Objects.requireNonNull(streams.getStreamsConfiguration());
        assertThat(settings.get("processing.guarantee")).hasToString("exactly_once_v2");
        var producer = new StreamsConfig(settings).getProducerConfigs("any");
        assertThat(producer.get("max.block.ms")).hasToString("60000");
        assertThat(producer.get("request.timeout.ms")).hasToString("30000");
        assertThat(producer.get("delivery.timeout.ms")).hasToString("120000");
        assertThat(producer.get("max.request.size")).hasToString("2097152");
        assertThat(new StreamsConfig(settings).getMainConsumerConfigs("any", "any", 1).get("session.timeout.ms"))
            .hasToString("10000");
    }

    @Test
    void onlyServicesMayHaveItCountedAnew() throws Exception {
        for (var path : List.of("/internal/rebuild", "/internal/rebuild/comparison", "/internal/rebuild/turn")) {
            var answer = http.send(request(path).POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString());
            assertThat(answer.statusCode()).isEqualTo(401);
        }
    }

    private JsonNode progress() throws Exception {
        return json.readTree(http
            .send(request("/internal/rebuild").header("Authorization", credential()).build(), BodyHandlers.ofString())
            .body());
    }

    private HttpResponse<String> post(String path) throws Exception {
        var answer = http.send(
                request(path).header("Authorization", credential()).POST(BodyPublishers.noBody()).build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private String credential() {
        return "Basic " + Base64.getEncoder()
            .encodeToString((InternalProperties.USER + ":" + internal.secret()).getBytes(StandardCharsets.UTF_8));
    }

    private long historyTotal() throws Exception {
        return json.readTree(get("/api/campaigns/" + slug + "/history?step=day"))
            .at("/points")
            .valueStream()
            .mapToLong(point -> point.at("/pledges").longValue())
            .sum();
    }

    private JsonNode awaitTally(long pledges, long above) {
        return await().atMost(LONG)
            .until(this::tally,
                    tally -> tally.at("/pledges").longValue(-1) == pledges && tally.at("/version").longValue() > above);
    }

    private JsonNode tally() throws Exception {
        return json.readTree(get("/api/campaigns/" + slug + "/tally"));
    }

    private String get(String path) throws Exception {
        return http.send(request(path).build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    private void launch(long... milestones) {
        send("campaigns", "groundswell.campaign.launched.v1", campaignId + ":launched",
                Map.of("campaignId", campaignId, "slug", slug, "number", 1, "title", "Counted anew", "opensAt", madeAt,
                        "milestones", milestones, "launchedAt", madeAt));
    }

    private String made(String id, int people, @Nullable String place) {
        var data = new HashMap<String, Object>(
                Map.of("pledgeId", id, "campaignId", campaignId, "madeAt", madeAt, "people", people, "channel", "web"));
        if (place != null) {
            data.put("place", place);
        }
        send("pledges", "groundswell.pledge.made.v1", id + ":made", data);
        return id;
    }

    private void withdraw(String id, int people) {
        send("pledges", "groundswell.pledge.withdrawn.v1", id + ":withdrawn",
                Map.of("pledgeId", id, "campaignId", campaignId, "madeAt", madeAt, "withdrawnAt", Instant.now(),
                        "people", people, "channel", "web", "why", "withdrawn"));
    }

    private void send(String topic, String type, String id, Map<String, Object> data) {
        events.send(topic, new Event(type, id, campaignId, Instant.now(), data)).join();
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    }

}
