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
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.streams.StreamsConfig;
import org.bson.Document;
import org.groundswell.analytics.Generations.Standing;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.BeforeEach;
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
    private Generations generations;

    @Autowired
    private MongoOperations mongo;

    @Autowired
    private BindingsLifecycleController bindings;

    @Autowired
    private StreamsBuilderFactoryBean streams;

    @Autowired
    private JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    private CampaignEvents campaign;

    private String slug;

    @BeforeEach
    void aCampaignOfItsOwn() {
        campaign = new CampaignEvents(events);
        slug = campaign.slug();
    }

    @Test
    void aCountMadeAnewIsTurnedToAndGoesOn() throws Exception {
        campaign.launch(2, 4);
        campaign.made(3, "QWO");
        var gone = campaign.made(1, null);
        campaign.made(2, "QF7");
        campaign.withdraw(gone, 1);
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
        campaign.made(5, null);
        awaitTally(3, before.at("/version").longValue());

        post("/internal/rebuild/turn");
        await().atMost(LONG).until(() -> progress().at("/announcing").booleanValue());
        assertThat(progress().at("/generation").intValue()).isEqualTo(generation + 1);
        campaign.made(1, "QWO");

        var after = awaitTally(4, new Generation(generation + 1).version(0));
        assertThat(after.at("/people").longValue()).isEqualTo(11);
        assertThat(after.at("/withdrawn").longValue()).isEqualTo(1);
        assertThat(after.at("/milestones").size()).isEqualTo(2);
        assertThat(TopicReader.read(kafka, "milestones", campaign.id()))
            .extracting(milestone -> milestone.header("ce_id"))
            .containsExactly(campaign.id() + ":milestone:2", campaign.id() + ":milestone:4");
        await().atMost(LONG).until(() -> historyTotal() == 4);
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().atMost(LONG)
                .untilAsserted(() -> assertThat(admin.listTopics().names().get())
                    .contains("analytics-counting-" + (generation + 1) + "-seen-changelog")
                    .doesNotContain(applicationId(generation) + "-seen-changelog"));
        }
    }

    /** As by an instance that was asleep while the others turned, and turned again. */
    @Test
    void aCountThatWasPassedOverEndsSoThatTheOneAfterItIsHeard() throws Exception {
        campaign.launch();
        awaitTally(0, 0);
        var current = generations.read().current();
        var passedOver = current.next();
        generations.keep(new Standing(current, passedOver));
        try (var admin = Admin.create(Map.of("bootstrap.servers", kafka))) {
            await().atMost(LONG).until(() -> isCounting(admin, passedOver));
        }

        generations.keep(new Standing(passedOver.next(), null));

        await().atMost(LONG).until(() -> progress().at("/announcing").booleanValue());
        assertThat(progress().at("/generation").intValue()).isEqualTo(passedOver.next().number());
        campaign.made(1, null);
        awaitTally(1, passedOver.next().version(0));
    }

    private static boolean isCounting(Admin admin, Generation generation) throws Exception {
        return admin.listGroups()
            .all()
            .get()
            .stream()
            .anyMatch(group -> group.groupId().equals(applicationId(generation.number()))
                    && group.groupState().filter(GroupState.STABLE::equals).isPresent());
    }

    private static String applicationId(int generation) {
        return generation == 1 ? "analytics-counting" : "analytics-counting-" + generation;
    }

    @Test
    void aViewThatWasDeletedIsMadeAgain() throws Exception {
        campaign.launch();
        campaign.made(3, "QWO");
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

}
