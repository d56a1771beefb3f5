package org.groundswell.analytics.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.analytics.TallyMother.aTally;
import static org.groundswell.analytics.recount.PledgeServiceStub.recordsOf;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.TestClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.context.annotation.Primary;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Counts beside pledge-service's records: when an organiser asks, and from time to time.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}",
                "groundswell.analytics.recount-interval=0", "groundswell.analytics.recount-patience=2s" })
@RunsOnLocalBackends
// Contexts that are not in use are paused, and the count cannot be started again.
@DirtiesContext
@Import(RecountTests.Surroundings.class)
@ExtendWith(OutputCaptureExtension.class)
class RecountTests {

    private static final String UNAVAILABLE = "/problems/service-unavailable";

    private final String slug = "campaign-" + UUID.randomUUID();

    private final String campaignId = aTally(slug, 1, 5).campaignId();

    private final String organiser = UUID.randomUUID().toString();

    @LocalServerPort
    private int port;

    @Autowired
    private LivePicture picture;

    @Autowired
    private Recount recount;

    @Autowired
    private RecountCheck check;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private CampaignServiceStub campaignService;

    @Autowired
    private PledgeServiceStub pledgeService;

    @Autowired
    private TestClock clock;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void aCampaignWithFivePledges() {
        picture.show(aTally(slug, 1, 5));
        pledgeService.has(campaignId, () -> recordsOf(aTally(slug, 1, 5)));
        // Other tests' campaigns are on the same topic, and so in this picture.
        pledgeService.hasOtherwise(id -> picture.shownAfter(0)
            .values()
            .stream()
            .filter(tally -> tally.campaignId().equals(id))
            .findFirst()
            .map(PledgeServiceStub::recordsOf)
            .orElseThrow());
    }

    @AfterEach
    void everythingIsRightAgain() {
        clock.reset();
        campaignService.comeBack();
        pledgeService.comeBack();
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        pledgeService.has(campaignId, () -> recordsOf(shown()));
        check.checkAll();
        assertThat(drift()).isZero();
    }

    @Test
    void anOrganiserIsShownThatTheCountIsWhatIsStored() {
        var answer = get(token());
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
        var parts = "[{\"code\": null, \"pledges\": 5, \"people\": 5}]";
        var counts = """
                "pledges": 5, "people": 5, "withdrawn": 0,
                "byPlace": %1$s, "byRole": %1$s, "byTheme": %1$s, "byChannel": %1$s""".formatted(parts);
        assertThat(body(answer)).isEqualTo(json.readTree("""
                {"tally": {"version": 1, %1$s}, "stored": {"unpublished": 0, %1$s},
                 "equal": true, "moving": false}""".formatted(counts)));
        assertThat(pledgeService.asked(campaignId)).isEqualTo(1);
    }

    @Test
    void partsInAnotherOrderAreTheSameAndAMissingOneCountsInFull() {
        var parts = List.of(new Tally.Part("clinical", 2, 3), new Tally.Part(null, 3, 2));
        var fields = (ObjectNode) json.valueToTree(shown());
        var tally = json.treeToValue(fields.set("byRole", json.valueToTree(parts)), Tally.class);
        assertThat(withRoles(recordsOf(tally), parts.reversed()).driftOf(tally)).isZero();
        assertThat(withRoles(recordsOf(tally), parts.subList(0, 1)).driftOf(tally)).isEqualTo(5);
        assertThat(withRoles(recordsOf(tally), List.of()).driftOf(tally)).isEqualTo(10);
    }

    @Test
    void aLieInOneBreakdownAloneIsNoticed() {
        pledgeService.has(campaignId, () -> withRoles(recordsOf(shown()),
                List.of(new Tally.Part(null, 4, 4), new Tally.Part("clinical", 1, 1))));
        var answer = body(get(token()));
        assertThat(answer.at("/equal").booleanValue()).isFalse();
        assertThat(answer.at("/moving").booleanValue()).isFalse();
        assertThat(answer.at("/stored/byRole").size()).isEqualTo(2);
        assertThat(pledgeService.asked(campaignId)).isGreaterThan(1);
    }

    @Test
    void everyNumberMatters() {
        var right = recordsOf(shown());
        var more = List.of(new Tally.Part(null, 5, 6));
        assertThat(right.driftOf(shown())).isZero();
        for (var lie : List.of(counts(6, 5, 0, right), counts(5, 6, 0, right), counts(5, 5, 1, right),
                new StoredCounts(5, 5, 0, 0, more, right.byRole(), right.byTheme(), right.byChannel()),
                new StoredCounts(5, 5, 0, 0, right.byPlace(), more, right.byTheme(), right.byChannel()),
                new StoredCounts(5, 5, 0, 0, right.byPlace(), right.byRole(), more, right.byChannel()),
                new StoredCounts(5, 5, 0, 0, right.byPlace(), right.byRole(), right.byTheme(), more))) {
            assertThat(lie.driftOf(shown())).as(lie.toString()).isEqualTo(1);
        }
    }

