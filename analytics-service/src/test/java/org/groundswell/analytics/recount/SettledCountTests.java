package org.groundswell.analytics.recount;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.analytics.TallyMother.aTally;
import static org.groundswell.analytics.recount.PledgeServiceStub.recordsOf;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.groundswell.analytics.CampaignClosed;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.petitions.Petition;
import org.groundswell.analytics.petitions.Petitions;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whoever asks whether a count is settled is never told so while a pledge is missing. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}",
                "groundswell.analytics.recount-interval=0", "groundswell.analytics.recount-patience=1s" })
@RunsOnLocalBackends
// Contexts that are not in use are paused, and the count cannot be started again.
@DirtiesContext
@Import(RecountTests.Surroundings.class)
class SettledCountTests {

    private static final Instant AT = Instant.parse("2026-03-31T22:59:59.999Z");

    private final String slug = "campaign-" + UUID.randomUUID();

    private final Tally five = aTally(slug, 1, 5);

    private final String campaignId = five.campaignId();

    @LocalServerPort
    private int port;

    @Autowired
    private LivePicture picture;

    @Autowired
    private Petitions petitions;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private PledgeServiceStub pledgeService;

    @Autowired
    private JsonMapper json;

    @BeforeEach
    void aCampaignWithFivePledges() {
        petitions.keep(aPetition(campaignId, slug));
        picture.show(five);
        pledgeService.has(campaignId, () -> recordsOf(five));
        pledgeService.hasWithdrawnSince(campaignId, 0L);
        // Until what lay on the topics was read.
        await().atMost(Duration.ofSeconds(60)).until(() -> get().getStatusCode().value() == 200);
    }

    @AfterEach
    void everythingIsRightAgain() {
        pledgeService.comeBack();
        pledgeService.has(campaignId, () -> recordsOf(picture.find(slug).orElseThrow()));
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @Test
    void aCountThatIsWhatIsStoredIsSettled() {
        assertThat(body(get())).isEqualTo(json.readTree("""
                {"pledges": 5, "version": 1, "settled": true}"""));
    }

    @Test
    void whatWasWithdrawnSinceTheInstantCounts() {
        pledgeService.hasWithdrawnSince(campaignId, 2L);
        assertThat(body(get())).isEqualTo(json.readTree("""
                {"pledges": 7, "version": 1, "settled": true}"""));
        assertThat(pledgeService.askedFor(campaignId)).isEqualTo("since=" + AT);
    }

    @Test
    void whatAFormerPledgeServiceSaysDoesNotSettleIt() {
        pledgeService.hasWithdrawnSince(campaignId, null);
        assertThat(body(get()).at("/settled").booleanValue()).isFalse();
    }

    @Test
    void aPledgeThatWasNotCountedKeepsItFromBeingSettled() {
        pledgeService.has(campaignId, () -> recordsOf(aTally(slug, 2, 6)));
        assertThat(body(get())).isEqualTo(json.readTree("""
                {"pledges": 5, "version": 1, "settled": false}"""));
        picture.show(aTally(slug, 2, 6));
        assertThat(body(get()).at("/settled").booleanValue()).isTrue();
    }

    @Test
    void aPledgeCountedLaterDoesNotStandForOneThatWasNot() {
        // Six are stored, of which one is not counted; a seventh is stored and counted
        // while the records are looked through.
        pledgeService.has(campaignId, () -> {
            picture.show(aTally(slug, 2, 6));
            return recordsOf(aTally(slug, 2, 6));
        });
        assertThat(body(get()).at("/settled").booleanValue()).isFalse();
    }

    @Test
    void aWithdrawalThatWasNotCountedKeepsItFromBeingSettled() {
        // One was withdrawn and another made, and neither was counted.
        pledgeService.has(campaignId,
                () -> new StoredCounts(5, 5, 1, 0, five.byPlace(), five.byRole(), five.byTheme(), five.byChannel()));
        assertThat(body(get()).at("/settled").booleanValue()).isFalse();
    }

    @Test
    void aPledgeThatIsNotKnownToBePublishedKeepsItFromBeingSettled() {
        pledgeService.has(campaignId,
                () -> new StoredCounts(5, 5, 0, 1, five.byPlace(), five.byRole(), five.byTheme(), five.byChannel()));
        assertThat(body(get()).at("/settled").booleanValue()).isFalse();
    }

    @Test
    void whilePeoplePledgeItIsNotSettled() {
        pledgeService.has(campaignId, () -> {
            var shown = picture.find(slug).orElseThrow();
            picture.show(aTally(slug, shown.version() + 1, shown.pledges() + 1));
            return recordsOf(aTally(slug, shown.version() + 2, shown.pledges() + 2));
        });
        for (long pledges = 5; pledges < 8; pledges++) {
            var answer = body(get());
            assertThat(answer.at("/pledges").longValue()).isEqualTo(pledges);
            assertThat(answer.at("/settled").booleanValue()).isFalse();
        }
    }

    @Test
    void aCampaignThatIsClosedOrSuspendedHasACountAllTheSame() {
        petitions.close(new CampaignClosed(campaignId, Instant.now().minusSeconds(60)));
        var petition = aPetition(campaignId, slug);
        petitions.keep(new Petition(campaignId, 2, true, petition.number(), slug, petition.title(), null, null, null,
                List.of(), petition.opensAt(), null, null, petition.launchedAt()));
        assertThat(body(get()).at("/settled").booleanValue()).isTrue();
    }

    @Test
    void aCampaignOfWhichNothingWasCountedYetIsNotSettled() {
        petitions.keep(aPetition("launched-just-now", slug + "-now"));
        assertThat(body(get("launched-just-now", TestSecrets.INTERNAL))).isEqualTo(json.readTree("""
                {"pledges": 0, "version": 0, "settled": false}"""));
    }

    @Test
    void aCampaignThatWasNeverHeardOfIsNotFound() {
        assertProblem(get("nobody", TestSecrets.INTERNAL), 404, "/problems/not-found");
    }

    @Test
    void whilePledgeServiceIsAwayTheAnswerIsToComeBackSoon() {
        pledgeService.goAway();
        var answer = get();
        assertProblem(answer, 503, "/problems/service-unavailable");
        assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
    }

    @Test
    void onlyServicesMayAsk() {
        int asked = pledgeService.asked(campaignId);
        assertProblem(get(campaignId, "something-else"), 401, "/problems/unauthorized");
        assertThat(pledgeService.asked(campaignId)).isEqualTo(asked);
    }

    private static Petition aPetition(String campaignId, String slug) {
        var launchedAt = Instant.parse("2026-03-01T08:30:00Z");
        return new Petition(campaignId, 1, false, ThreadLocalRandom.current().nextLong(1_000, Integer.MAX_VALUE), slug,
                "Settled", null, null, null, List.of(), launchedAt, null, null, launchedAt);
    }

    private ResponseEntity<String> get() {
        return get(campaignId, TestSecrets.INTERNAL);
    }

    private ResponseEntity<String> get(String campaign, String secret) {
        return RestClient.create()
            .get()
            .uri(URI.create("http://127.0.0.1:" + port + "/internal/campaigns/" + campaign + "/settled-count?at=" + AT))
            .headers(headers -> headers.setBasicAuth("service", secret))
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
    }

}
