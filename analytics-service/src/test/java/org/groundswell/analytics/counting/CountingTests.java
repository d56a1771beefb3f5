package org.groundswell.analytics.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.testing.Contract;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.json.JsonMapper;

class CountingTests {

    private final CountingDriver driver = new CountingDriver();

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aLaunchedCampaignHasATallyOfNothing() {
        driver.launched(10);
        var tally = driver.tally();
        assertThat(tally.slug()).isEqualTo("a-campaign");
        assertThat(tally.pledges()).isZero();
        assertThat(tally.version()).isPositive();
        assertThat(tally.byPlace()).isEmpty();
    }

    @Test
    void aPledgeSentTwiceCountsOnce() {
        driver.launched();
        driver.made("p1", 3, "QWO", "clinical");
        driver.made("p1", 3, "QWO", "clinical");
        var tally = driver.tally();
        assertThat(tally.pledges()).isEqualTo(1);
        assertThat(tally.people()).isEqualTo(3);
        assertThat(tally.byPlace()).containsExactly(new Tally.Part("QWO", 1, 3));
    }

    @Test
    void whatWasNotGivenHasAPartOfItsOwn() {
        driver.launched();
        driver.made("p1", 2, "QWO", null);
        driver.made("p2", 5, null, null);
        var tally = driver.tally();
        assertThat(tally.byPlace()).containsExactlyInAnyOrder(new Tally.Part("QWO", 1, 2), new Tally.Part(null, 1, 5));
        assertThat(tally.byRole()).containsExactly(new Tally.Part(null, 2, 7));
    }

    @Test
    void pledgesHeardOfBeforeTheirCampaignCount() {
        driver.made("p1", 1, null, null);
        driver.made("p2", 1, null, null);
        assertThat(driver.tallies()).isEmpty();
        driver.launched(2);
        assertThat(driver.tally().pledges()).isEqualTo(2);
        assertThat(driver.read("milestones")).hasSize(1);
    }

    @Test
    void aMilestoneIsAnnouncedOnceByThePledgeThatCrossedIt() {
        driver.launched(2, 3);
        driver.made("p1", 1, null, null);
        driver.made("p2", 1, null, null);
        driver.made("p2", 1, null, null);
        driver.made("p1", 1, null, null);
        var milestones = driver.read("milestones");
        assertThat(milestones).hasSize(1);
        assertThat(new Contract("milestone.reached.v1")
            .violations(CountingDriver.text(milestones.getFirst()).replace("\"p2\"", "\"7h2k9m4p6r8t0v1x3z5b7d9f2g\"")))
            .isEmpty();
        assertThat(CountingDriver.text(milestones.getFirst())).contains("\"threshold\":2", "\"pledgeId\":\"p2\"");
        assertThat(CountingDriver.header(milestones.getFirst(), "ce_id"))
            .isEqualTo(CountingDriver.CAMPAIGN + ":milestone:2");
        assertThat(driver.tally().milestones()).extracting(Tally.Reached::threshold).containsExactly(2L);
    }

    @Test
    void onePledgeCrossesSeveralMilestonesOfALaunchHeardLate() {
        driver.made("p1", 1, null, null);
        driver.made("p2", 1, null, null);
        driver.launched(1, 2, 3);
        assertThat(driver.read("milestones")).extracting(CountingDriver::text)
            .satisfiesExactly(first -> assertThat(first).contains("\"threshold\":1"),
                    second -> assertThat(second).contains("\"threshold\":2"));
    }

    @Test
    void aLaunchHeardAgainAnnouncesNothingAgain() {
        driver.launched(1);
        driver.made("p1", 1, null, null);
        assertThat(driver.read("milestones")).hasSize(1);
        driver.launched(1);
        assertThat(driver.read("milestones")).isEmpty();
    }

    @Test
    void aLaunchSentTwiceIsNoChange() {
        driver.launched(Map.of("revision", 2));
        driver.tallies();
        driver.launched(Map.of("revision", 2, "target", 7), 1);
        assertThat(driver.tallies()).isEmpty();
    }

    @Test
    void anOlderLaunchAfterANewerIsNoChange() {
        driver.launched(Map.of("revision", 3, "target", 7), 10);
        driver.made("p1", 1, null, null);
        driver.tallies();
        driver.launched(1);
        driver.launched(Map.of("revision", 1), 1);
        driver.launched(Map.of("revision", 2, "suspended", true), 1);
        assertThat(driver.tallies()).isEmpty();
        assertThat(driver.read("milestones")).isEmpty();
        driver.made("p2", 1, null, null);
        assertThat(driver.tally().target()).isEqualTo(7);
    }