    @Test
    void aCountThatIsAMomentBehindIsWaitedFor() {
        var questions = new AtomicInteger();
        pledgeService.has(campaignId, () -> {
            if (questions.incrementAndGet() == 2) {
                picture.show(aTally(slug, 2, 6));
            }
            return recordsOf(aTally(slug, 2, 6));
        });
        var answer = body(get(token()));
        assertThat(answer.at("/equal").booleanValue()).isTrue();
        assertThat(answer.at("/tally/version").longValue()).isEqualTo(2);
        assertThat(questions).hasValue(2);
    }

    @Test
    void aCountThatGoesOnWhileItIsAskedForIsNotTakenForAnother() {
        // As many were counted when the records were looked through as were stored.
        pledgeService.has(campaignId, () -> {
            picture.show(aTally(slug, 2, 6));
            return recordsOf(aTally(slug, 1, 5));
        });
        var answer = body(get(token()));
        assertThat(answer.at("/equal").booleanValue()).isTrue();
        assertThat(answer.at("/tally/version").longValue()).isEqualTo(1);
    }

    @Test
    void whilePeoplePledgeADifferenceIsSaidToBeMoving() {
        pledgeIncessantly();
        var answer = body(get(token()));
        assertThat(answer.at("/equal").booleanValue()).isFalse();
        assertThat(answer.at("/moving").booleanValue()).isTrue();
    }

