package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.json.Timestamps;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns and pledges in, petitions out. */
abstract class ReadingPetitionsTests {

    @LocalServerPort
    private int port;

    @Autowired
    private Environment environment;

    @Autowired
    private EventSender events;

    @Autowired
    private JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    private CampaignEvents campaign;

    private long number;

    @BeforeEach
    void aCampaignOfItsOwn() {
        campaign = new CampaignEvents(events);
        number = campaign.number();
    }

    @Test
    void aLaunchedCampaignIsAPetitionThatCounts() throws Exception {
        campaign.launch(Map.of("title", "Hello", "summary", "What it is about", "organisation", "Ward 7", "milestones",
                List.of(2)));
        campaign.made(1, "QWO");
        campaign.made(1, "QWO");
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
        var topic = new TopicWriter(bootstrapServers());
        for (var file : new Contract(CampaignEvents.LAUNCHED.substring("groundswell.".length())).examples()) {
            var data = Contract.read(file);
            var example = json.readTree(data);
            var id = example.at("/campaignId").stringValue();
            topic.write("campaigns", TopicWriter.event(CampaignEvents.LAUNCHED, id + ":launched", id, data));
            var petition = "/petitions/" + example.at("/number").longValue() + ".json";
            if (example.at("/suspended").booleanValue(false)) {
                await().untilAsserted(
                        () -> assertThat(get(port, petition).statusCode()).as(file.toString()).isEqualTo(404));
            }
            else {
                await().untilAsserted(
                        () -> assertThat(body(get(port, petition)).at("/data/attributes/action")).as(file.toString())
                            .isEqualTo(example.at("/title")));
            }
        }
    }

    @Test
    void aLaunchThatIsRepeatedOrComesLateChangesNothing() throws Exception {
        campaign.launch(Map.of("title", "Newer", "revision", 2));
        campaign.launch(Map.of("title", "Repeated", "revision", 2));
        campaign.launch(Map.of("title", "Older"));
        campaign.made(1, null);
        awaitCount(port, 1);
        await().untilAsserted(() -> assertThat(get(port, "/petitions/" + number + ".json").body()).contains("Newer"));
        // All of a campaign is in one partition, so what is older was read before it.
        campaign.launch(Map.of("title", "Older"));
        campaign.launch(Map.of("title", "Newest", "revision", 3));
        await().untilAsserted(() -> assertThat(get(port, "/petitions/" + number + ".json").body()).contains("Newest"));
    }

    @Test
    void whatCannotBeReadOrIsNotUsedHarmsNothing() throws Exception {
        campaign.launch(Map.of("number", -1));
        campaign.campaign(CampaignClosed.TYPE, Map.of("campaignId", campaign.id()));
        campaign.campaign("groundswell.campaign.decided.v1", Map.of("campaignId", campaign.id(), "outcome",
                "fell-short", "pledges", 0, "target", 1, "decidedAt", campaign.madeAt()));
        campaign.launch();
        campaign.made(1, null);
        awaitCount(port, 1);
        var dead = await().until(() -> TopicReader.read(bootstrapServers(), "dead-letters", campaign.id()),
                found -> !found.isEmpty());
        assertThat(dead).extracting(letter -> letter.header("ce_type")).containsExactly(CampaignClosed.TYPE);
    }

    @Test
    void aClosingHeardBeforeTheLaunchCloses() throws Exception {
        var closedAt = campaign.launchedAt().plusSeconds(30);
        close(closedAt);
        campaign.launch();
        campaign.made(1, null);
        awaitCount(port, 1);
        close(closedAt);
        var attributes = body(get(port, "/petitions/" + number + ".json")).at("/data/attributes");
        assertThat(attributes.at("/state").stringValue()).isEqualTo("closed");
        assertThat(attributes.at("/closed_at").stringValue()).isEqualTo(Timestamps.format(closedAt));
    }

    @Test
    void aSuspendedCampaignIsNoPetitionButCountedUntilThatIsLifted() throws Exception {
        campaign.launch();
        awaitCount(port, 0);
        campaign.launch(Map.of("revision", 2, "suspended", true));
        await().until(() -> get(port, "/petitions/" + number + "/count.json").statusCode() == 404);
        campaign.made(1, null);
        await().untilAsserted(() -> assertThat(
                body(get(port, "/api/campaigns/" + campaign.slug() + "/tally")).at("/pledges").longValue(-1))
            .isEqualTo(1));
        assertThat(get(port, "/petitions/" + number + ".json").statusCode()).isEqualTo(404);
        campaign.launch(Map.of("revision", 3));
        awaitCount(port, 1);
    }

    private void close(Instant at) {
        campaign.campaign(CampaignClosed.TYPE,
                Map.of("campaignId", campaign.id(), "closedAt", at, "how", "organisers"));
    }

    private String bootstrapServers() {
        return String.valueOf(environment.getProperty("spring.kafka.bootstrap-servers"));
    }

    @Test
    void anInstanceThatHasJustStartedSaysNothingUntilItKnowsAllPetitionsAndCounts() throws Exception {
        campaign.launch();
        campaign.made(1, "QWO");
        campaign.made(1, "QWO");
        campaign.made(1, "QWO");
        awaitCount(port, 3);
        // Elsewhere people go on pledging.
        var busy = new CampaignEvents(events);
        busy.launch();
        try (var pledging = Executors.newSingleThreadScheduledExecutor();
                var other = new SpringApplicationBuilder(AnalyticsService.class).run(anotherInstance())) {
            pledging.scheduleAtFixedRate(() -> busy.made(1, null), 0, 100, TimeUnit.MILLISECONDS);
            int otherPort = Integer.parseInt(String.valueOf(other.getEnvironment().getProperty("local.server.port")));
            var first = await().atMost(Duration.ofSeconds(60))
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

    private void awaitCount(int port, long signatures) {
        await().atMost(Duration.ofSeconds(60))
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

}
