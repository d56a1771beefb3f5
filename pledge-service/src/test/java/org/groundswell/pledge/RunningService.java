package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.bson.Document;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.StoreCommands;
import org.groundswell.defaults.testing.TestClock;
import org.groundswell.defaults.testing.TestMailServer;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The running service with a clock, a mail server and a campaign-service in the test's
 * hands, and an open campaign.
 */
@Import(RunningService.Surroundings.class)
@TestPropertySource(properties = { "groundswell.pledges.secret-key=" + TestSecrets.KEY,
        "resilience4j.circuitbreaker.instances.campaign-service.wait-duration-in-open-state=1s",
        "resilience4j.circuitbreaker.instances.mail.wait-duration-in-open-state=1s",
        // It shares this process and logs the addresses it receives mail for.
        "logging.level.com.icegreen=off" })
abstract class RunningService {

    @LocalServerPort
    int port;

    @Value("${spring.kafka.bootstrap-servers}")
    String kafka;

    @Autowired
    Campaigns campaigns;

    @Autowired
    TestClock clock;

    @Autowired
    TestMailServer mailServer;

    @Autowired
    CampaignServiceStub campaignService;

    @Autowired
    StoreCommands commands;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    EventSender events;

    @Autowired
    MongoOperations mongo;

    @Autowired
    JsonMapper json;

    String slug = "";

    String campaignId = "";

    /** Of what was announced of the campaign last. */
    long revision;

    /** Of campaigns that are launched from now on. */
    String verification = "none";

    /** Whether what is announced from now on is suspended. */
    boolean suspended;

    @BeforeEach
    void anOpenCampaign() {
        launch(Instant.now().minusSeconds(60), null, "I will listen");
    }

    @AfterEach
    void everythingIsRightAgain() {
        clock.reset();
        mailServer.start();
        campaignService.comeBack();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    void launch(Instant opensAt, @Nullable Instant closesAt, @Nullable String standardPledge) {
        slug = "campaign-" + UUID.randomUUID();
        campaignId = newId();
        revision = 0;
        announce(opensAt, closesAt, standardPledge);
        await().until(() -> !get("/api/campaigns/" + slug + "/pledges").getStatusCode()
            .isSameCodeAs(HttpStatusCode.valueOf(404)));
    }

    void relaunch(Instant opensAt, @Nullable Instant closesAt) {
        announce(opensAt, closesAt, "I will listen");
        var expected = closesAt == null ? null : closesAt.truncatedTo(ChronoUnit.MILLIS);
        // What is stored is heard of a moment before it is what pledges are checked by.
        await().until(() -> revision == storedCampaign().getLong("revision")
                && Objects.equals(expected, campaigns.find(slug).orElseThrow().closesAt()));
    }

    void announce(Instant opensAt, @Nullable Instant closesAt, @Nullable String standardPledge) {
        revision++;
        tell(launched(campaignId, slug, opensAt, closesAt, standardPledge));
    }

    /** Another service says something of the campaign. */
    void tell(Event event) {
        events.send("campaigns", event).join();
    }

    void tellClosed(Instant at) {
        tell(new Event("groundswell.campaign.closed.v1", campaignId + ":closed", campaignId, at,
                Map.of("campaignId", campaignId, "closedAt", at.truncatedTo(ChronoUnit.MILLIS), "how", "organisers")));
    }

    Event launched(String id, String slug, Instant opensAt, @Nullable Instant closesAt,
            @Nullable String standardPledge) {
        var data = new HashMap<String, Object>(
                Map.of("campaignId", id, "slug", slug, "number", 1, "title", "T", "opensAt",
                        opensAt.truncatedTo(ChronoUnit.MILLIS), "milestones", List.of(), "themes", List.of("dignity"),
                        "roles", List.of("clinical", "public"), "verification", verification, "launchedAt", opensAt));
        data.put("revision", revision);
        data.put("suspended", suspended);
        if (closesAt != null) {
            data.put("closesAt", closesAt.truncatedTo(ChronoUnit.MILLIS));
        }
        if (standardPledge != null) {
            data.put("standardPledge", standardPledge);
        }
        return new Event("groundswell.campaign.launched.v1", id + ":launched:" + revision, id, opensAt, data);
    }

    static String newId() {
        return new PledgeIds().of("", null);
    }

    ResponseEntity<String> pledge(Map<String, Object> fields, @Nullable String key) {
        return post(json.writeValueAsString(fields), key);
    }

    ResponseEntity<String> post(String body, @Nullable String key) {
        return http().post().uri("/api/campaigns/{slug}/pledges", slug).headers(headers -> {
            if (key != null) {
                headers.set("Idempotency-Key", key);
            }
        })
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .retrieve()
            .onStatus(HttpStatusCode::isError, (request, response) -> {
            })
            .toEntity(String.class);
    }

    ResponseEntity<String> get(String path) {
        return http().get()
            .uri(URI.create("http://127.0.0.1:" + port + path))
            .retrieve()
            .onStatus(HttpStatusCode::isError, (request, response) -> {
            })
            .toEntity(String.class);
    }

    ResponseEntity<String> send(HttpMethod method, String path, @Nullable Object body, @Nullable String authorization) {
        var request = http().method(method).uri(URI.create("http://127.0.0.1:" + port + path));
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(json.writeValueAsString(body));
        }
        return request.retrieve().onStatus(HttpStatusCode::isError, (sent, answer) -> {
        }).toEntity(String.class);
    }