    @Test
    void whilePledgeServiceIsAwayTheAnswerIsToComeBackSoon() {
        pledgeService.goAway();
        var answer = get(token());
        assertProblem(answer, 503, UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
        pledgeService.comeBack();
        assertThat(get(token()).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void whileCampaignServiceIsAwayNobodyIsTakenForAnOrganiser() {
        get(token());
        campaignService.goAway();
        var answer = get("Bearer " + campaignService.tokenOfLead(UUID.randomUUID().toString(), campaignId));
        assertProblem(answer, 503, UNAVAILABLE);
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
        // A yes is remembered for some seconds.
        assertThat(get(token()).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void whoIsNotSignedInIsTurnedAway() {
        for (var authorization : new String[] { null, "Bearer " + campaignService.forgedToken(organiser) }) {
            var answer = get(authorization);
            assertProblem(answer, 401, "/problems/unauthorized");
            assertThat(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
            assertThat(send(HttpMethod.HEAD, slug, authorization).getStatusCode().value()).isEqualTo(401);
        }
        assertThat(pledgeService.asked(campaignId)).isZero();
    }

    @Test
    void whoLeadsAnotherCampaignOrNoneIsTurnedAway() {
        var other = UUID.randomUUID().toString();
        for (var token : List.of(campaignService.tokenOfLead(other, "another"),
                campaignService.tokenOfHubLead("hub", campaignId, "QWO"), campaignService.token("nobody"))) {
            assertProblem(get("Bearer " + token), 403, "/problems/forbidden");
        }
        assertThat(pledgeService.asked(campaignId)).isZero();
    }

    @Test
    void anUnknownCampaignIsNotFoundAndNothingCanBeWritten() {
        assertProblem(send(HttpMethod.GET, "no-such-campaign", token()), 404, "/problems/not-found");
        assertProblem(send(HttpMethod.POST, slug, token()), 405, "/problems/method-not-allowed");
    }

    @Test
    void theMetricTellsOfADifferenceUntilItIsGone(CapturedOutput output) {
        check.checkAll();
        assertThat(drift()).isZero();
        picture.show(aTally(slug, 2, 6));
        pledgeService.has(campaignId, () -> withRoles(recordsOf(shown()), List.of(new Tally.Part(null, 6, 7))));
        check.checkAll();
        assertThat(drift()).isEqualTo(1);
        assertThat(output.getAll()).contains("count is not what the records come to campaign=\"" + campaignId
                + "\" version=\"2\" drift=\"1\" pledges=\"6\" storedPledges=\"6\"");
        check.checkAll();
        assertThat(drift()).isEqualTo(1);
        pledgeService.has(campaignId, () -> recordsOf(shown()));
        check.checkAll();
        assertThat(drift()).isZero();
    }

    @Test
    void whatIsRightIsAskedForAgainWhenItHasChangedAlone() {
        check.checkAll();
        check.checkAll();
        assertThat(pledgeService.asked(campaignId)).isEqualTo(1);
        picture.show(aTally(slug, 2, 6));
        pledgeService.has(campaignId, () -> recordsOf(shown()));
        check.checkAll();
        assertThat(pledgeService.asked(campaignId)).isEqualTo(2);
    }

    @Test
    void whileACountMovesADifferenceIsNoneAndIsLookedAtInTheNextRound() {
        pledgeIncessantly();
        check.checkAll();
        assertThat(drift()).isZero();
        var before = pledgeService.asked(campaignId);
        pledgeService.has(campaignId, () -> withRoles(recordsOf(shown()), List.of()));
        check.checkAll();
        assertThat(pledgeService.asked(campaignId)).isGreaterThan(before);
        assertThat(drift()).isPositive();
    }

    @Test
    void whileNothingCanBeCheckedTheLastCheckGrowsOld() {
        check.checkAll();
        picture.show(aTally(slug, 2, 6));
        clock.advance(Duration.ofHours(1));
        pledgeService.goAway();
        check.checkAll();
        assertThat(age()).isGreaterThanOrEqualTo(3600);
        pledgeService.comeBack();
        pledgeService.has(campaignId, () -> recordsOf(shown()));
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        check.checkAll();
        assertThat(age()).isLessThan(3600);
    }

    @Test
    void checksAreMadeByThemselvesUnlessTheyAreTurnedOff() {
        var asked = pledgeService.asked(campaignId);
        var off = checkEvery(Duration.ZERO);
        var on = checkEvery(Duration.ofMillis(10));
        off.start();
        try {
            on.start();
            await().until(() -> pledgeService.asked(campaignId) > asked);
        }
        finally {
            on.stop();
            off.stop();
        }
    }

    /** Whenever the records are asked for, there is one pledge more. */
    private void pledgeIncessantly() {
        pledgeService.has(campaignId, () -> {
            var tally = aTally(slug, shown().version() + 1, shown().pledges() + 1);
            picture.show(tally);
            return recordsOf(aTally(slug, tally.version() + 1, tally.pledges() + 1));
        });
    }

    private RecountCheck checkEvery(Duration interval) {
        return new RecountCheck(picture, recount, new RecountProperties(interval, Duration.ZERO), clock,
                new SimpleMeterRegistry());
    }

    private Tally shown() {
        return picture.find(slug).orElseThrow();
    }

    private static StoredCounts withRoles(StoredCounts counts, List<Tally.Part> byRole) {
        return new StoredCounts(counts.pledges(), counts.people(), counts.withdrawn(), counts.unpublished(),
                counts.byPlace(), byRole, counts.byTheme(), counts.byChannel());
    }

    private static StoredCounts counts(long pledges, long people, long withdrawn, StoredCounts parts) {
        return new StoredCounts(pledges, people, withdrawn, 0, parts.byPlace(), parts.byRole(), parts.byTheme(),
                parts.byChannel());
    }

    private double drift() {
        return meters.get("groundswell.recount.drift").gauge().value();
    }

    private double age() {
        return meters.get("groundswell.recount.age").gauge().value();
    }

    private String token() {
        return "Bearer " + campaignService.tokenOfLead(organiser, campaignId);
    }

    private ResponseEntity<String> get(@Nullable String authorization) {
        return send(HttpMethod.GET, slug, authorization);
    }

    private ResponseEntity<String> send(HttpMethod method, String campaign, @Nullable String authorization) {
        return RestClient.create()
            .method(method)
            .uri(URI.create("http://127.0.0.1:" + port + "/api/campaigns/" + campaign + "/recount"))
            .headers(headers -> {
                if (authorization != null) {
                    headers.set(HttpHeaders.AUTHORIZATION, authorization);
                }
            })
            .retrieve()
            .onStatus(HttpStatusCode::isError, (request, response) -> {
            })
            .toEntity(String.class);
    }

    private JsonNode body(ResponseEntity<String> answer) {
        return json.readTree(answer.getBody());
    }

    private void assertProblem(ResponseEntity<String> answer, int status, String type) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        assertThat(body(answer).at("/type").stringValue()).isEqualTo(type);
        assertThat(answer.getBody()).doesNotContain("Exception", "org.groundswell", "pledge-service");
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        @Primary
        TestClock testClock() {
            return new TestClock();
        }

        @Bean
        CampaignServiceStub campaignServiceStub() {
            return new CampaignServiceStub();
        }

        @Bean
        PledgeServiceStub pledgeServiceStub() {
            return new PledgeServiceStub();
        }

        @Bean
        DynamicPropertyRegistrar addresses(CampaignServiceStub campaigns, PledgeServiceStub pledges) {
            return properties -> {
                properties.add("groundswell.campaign-service.url", campaigns::url);
                properties.add("groundswell.pledge-service.url", pledges::url);
            };
        }

    }

}
