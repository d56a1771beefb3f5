package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.bson.Document;
import org.groundswell.campaign.signin.AccessTokens;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.StoreCommands;
import org.groundswell.defaults.testing.TestClock;
import org.groundswell.defaults.testing.TestMailServer;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.access.Asker;
import org.groundswell.defaults.testing.access.Credentials;
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
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** The running service with a clock and a mail server in the test's hands. */
@Import(RunningService.Surroundings.class)
// The mail server shares this process and logs the addresses it receives mail for.
@TestPropertySource(properties = { "logging.level.com.icegreen=off", "groundswell.stewards=" + RunningService.STEWARD,
        "groundswell.closing.settling=" + RunningService.SETTLING_SECONDS + "s" })
abstract class RunningService {

    /** Less than by default: two instances, one with the right time, have to wait. */
    static final int SETTLING_SECONDS = 15;

    static final String STEWARD = "steward@example.org";

    @LocalServerPort
    int port;

    @Value("${spring.kafka.bootstrap-servers}")
    String kafka;

    @Autowired
    TestClock clock;

    @Autowired
    TestMailServer mailServer;

    @Autowired
    AnalyticsServiceStub analyticsService;

    @Autowired
    StoreCommands commands;

    @Autowired
    MongoOperations mongo;

    @Autowired
    Campaigns campaigns;

    @Autowired
    private Organisers organisers;

    @Autowired
    private AccessTokens tokens;

    RestTestClient http;

    @BeforeEach
    void client() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @AfterEach
    void clockAndMailServerAreRightAgain() {
        clock.reset();
        mailServer.start();
    }

    /** Somebody new, signed in. */
    Caller anOrganiser() {
        var organiser = organisers.withEmail("ann-" + UUID.randomUUID() + "@example.org", new Ids().next());
        return new Caller(organiser, tokens.issue(organiser).value());
    }

    /** The one steward of the site, who may suspend campaigns, signed in. */
    Caller theSteward() {
        // Mailboxes are compared without case.
        var steward = organisers.withEmail("Steward@example.org", new Ids().next());
        return new Caller(steward, tokens.issue(steward).value());
    }

    /** The same person with a new token, for when the clock has been put forward. */
    Caller signedInAgain(Caller caller) {
        return new Caller(caller.organiser(), tokens.issue(caller.organiser()).value());
    }

    /** So that it does not end while something is counted in it. */
    void anHourBegins() {
        clock.advance(Duration.between(clock.instant(), Quotas.end(clock.instant(), Duration.ofHours(1)))
            .plus(Duration.ofSeconds(1)));
    }

    /** The key of the tokens that are issued now; older ones may be kept beside it. */
    ECKey signingKey() {
        try {
            var id = SignedJWT.parse(anOrganiser().token()).getHeader().getKeyID();
            for (var stored : mongo.findAll(Document.class, "signingKeys")) {
                var key = ECKey.parse(stored.getString("jwk"));
                if (key.getKeyID().equals(id)) {
                    return key;
                }
            }
            throw new AssertionError("no key " + id);
        }
        catch (ParseException thrown) {
            throw new IllegalStateException(thrown);
        }
    }

    /** What callers of a matrix show, given who they are. */
    Credentials credentials(Map<Asker, String> organisers) {
        var key = signingKey();
        return new Credentials(organisers, claims -> CampaignServiceStub.signed(key, claims),
                token -> post("/api/sign-out", null,
                        new Caller(new Organiser(organisers.get(Asker.LEAD), "", ""), token)));
    }

    EntityExchangeResult<JsonNode> get(String path, @Nullable Caller caller) {
        return send(http, HttpMethod.GET, path, null, caller);
    }

    EntityExchangeResult<JsonNode> post(String path, @Nullable Object body, @Nullable Caller caller) {
        return send(http, HttpMethod.POST, path, body, caller);
    }

    /** Asks one of the instances that are running. */
    static EntityExchangeResult<JsonNode> send(RestTestClient instance, HttpMethod method, String path,
            @Nullable Object body, @Nullable Caller caller) {
        var request = instance.method(method).uri(path);
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        if (body != null) {
            request.contentType(MediaType.APPLICATION_JSON).body(body);
        }
        return request.exchange().returnResult(JsonNode.class);
    }

