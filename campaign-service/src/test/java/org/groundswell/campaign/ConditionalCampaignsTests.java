package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** "I will, if enough others will": how such campaigns end. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ConditionalCampaignsTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private static final Duration SETTLING = Duration.ofSeconds(RunningService.SETTLING_SECONDS);

    private static final String UNDECIDED = "conditional campaign undecided for long, will be tried again campaign=\"";

    @Autowired
    private CloseByDate closeByDate;

    @Autowired
    private DecideCampaigns decide;

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private MeterRegistry meters;

    @AfterEach
    void analyticsServiceIsThereAgain() {
        analyticsService.away(false);
        analyticsService.takes(Duration.ZERO);
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @ParameterizedTest
    @CsvSource({ "99, fell-short", "100, succeeded", "101, succeeded", "0, fell-short" })
    void whetherTheTargetWasReachedIsDecidedByTheCountAtTheClosing(long pledges, String outcome) {
        var launched = conditional();
        analyticsService.counted(id(launched), pledges, true);
        assertThat(launched.at("/outcome").isNull()).isTrue();
        clock.advance(Duration.ofHours(1));

        var decided = awaitDecided(launched);
        assertThat(analyticsService.askedFor(id(launched))).isEqualTo("at=" + launched.at("/closesAt").stringValue());
        assertThat(decided.header("ce_id")).isEqualTo(id(launched) + ":decided");
        assertThat(new Contract("campaign.decided.v1").violations(Objects.requireNonNull(decided.text()))).isEmpty();
        var data = JsonMapper.shared().readTree(decided.text());
        assertThat(data.at("/outcome").stringValue()).isEqualTo(outcome);
        assertThat(data.at("/pledges").longValue()).isEqualTo(pledges);
        assertThat(data.at("/target").longValue()).isEqualTo(100);
        var read = body(get(path(launched), null));
        assertThat(read.at("/outcome").stringValue()).isEqualTo(outcome);
        assertThat(read.at("/pledgesAtClosing").longValue()).isEqualTo(pledges);
        assertThat(announced(id(launched))).extracting(event -> event.header("ce_id"))
            .containsExactlyInAnyOrder(id(launched) + ":launched:1", id(launched) + ":closed",
                    id(launched) + ":decided");
    }

    @Test
    void thereIsNoOutcomeWhileAPledgeIsNotCounted() {
        var launched = conditional();
        analyticsService.counted(id(launched), 99, false);
        clock.advance(Duration.ofHours(1));
        awaitClosed(launched);
        decideAfterSettling();
        assertThat(body(get(path(launched), null)).at("/outcome").isNull()).isTrue();

        analyticsService.counted(id(launched), 100, true);
        assertThat(JsonMapper.shared().readTree(awaitDecided(launched).text()).at("/outcome").stringValue())
            .isEqualTo("succeeded");
    }

    @Test
    void thereIsNoOutcomeWhileNobodyCanSayWhatWasCounted() {
        var launched = conditional();
        analyticsService.counted(id(launched), 100, true);
        analyticsService.away(true);
        clock.advance(Duration.ofHours(1));
        awaitClosed(launched);
        decideAfterSettling();
        assertThat(body(get(path(launched), null)).at("/outcome").isNull()).isTrue();

        analyticsService.away(false);
        awaitDecided(launched);
    }

    @Test
    void nothingIsDecidedBeforeWhatWasUnderWayCanHaveArrived() {
        var launched = conditional();
        analyticsService.counted(id(launched), 99, true);
        var ann = campaigns.findById(id(launched)).orElseThrow();
        crashAfter(id(launched),
                LeadCampaigns.closed(ann, new Closing(clock.instant().minus(SETTLING), Closing.How.ORGANISERS)));
        // Nobody has heard of the closing, though it is some time ago.
        assertThat(isOpenAfter(launched, Duration.ZERO)).isTrue();
        awaitClosed(launched);
        assertThat(isOpenAfter(launched, Duration.ZERO)).isTrue();
        assertThat(isOpenAfter(launched, SETTLING.minusSeconds(5))).isTrue();
        // It may be the round by the clock that decides.
        await().atMost(PATIENCE).until(() -> !isOpenAfter(launched, Duration.ofSeconds(5)));
    }

    @ParameterizedTest
    @CsvSource({ "true", "false" })
    void whoCannotBeToldIsLeftInPeaceForLongerEachTime(boolean away) {
        var launched = conditional();
        analyticsService.counted(id(launched), 99, false);
        analyticsService.away(away);
        // The next pause is long enough to look at what is not done meanwhile.
        tried(launched, new Deciding(clock.instant(), 2));
        clock.advance(Duration.ofHours(1));
        awaitClosed(launched);
        clock.advance(SETTLING);

        int asked = 0;
        for (long seconds : List.of(8, 16, 32, 60, 60)) {
            asked++;
            awaitPutOff(launched, asked + 2, Duration.ofSeconds(seconds));
            decide.decideWhatIsClosed();
            assertThat(analyticsService.asked(id(launched))).isEqualTo(asked);
            clock.advance(Duration.ofSeconds(seconds));
        }

        awaitPutOff(launched, asked + 3, Duration.ofMinutes(1));
        analyticsService.away(false);
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
        analyticsService.counted(id(launched), 100, true);
        clock.advance(Duration.ofMinutes(1));
        awaitDecided(launched);
        assertThat(analyticsService.asked(id(launched))).isEqualTo(asked + 2);
        assertThat(campaigns.findById(id(launched)).orElseThrow().deciding()).isNull();
    }

    @Test
    void oneInstanceAtATimeAsks() throws Exception {
        var launched = conditional();
        analyticsService.counted(id(launched), 100, true);
        analyticsService.takes(Duration.ofSeconds(1));
        manyDecideAtOnce(launched);
        assertThat(analyticsService.asked(id(launched))).isEqualTo(1);
    }

    @Test
    void whatAKilledInstanceWasAskingIsAskedAgain() {
        var launched = conditional();
        analyticsService.counted(id(launched), 100, true);
        clock.advance(Duration.ofHours(1));
        tried(launched, new Deciding(clock.instant().plus(SETTLING).plusSeconds(60), 1));
        awaitClosed(launched);
        assertThat(isOpenAfter(launched, SETTLING.plusSeconds(30))).isTrue();
        assertThat(analyticsService.asked(id(launched))).isZero();
        clock.advance(Duration.ofSeconds(30));
        awaitDecided(launched);
    }

    @Test
    void thatAnOutcomeIsWaitedForForLongIsSaid(CapturedOutput output) {
        var launched = conditional();
        analyticsService.counted(id(launched), 99, false);
        clock.advance(Duration.ofHours(1));
        awaitClosed(launched);
        decideAfterSettling();
        assertThat(undecidedFor()).isBetween(0.0, 60.0);
        assertThat(output.getAll()).doesNotContain(UNDECIDED + id(launched));

        clock.advance(Duration.ofMinutes(5));
        assertThat(undecidedFor()).isBetween(300.0, 360.0);
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(output.getAll())
                .containsPattern(UNDECIDED + id(launched) + "\" tries=\"[2-9]\" seconds=\"3[0-5][0-9]\""));

        analyticsService.counted(id(launched), 100, true);
        awaitDecided(launched);
        decide.decideWhatIsClosed();
        assertThat(undecidedFor()).isZero();
    }

    @Test
    void whatIsDecidedStaysDecidedWhateverIsCountedLater() throws Exception {
        var launched = conditional();
        analyticsService.counted(id(launched), 100, true);
        manyDecideAtOnce(launched);
        analyticsService.counted(id(launched), 98, true);
        decide.decideWhatIsClosed();
        assertThat(body(get(path(launched), null)).at("/outcome").stringValue()).isEqualTo("succeeded");
        assertThat(decisions(launched)).hasSize(1);
    }

    @Test
    void anOutcomeThatACrashLeftUnannouncedIsAnnounced() {
        var launched = conditional();
        clock.advance(Duration.ofHours(1));
        awaitClosed(launched);
        crashAfter(id(launched), new Change("decided").put("outcome", Outcome.of(100, 100, clock.instant()))
            .announce(Announcement.DECIDED));
        awaitDecided(launched);
        assertThat(decisions(launched)).hasSize(1);
    }

    @Test
    void withoutAConditionNothingIsDecided() {
        var ann = anOrganiser();
        var launched = launched(aCampaign().with("target", 100), ann);
        analyticsService.counted(id(launched), 100, true);
        post(path(launched) + "/close", null, ann);
        decideAfterSettling();
        assertThat(body(get(path(launched), null)).at("/outcome").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "target", "closesAt" })
    void aConditionNeedsATargetAndAClosingDate(String missing) {
        var campaign = aCampaign().with("conditional", true)
            .with("target", 100)
            .closing("2999-01-01T00:00:00Z")
            .with(missing, null);
        var problem = assertProblem(post("/api/campaigns", campaign.body(), anOrganiser()), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(missing);
    }

    private JsonNode conditional() {
        return launched(aCampaign().with("conditional", true)
            .with("target", 100)
            .closing(clock.instant().plus(Duration.ofHours(1)).toString()), anOrganiser());
    }

    /** Whether it is still open then. */
    private boolean isOpenAfter(JsonNode campaign, Duration time) {
        clock.advance(time);
        decide.decideWhatIsClosed();
        return body(get(path(campaign), null)).at("/outcome").isNull();
    }

    private void manyDecideAtOnce(JsonNode campaign) throws Exception {
        clock.advance(Duration.ofHours(1));
        awaitClosed(campaign);
        clock.advance(SETTLING);
        atOnce(8, () -> {
            decide.decideWhatIsClosed();
            return true;
        });
        awaitDecided(campaign);
    }

    private void decideAfterSettling() {
        clock.advance(SETTLING);
        decide.decideWhatIsClosed();
    }

    /** What an instance leaves behind that is at it, or was in vain. */
    private void tried(JsonNode campaign, Deciding deciding) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id(campaign))), new Update().set("deciding", deciding),
                Campaign.class);
    }

    /** Until that many tries were in vain, and about that pause has just begun. */
    private void awaitPutOff(JsonNode campaign, int tries, Duration pause) {
        decide.decideWhatIsClosed();
        await().atMost(PATIENCE).untilAsserted(() -> {
            var deciding = Objects.requireNonNull(campaigns.findById(id(campaign)).orElseThrow().deciding());
            assertThat(deciding.tries()).isEqualTo(tries);
            assertThat(deciding.notBefore()).isBetween(clock.instant().plus(pause.dividedBy(2)),
                    clock.instant().plus(pause));
        });
    }

    /** As the metric has it. */
    private double undecidedFor() {
        return meters.get("groundswell.undecided.age").gauge().value();
    }

    private void awaitClosed(JsonNode campaign) {
        closeByDate.closeWhatIsDue();
        await().atMost(PATIENCE).until(() -> {
            var closing = campaigns.findById(id(campaign)).orElseThrow().closing();
            return closing != null && closing.announcedAt() != null;
        });
    }

    private Received awaitDecided(JsonNode campaign) {
        awaitClosed(campaign);
        decideAfterSettling();
        await().atMost(PATIENCE).until(() -> !decisions(campaign).isEmpty());
        return decisions(campaign).getFirst();
    }

    private List<Received> decisions(JsonNode campaign) {
        return announced(id(campaign)).stream()
            .filter(event -> event.header("ce_type").equals("groundswell.campaign.decided.v1"))
            .toList();
    }

    private static String id(JsonNode campaign) {
        return campaign.at("/id").stringValue();
    }

    private static String path(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