    RestClient http() {
        return RestClient.create("http://127.0.0.1:" + port);
    }

    JsonNode wall(String query) {
        return body(get("/api/campaigns/" + slug + "/pledges" + query));
    }

    static List<String> texts(JsonNode wall) {
        return wall.at("/items").valueStream().map(item -> item.at("/text").stringValue()).toList();
    }

    JsonNode body(ResponseEntity<String> answer) {
        return json.readTree(answer.getBody());
    }

    /** What is kept of the newest that was said of the campaign. */
    Document storedCampaign() {
        var found = mongo.getCollection("campaigns").find(new Document("_id", slug)).first();
        assertThat(found).isNotNull();
        return found.get("newest", Document.class);
    }

    Document stored() {
        var found = mongo.getCollection("pledges").find(new Document("campaignId", campaignId)).first();
        assertThat(found).isNotNull();
        return found;
    }

    Document stored(String id) {
        var found = mongo.getCollection("pledges").find(new Document("_id", id)).first();
        assertThat(found).isNotNull();
        return found;
    }

    List<Document> allStored() {
        return mongo.getCollection("pledges").find(new Document("campaignId", campaignId)).into(new ArrayList<>());
    }

    long storedCount() {
        return mongo.getCollection("pledges").countDocuments(new Document("campaignId", campaignId));
    }

    List<String> publishedIds() {
        return TopicReader.read(kafka, "pledges", campaignId)
            .stream()
            .map(record -> json.readTree(record.text()).at("/pledgeId").stringValue())
            .distinct()
            .toList();
    }

    /** What Kafka has of the campaign, in its order. */
    List<TopicReader.Received> published() {
        return TopicReader.read(kafka, "pledges", campaignId);
    }

    List<String> publishedEventIds() {
        return published().stream().map(record -> record.header("ce_id")).toList();
    }

    void assertProblem(ResponseEntity<String> answer, int status, String type) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(body(answer).at("/type").stringValue()).isEqualTo(type);
        assertThat(answer.getBody()).doesNotContain("Exception", "org.groundswell", "tools.jackson", "\tat ");
    }

    void assertRefused(ResponseEntity<String> answer, int status, String type, @Nullable String field) {
        assertThat(answer.getStatusCode().value()).isEqualTo(status);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = body(answer);
        assertThat(problem.at("/type").stringValue()).isEqualTo(type);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/instance").stringValue()).isEqualTo("/api/campaigns/" + slug + "/pledges");
        if (field != null) {
            assertThat(problem.at("/errors").valueStream().map(error -> error.at("/field").stringValue()))
                .contains(field);
        }
        assertThat(answer.getBody()).doesNotContain("Exception", "org.groundswell", "tools.jackson", "\tat ");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        TestMailServer mailServer() {
            return new TestMailServer();
        }

        @Bean
        CampaignServiceStub campaignServiceStub() {
            return new CampaignServiceStub();
        }

        @Bean
        StoreCommands storeCommands() {
            return new StoreCommands("group-commit");
        }

        @Bean
        MongoClientSettingsBuilderCustomizer listening(StoreCommands commands) {
            return settings -> settings.addCommandListener(commands);
        }

        @Bean
        DynamicPropertyRegistrar addresses(TestMailServer mail, CampaignServiceStub campaigns) {
            return properties -> {
                properties.add("spring.mail.port", mail::port);
                properties.add("groundswell.campaign-service.url", campaigns::url);
            };
        }

    }

}