    JsonNode drafted(CampaignMother campaign, Caller by) {
        var answer = post("/api/campaigns", campaign.body(), by);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        return body(answer);
    }

    JsonNode launched(CampaignMother campaign, Caller by) {
        var slug = drafted(campaign, by).at("/slug").stringValue();
        var answer = post("/api/campaigns/" + slug + "/launch", null, by);
        assertThat(answer.getStatus().value()).isEqualTo(200);
        awaitToldToOthers(body(answer).at("/id").stringValue());
        return body(answer);
    }

    /**
     * Waits until nobody is announcing a campaign any more: were the clock put forward
     * meanwhile, or the next change made, there would be a second announcement, or they
     * would come in either order.
     */
    void awaitToldToOthers(String campaignId) {
        await().atMost(Duration.ofSeconds(60))
            .pollDelay(Duration.ZERO)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> campaigns.findById(campaignId).orElseThrow().unannounced().isEmpty());
    }

    EntityExchangeResult<JsonNode> patch(String path, Object patch, @Nullable String eTag, @Nullable Caller caller) {
        return patch(http, path, patch, eTag, caller);
    }

    static EntityExchangeResult<JsonNode> patch(RestTestClient instance, String path, Object patch,
            @Nullable String eTag, @Nullable Caller caller) {
        var request = instance.patch().uri(path).contentType(MediaType.valueOf("application/merge-patch+json"));
        if (eTag != null) {
            request.header("If-Match", eTag);
        }
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        return request.body(patch).exchange().returnResult(JsonNode.class);
    }

    /** What the other services are told of a campaign, in order. */
    List<Received> announced(String campaignId) {
        return TopicReader.read(kafka, "campaigns", campaignId);
    }

    /**
     * What a process that is killed right after it wrote a change leaves behind, when the
     * time is over that it had for announcing it.
     */
    Campaign crashAfter(String campaignId, Change change) {
        return killedAfterChanges().change(campaignId, null, campaign -> change);
    }

    /** Changes by a process that is killed right after it wrote each. */
    Changes killedAfterChanges() {
        return new Changes(campaigns,
                (campaign, unsaid) -> mongo.updateFirst(Query.query(Criteria.where("_id").is(campaign.id())),
                        new Update().unset("announcingUntil"), Campaign.class));
    }

    static JsonNode body(EntityExchangeResult<JsonNode> answer) {
        var body = answer.getResponseBody();
        assertThat(body).isNotNull();
        return body;
    }

    static JsonNode assertProblem(EntityExchangeResult<JsonNode> answer, int status, String type) {
        assertThat(answer.getStatus().value()).isEqualTo(status);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(body(answer).at("/type").stringValue()).isEqualTo("/problems/" + type);
        assertThat(body(answer).at("/status").intValue()).isEqualTo(status);
        return body(answer);
    }

    /** Does the same several times at the same instant. */
    static <T> List<T> atOnce(int times, Callable<T> action) throws InterruptedException, ExecutionException {
        return atOnce(Collections.nCopies(times, action));
    }

    /** Does several things at the same instant. */
    static <T> List<T> atOnce(List<Callable<T>> actions) throws InterruptedException, ExecutionException {
        var ready = new CountDownLatch(actions.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> results = actions.stream().map(action -> threads.submit(() -> {
                ready.countDown();
                ready.await();
                return action.call();
            })).toList();
            for (var result : results) {
                result.get();
            }
            return results.stream().map(Future::resultNow).toList();
        }
    }

    record Caller(Organiser organiser, String token) {
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
        StoreCommands storeCommands() {
            return new StoreCommands();
        }

        @Bean
        MongoClientSettingsBuilderCustomizer listening(StoreCommands commands) {
            return settings -> settings.addCommandListener(commands);
        }

        @Bean
        AnalyticsServiceStub analyticsService() {
            return new AnalyticsServiceStub();
        }

        @Bean
        DynamicPropertyRegistrar analyticsProperties(AnalyticsServiceStub stub) {
            return properties -> properties.add("groundswell.analytics-service.url", stub::url);
        }

        @Bean
        DynamicPropertyRegistrar mailProperties(TestMailServer server) {
            return properties -> properties.add("spring.mail.port", server::port);
        }

    }

}