    @Test
    void aSuspendedCampaignIsCountedAndSaysSoUntilThatIsLifted() {
        driver.launched();
        assertThat(driver.tally().isOpen(CountingDriver.NOON)).isTrue();
        driver.launched(Map.of("revision", 2, "suspended", true));
        driver.made("p1", 1, null, null);
        assertThat(driver.tally()).satisfies(tally -> {
            assertThat(tally.suspended()).isTrue();
            assertThat(tally.isOpen(CountingDriver.NOON)).isFalse();
            assertThat(tally.pledges()).isEqualTo(1);
        });
        driver.launched(Map.of("revision", 3));
        assertThat(driver.tally().isOpen(CountingDriver.NOON)).isTrue();
    }

    @Test
    void aClosingSentTwiceIsOneChange() {
        driver.launched(Map.of("closesAt", CountingDriver.NOON.plusSeconds(90)));
        driver.closed(CountingDriver.NOON.plusSeconds(60));
        assertThat(driver.tally().closesAt()).isEqualTo(CountingDriver.NOON.plusSeconds(60));
        driver.closed(CountingDriver.NOON.plusSeconds(60));
        assertThat(driver.tallies()).isEmpty();
        // What was accepted before may be heard of after.
        driver.made("p1", 1, null, null);
        assertThat(driver.tally().pledges()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1 2 c", "1 c 2", "c 1 2", "2 1 c", "2 c 1", "c 2 1", "c 2", "1 1 c 2 c 2 1" })
    void launchesAndAClosingMayComeInAnyOrder(String order) {
        for (var event : order.split(" ")) {
            if (event.equals("c")) {
                driver.closed(CountingDriver.NOON.plusSeconds(60));
            }
            else {
                driver.launched(Map.of("revision", Long.parseLong(event), "target", 10 * Long.parseLong(event),
                        "closesAt", CountingDriver.NOON.plusSeconds(90)));
            }
        }
        assertThat(driver.tally()).satisfies(tally -> {
            assertThat(tally.target()).isEqualTo(20);
            assertThat(tally.closesAt()).isEqualTo(CountingDriver.NOON.plusSeconds(60));
        });
        assertThat(driver.read("dead-letters")).isEmpty();
    }

    @Test
    void aClosingHeardLongBeforeTheLaunchIsNotLost() {
        driver.closed(CountingDriver.NOON);
        driver.advance(CountingProcessor.WAIT.multipliedBy(2));
        driver.launched();
        assertThat(driver.tally().closesAt()).isEqualTo(CountingDriver.NOON);
        assertThat(driver.read("dead-letters")).isEmpty();
    }

    @Test
    void aClosingThatCannotBeReadIsPutAsideAndItsNeighboursAreHeard() {
        driver.launched();
        driver.campaign("groundswell.campaign.closed.v1", Map.of("campaignId", CountingDriver.CAMPAIGN));
        driver.campaign("groundswell.campaign.closed.v1",
                Map.of("campaignId", "another", "closedAt", CountingDriver.NOON));
        driver.launched(Map.of("revision", 2, "target", 7));
        assertThat(driver.tally()).satisfies(tally -> {
            assertThat(tally.closesAt()).isNull();
            assertThat(tally.target()).isEqualTo(7);
        });
        assertThat(driver.read("dead-letters"))
            .extracting(letter -> CountingDriver.header(letter, "kafka_dlt-exception-message"))
            .containsExactly("groundswell.campaign.closed.v1 breaks its schema at closedAt",
                    "key is not the campaign's id");
    }

    @Test
    void whatElseIsSaidOfCampaignsIsPassedOver() {
        driver.launched();
        driver.tallies();
        replay("campaign.decided.v1");
        driver.campaign("groundswell.campaign.celebrated.v1", Map.of());
        assertThat(driver.tallies()).isEmpty();
        assertThat(driver.read("dead-letters")).isEmpty();
    }

    @Test
    void pledgesFallIntoTheMinuteTheyWereMadeIn() {
        driver.launched();
        driver.made("p1", 1, null, null, null, "web", CountingDriver.NOON.minusSeconds(61));
        driver.made("p2", 1, null, null, null, "web", CountingDriver.NOON.minusSeconds(1));
        driver.made("p3", 1, null, null, null, "web", CountingDriver.NOON.minusSeconds(2));
        driver.made("p4", 1, null, null, null, "web", CountingDriver.NOON.minus(Duration.ofHours(2)));
        assertThat(driver.tally().lastMinutes()).containsExactly(
                new Tally.Minute(Instant.parse("2026-03-13T11:58:00Z"), 1),
                new Tally.Minute(Instant.parse("2026-03-13T11:59:00Z"), 2));
    }

    @Test
    void manyPledgesBetweenTwoTalliesAreOneTally() {
        driver.launched();
        for (int i = 0; i < 250; i++) {
            driver.made("p" + i, 1, null, null);
        }
        assertThat(driver.tallies()).hasSize(1);
        assertThat(driver.tallies()).isEmpty();
    }

    @Test
    void twoCountsOfTheSameEventsBothSayTheirTallyAtTheSameChanges() {
        driver.launched();
        for (int i = 0; i < 600; i++) {
            driver.made("p" + i, 1, null, null);
        }
        assertThat(driver.tallies()).extracting(Tally::version).containsExactly(256L, 512L, 601L);
    }

    @Test
    void talliesKeepTheirContract() {
        driver.launched(Map.of("suspended", true), 1);
        driver.closed(CountingDriver.NOON);
        driver.made("p1", 1, "QWO", null);
        driver.advance(CountingProcessor.TALLY_INTERVAL);
        var tallies = driver.read("tallies");
        assertThat(tallies).isNotEmpty()
            .allSatisfy(tally -> assertThat(new Contract("tally.v1").violations(CountingDriver.text(tally))).isEmpty())
            .allSatisfy(tally -> assertThat(CountingDriver.header(tally, "ce_type")).isEqualTo("groundswell.tally.v1"));
    }

    @Test
    void whatCannotBeReadIsPutAsideWithItsReasonAndItsNeighboursCount() {
        driver.launched();
        driver.made("p1", 1, null, null);
        driver.raw("pledges", CountingDriver.CAMPAIGN, "not json".getBytes(StandardCharsets.UTF_8));
        driver.raw("pledges", null, new byte[0]);
        driver.pledge(new Event(CountedPledge.MADE, "x:made", CountingDriver.CAMPAIGN, CountingDriver.NOON,
                Map.of("pledgeId", "x", "campaignId", CountingDriver.CAMPAIGN, "people", 0)));
        driver.pledge(new Event(CountedPledge.MADE, "y:made", "another-key", CountingDriver.NOON,
                new CountedPledge("y", CountingDriver.CAMPAIGN, CountingDriver.NOON, 1, null, null, null, "web")));
        driver.made("p2", 1, null, null);
        assertThat(driver.tally().pledges()).isEqualTo(2);
        var dead = driver.read("dead-letters");
        assertThat(dead).hasSize(4);
        assertThat(dead).allSatisfy(
                letter -> assertThat(CountingDriver.header(letter, "kafka_dlt-exception-message")).isNotBlank());
        assertThat(CountingDriver.header(dead.get(2), "kafka_dlt-exception-message")).contains("madeAt", "people");
    }

    @Test
    void anEventThatComesBeforeItsCampaignWaitsForIt() {
        var pledge = new CountedPledge("p1", CountingDriver.CAMPAIGN, CountingDriver.NOON, 3, null, null, null, "web");
        driver.made(pledge);
        driver.made("p2", 1, null, null);
        driver.withdrawn(pledge);
        driver.advance(CountingProcessor.WAIT.minusSeconds(1));
        driver.launched(1);
        assertThat(driver.tally()).satisfies(tally -> {
            assertThat(tally.pledges()).isEqualTo(1);
            assertThat(tally.people()).isEqualTo(1);
            assertThat(tally.withdrawn()).isEqualTo(1);
        });
        assertThat(driver.read("milestones")).singleElement()
            .satisfies(milestone -> assertThat(CountingDriver.text(milestone)).contains("\"pledgeId\":\"p1\""));
        driver.advance(CountingProcessor.WAIT.multipliedBy(2));
        assertThat(driver.read("dead-letters")).isEmpty();
    }

    @Test
    void anEventOfACampaignThatIsNeverLaunchedIsPutAsideAsItCame() {
        for (int i = 0; i < 500; i++) {
            driver.made("p" + i, 1, null, null);
        }
        driver.advance(CountingProcessor.WAIT.plusSeconds(1));
        var dead = driver.read("dead-letters");
        assertThat(dead).hasSize(500);
        assertThat(driver.deadLetters()).isEqualTo(500);
        assertThat(CountingDriver.header(dead.getFirst(), "kafka_dlt-exception-message")).contains("never launched");
        assertThat(CountingDriver.header(dead.getFirst(), "kafka_dlt-original-topic")).isEqualTo("pledges");
        assertThat(CountingDriver.header(dead.getFirst(), "ce_id")).isEqualTo("p0:made");
        assertThat(CountingDriver.text(dead.getFirst())).contains("\"pledgeId\":\"p0\"");
        // Sent again once the campaign is there, it counts.
        driver.launched();
        driver.made("p0", 1, null, null);
        assertThat(driver.tally().pledges()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "0001-01-01T00:00:00Z", "1969-12-31T23:59:59Z", "2026-03-14T12:00:00Z",
            "9999-12-31T23:59:59Z" })
    void aPledgeMadeAtATimeThatCannotBeIsPutAside(Instant madeAt) {
        driver.launched();
        driver.made("p1", 1, null, null, null, "web", madeAt);
        driver.made("p2", 1, null, null);
        assertThat(driver.tally().pledges()).isEqualTo(1);
        assertThat(driver.read("dead-letters")).singleElement()
            .satisfies(letter -> assertThat(CountingDriver.header(letter, "kafka_dlt-exception-message"))
                .contains("time that cannot be"));
    }

    @Test
    void aDeadLetterIsCutWhereItCouldNotBeWritten() {
        driver.launched();
        driver.raw("pledges", CountingDriver.CAMPAIGN, new byte[3 << 20]);
        driver.made("p2", 1, null, null);
        assertThat(driver.tally().pledges()).isEqualTo(1);
        assertThat(driver.read("dead-letters")).singleElement().satisfies(letter -> {
            assertThat(letter.value()).hasSize(1 << 20);
            assertThat(CountingDriver.header(letter, "groundswell-cut")).isEqualTo("true");
        });
    }

    @Test
    @ExtendWith(OutputCaptureExtension.class)
    void aCountMadeAnewLeavesItToTheOneThatIsSeenToPutAsideAndToSaySo(CapturedOutput output) {
        try (var anew = new CountingDriver(new Aside())) {
            anew.launched();
            anew.tallies("recounts");
            anew.raw("pledges", CountingDriver.CAMPAIGN, new byte[] { 1, 2 });
            assertThat(anew.read("dead-letters")).isEmpty();
            assertThat(anew.deadLetters()).isZero();
        }
        assertThat(output.getAll()).doesNotContain("dead letter");
        driver.raw("pledges", CountingDriver.CAMPAIGN, new byte[] { 1, 2 });
        assertThat(output.getAll()).containsOnlyOnce("record put aside as a dead letter");
    }

    @Test
    void pledgesAreInTheHourAndTheDayTheyWereMadeInHoweverLateTheyAreHeardOf() {
        driver.launched();
        driver.made("p1", 2, null, null, null, "web", CountingDriver.NOON.minusSeconds(1));
        driver.made("p2", 3, null, null, null, "web", CountingDriver.NOON.minusSeconds(50));
        driver.tally();
        driver.made("p3", 1, null, null, null, "web", CountingDriver.NOON.minus(Duration.ofDays(40)));
        driver.made("p4", 4, null, null, null, "web", CountingDriver.NOON.minus(Duration.ofHours(2)));
        driver.tally();
        var periods = driver.periods();
        assertThat(period(periods, Period.Unit.HOUR, "2026-03-13T11:00:00Z"))
            .containsExactly(new Period.Part(59, 2, 5));
        assertThat(period(periods, Period.Unit.HOUR, "2026-03-13T10:00:00Z")).containsExactly(new Period.Part(0, 1, 4));
        assertThat(period(periods, Period.Unit.DAY, "2026-03-13T00:00:00Z")).containsExactly(new Period.Part(10, 1, 4),
                new Period.Part(11, 2, 5));
        assertThat(period(periods, Period.Unit.DAY, "2026-02-01T00:00:00Z")).containsExactly(new Period.Part(12, 1, 1));
        driver.withdrawn(new CountedPledge("p4", CountingDriver.CAMPAIGN,
                CountingDriver.NOON.minus(Duration.ofHours(2)), 4, null, null, null, "web"));
        driver.tally();
        periods = driver.periods();
        assertThat(periods).hasSize(2);
        assertThat(period(periods, Period.Unit.HOUR, "2026-03-13T10:00:00Z")).isEmpty();
        assertThat(period(periods, Period.Unit.DAY, "2026-03-13T00:00:00Z")).containsExactly(new Period.Part(11, 2, 5));
    }

    private static List<Period.Part> period(Map<String, Period> periods, Period.Unit unit, String from) {
        return Objects.requireNonNull(periods.get(CountingDriver.CAMPAIGN + '|' + unit + '|' + from + "|1"), from)
            .parts();
    }

    @Test
    void periodsKeepTheirContract() {
        driver.launched();
        driver.made("p1", 1, "QWO", null);
        driver.tally();
        assertThat(driver.read("periods")).hasSize(2)
            .allSatisfy(period -> assertThat(new Contract("tally.period.v1").violations(CountingDriver.text(period)))
                .isEmpty())
            .allSatisfy(period -> assertThat(CountingDriver.header(period, "ce_type"))
                .isEqualTo("groundswell.tally.period.v1"));
    }

    @Test
    void aThresholdSetBelowTheCountIsReachedNowAndOnce() {
        driver.launched(5);
        for (int i = 0; i < 3; i++) {
            driver.made("p" + i, 1, null, null);
        }
        assertThat(driver.read("milestones")).isEmpty();
        driver.launchedAt(CountingDriver.NOON.plusSeconds(60), Map.of("revision", 2), 2, 5);
        driver.launchedAt(CountingDriver.NOON.plusSeconds(90), Map.of("revision", 3), 2, 5);
        assertThat(driver.read("milestones")).singleElement()
            .satisfies(milestone -> assertThat(CountingDriver.text(milestone))
                .contains("\"threshold\":2", "\"reachedAt\":\"2026-03-13T12:01:00.000Z\"")
                .doesNotContain("pledgeId"));
        assertThat(driver.tally().milestones())
            .containsExactly(new Tally.Reached(2, CountingDriver.NOON.plusSeconds(60)));
    }

    @Test
    void everyExampleOfItsEventsIsUnderstood() {
        for (var contract : List.of("campaign.launched.v1", "campaign.closed.v1", "pledge.made.v1")) {
            replay(contract);
        }
        assertThat(driver.tallies()).filteredOn(tally -> tally.pledges() == 3).hasSize(1);
        // They withdraw what the other examples made.
        replay("pledge.withdrawn.v1");
        assertThat(driver.tallies()).singleElement().satisfies(tally -> {
            assertThat(tally.pledges()).isZero();
            assertThat(tally.people()).isZero();
            assertThat(tally.withdrawn()).isEqualTo(3);
        });
        assertThat(driver.read("dead-letters")).isEmpty();
    }

    private void replay(String contract) {
        for (var example : new Contract(contract).examples()) {
            var data = JsonMapper.shared().readTree(Contract.read(example));
            driver.pledge(new Event("groundswell." + contract, example.toString(), data.at("/campaignId").stringValue(),
                    CountingDriver.NOON, data));
        }
    }

    /**
     * The same events, read again from the start by an instance that remembers nothing.
     */
    @Test
    void theCountCanBeRebuiltFromTheEvents() {
        countSomething(driver);
        try (var rebuilt = new CountingDriver()) {
            countSomething(rebuilt);
            assertThat(rebuilt.tally()).usingRecursiveComparison().ignoringFields("asOf").isEqualTo(driver.tally());
            assertThat(rebuilt.read("milestones")).extracting(milestone -> CountingDriver.header(milestone, "ce_id"))
                .containsExactlyElementsOf(driver.read("milestones")
                    .stream()
                    .map(milestone -> CountingDriver.header(milestone, "ce_id"))
                    .toList());
        }
    }

    private static void countSomething(CountingDriver driver) {
        driver.launched(5, 20);
        var random = new Random(42);
        for (int i = 0; i < 60; i++) {
            var id = "p" + random.nextInt(40);
            var own = new Random(id.hashCode());
            var pledge = new CountedPledge(id, CountingDriver.CAMPAIGN, CountingDriver.NOON, 2, pick(own, "QWO", null),
                    pick(own, "clinical", null), null, "web");
            if (random.nextInt(5) > 0) {
                driver.made(pledge);
            }
            else {
                driver.withdrawn(pledge);
            }
        }
    }

    private static String pick(Random random, String... values) {
        return values[random.nextInt(values.length)];
    }

    /** Of a count that is made anew. */
    private static final class Aside implements Role {

        @Override
        public Generation generation() {
            return Generation.FIRST.next();
        }

        @Override
        public Voice voice() {
            return Voice.ASIDE;
        }

        @Override
        public Map<String, MilestoneReached> announced() {
            return Map.of();
        }

    }

}
