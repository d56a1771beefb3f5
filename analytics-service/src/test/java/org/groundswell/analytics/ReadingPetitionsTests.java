package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Stream;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicWriter;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns and pledges in, petitions out. */
abstract class ReadingPetitionsTests {

    private static final String LAUNCHED = "groundswell.campaign.launched.v1";

    @LocalServerPort
    private int port;

    @Autowired
    private Environment environment;

    @Autowired
    private EventSender events;

    @Autowired
    private JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    private final String campaignId = newId();

    private final long number = ThreadLocalRandom.current().nextLong(1_000, Integer.MAX_VALUE);

    private final Instant launchedAt = Instant.now().minusSeconds(60);

    @Test
    void aLaunchedCampaignIsAPetitionThatCounts() throws Exception {
        launch("Hello", launchedAt, Map.of("summary", "What it is about", "organisation", "Ward 7"));
        made();
        made();
        awaitCount(port, 2);

        var petition = body(get(port, "/petitions/" + number + ".json"));
        assertThat(petition.at("/data/attributes/action").stringValue()).isEqualTo("Hello");
        assertThat(petition.at("/data/attributes/background").stringValue()).isEqualTo("What it is about");
        assertThat(petition.at("/data/attributes/creator_name").stringValue()).isEqualTo("Ward 7");
        assertThat(petition.at("/data/attributes/opened_at").stringValue()).hasSize(24).endsWith("Z");
        assertThat(petition.at("/data/attributes/response_threshold_reached_at").isString()).isTrue();
        assertThat(petition.at("/data/attributes/signatures_by_region/0/signature_count").longValue()).isEqualTo(2);
        assertThat(petition.at("/links/self").stringValue())
            .isEqualTo("http://localhost:8080/petitions/" + number + ".json");
        assertThat(body(get(port, "/petitions.json?q=hello")).at("/data")
            .valueStream()
            .map(item -> item.at("/id").longValue())).contains(number);
        assertThat(body(get(port, "/trending.json")).at("/data").isArray()).isTrue();
        assertThat(get(port, "/petitions.csv").body()).contains("\"http://localhost:8080/petitions/" + number + "\"");
        assertThat(get(port, "/petitions/" + number).statusCode()).isEqualTo(302);
    }

    @Test
    void whatIsNoPetitionIsAProblem() throws Exception {
        await().untilAsserted(() -> assertThat(get(port, "/petitions.json").statusCode()).isEqualTo(200));
        for (var path : List.of("/petitions/1234567890123.json", "/petitions/one.json", "/petitions/1/signatures",
                "/petitions/1234567890123/count.json")) {
            var answer = get(port, path);
            assertThat(answer.statusCode()).as(path).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        }
    }

    @Test
    void everyExampleOfALaunchIsUnderstood() throws Exception {
        var topic = new TopicWriter(String.valueOf(environment.getProperty("spring.kafka.bootstrap-servers")));
        for (var example : new Contract(LAUNCHED.substring("groundswell.".length())).examples()) {
            var data = Contract.read(example);
            var campaign = json.readTree(data);
            var id = campaign.at("/campaignId").stringValue();
            topic.write("campaigns", TopicWriter.event(LAUNCHED, id + ":launched", id, data));
            await().untilAsserted(
                    () -> assertThat(body(get(port, "/petitions/" + campaign.at("/number").longValue() + ".json"))
                        .at("/data/attributes/action")).as(example.toString()).isEqualTo(campaign.at("/title")));
        }
    }

    @Test
    void aLaunchThatIsRepeatedOrComesLateChangesNothing() throws Exception {
        launch("Newer", launchedAt, Map.of());
        launch("Repeated", launchedAt, Map.of());
        launch("Older", launchedAt.minusSeconds(1), Map.of());
        // All of a campaign is in one partition, so the others were read before it.
        launch("Newest", launchedAt.plusSeconds(1), Map.of());
        await().untilAsserted(() -> assertThat(get(port, "/petitions/" + number + ".json").body()).contains("Newest"));
        launch("Older", launchedAt.minusSeconds(1), Map.of());
        made();
        awaitCount(port, 1);
        assertThat(get(port, "/petitions/" + number + ".json").body()).contains("Newest");
    }

    @Test
    void aLaunchThatCannotBeReadHarmsNoOther() throws Exception {
        events
            .send("campaigns",
                    new Event(LAUNCHED, campaignId + ":launched", campaignId, launchedAt,
                            Map.of("campaignId", campaignId, "number", -1)))
            .join();
        launch("Fine", launchedAt, Map.of());
        awaitCount(port, 0);
    }

    @Test
    void anInstanceThatHasJustStartedSaysNothingUntilItKnowsAllPetitionsAndCounts() throws Exception {
        launch("There before", launchedAt, Map.of());
        made();
        made();
        made();
        awaitCount(port, 3);
        try (var other = new SpringApplicationBuilder(AnalyticsService.class).run(anotherInstance())) {
            int otherPort = Integer.parseInt(String.valueOf(other.getEnvironment().getProperty("local.server.port")));
            var first = await().atMost(Duration.ofSeconds(30))
                .until(() -> get(otherPort, "/petitions/" + number + "/count.json"),
                        answer -> answer.statusCode() != 503);
            assertThat(first.statusCode()).isEqualTo(200);
            assertThat(body(first).at("/signature_count").longValue()).isEqualTo(3);
        }
    }

    /** It only reads: the counting stays where it is. */
    private String[] anotherInstance() {
        return Stream
            .concat(Stream.of("server.port=0", "spring.cloud.function.definition=showPicture;hearOfCampaigns",
                    "groundswell.analytics.state-dir=unused"),
                    Stream
                        .of("spring.kafka.bootstrap-servers", "spring.mongodb.uri", "groundswell.internal.secret",
                                "groundswell.topics.partitions")
                        .filter(environment::containsProperty)
                        .map(name -> name + "=" + environment.getProperty(name)))
            .map(argument -> "--" + argument)
            .toArray(String[]::new);
    }

    private void launch(String title, Instant at, Map<String, Object> more) {
        var data = new HashMap<String, Object>(more);
        data.putAll(Map.of("campaignId", campaignId, "slug", "petition-" + number, "number", number, "title", title,
                "opensAt", launchedAt, "milestones", List.of(2), "themes", List.of(), "roles", List.of("public"),
                "verification", "none", "launchedAt", at));
        events.send("campaigns", new Event(LAUNCHED, campaignId + ":launched", campaignId, at, data)).join();
    }

    private void made() {
        var id = newId();
        events.send("pledges",
                new Event("groundswell.pledge.made.v1", id + ":made", campaignId, Instant.now(),
                        Map.of("pledgeId", id, "campaignId", campaignId, "madeAt", Instant.now(), "people", 1,
                                "channel", "web", "place", "QWO")))
            .join();
    }

    private void awaitCount(int port, long signatures) {
        await().atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(
                    body(get(port, "/petitions/" + number + "/count.json")).at("/signature_count").longValue(-1))
                .isEqualTo(signatures));
    }

    private JsonNode body(HttpResponse<String> answer) {
        return json.readTree(answer.body());
    }

    private HttpResponse<String> get(int port, String path) throws Exception {
        return http.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String newId() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, 26);
    }

}
