package org.groundswell.analytics.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.groundswell.analytics.Tally;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A withdrawn pledge takes away what it had added, once. */
class WithdrawingTests {

    private static final CountedPledge TEAM = new CountedPledge("p1", CountingDriver.CAMPAIGN,
            CountingDriver.NOON.minus(Duration.ofMinutes(5)), 12, "QWO", "clinical", "dignity", "paper");

    private static final CountedPledge ALONE = new CountedPledge("p2", CountingDriver.CAMPAIGN, CountingDriver.NOON, 1,
            null, null, null, "web");

    private final CountingDriver driver = new CountingDriver();

    @BeforeEach
    void launch() {
        driver.launched(1, 2);
    }

    @AfterEach
    void close() {
        driver.close();
    }

    @Test
    void aWithdrawnPledgeTakesAwayWhatItHadAdded() {
        driver.made(ALONE);
        var before = driver.tally();
        driver.made(TEAM);
        driver.tallies();
        driver.withdrawn(TEAM);

        var after = driver.tally();
        assertThat(after).usingRecursiveComparison()
            .ignoringFields("version", "asOf", "withdrawn", "milestones")
            .isEqualTo(before);
        assertThat(after.withdrawn()).isEqualTo(1);
        assertThat(after.version()).isEqualTo(before.version() + 2);
    }

    @Test
    void thePartThatLosesItsLastPledgeIsGone() {
        driver.made(TEAM);
        driver.withdrawn(TEAM);
        var tally = driver.tally();
        assertThat(tally.pledges()).isZero();
        assertThat(tally.people()).isZero();
        assertThat(tally.byPlace()).isEmpty();
        assertThat(tally.byRole()).isEmpty();
        assertThat(tally.byTheme()).isEmpty();
        assertThat(tally.byChannel()).isEmpty();
        assertThat(tally.lastMinutes()).isEmpty();
    }

    @Test
    void aWithdrawalSentTwiceCountsOnce() {
        driver.made(TEAM);
        driver.made(ALONE);
        driver.withdrawn(TEAM);
        var once = driver.tally();
        driver.withdrawn(TEAM);
        assertThat(driver.tallies()).isEmpty();
        assertThat(once.pledges()).isEqualTo(1);
        assertThat(once.withdrawn()).isEqualTo(1);
    }

    @Test
    void aPledgeSentAgainAfterItWasWithdrawnStaysWithdrawn() {
        driver.made(TEAM);
        driver.withdrawn(TEAM);
        driver.tallies();
        driver.made(TEAM);
        assertThat(driver.tallies()).isEmpty();
    }

    @Test
    void aWithdrawalHeardOfBeforeItsPledgeKeepsItFromCounting() {
        driver.made(ALONE);
        driver.withdrawn(TEAM);
        var early = driver.tally();
        assertThat(early.pledges()).isEqualTo(1);
        assertThat(early.withdrawn()).isEqualTo(1);

        driver.made(TEAM);
        driver.withdrawn(TEAM);
        driver.made(TEAM);
        assertThat(driver.tallies()).isEmpty();
        assertThat(early.byPlace()).containsExactly(new Tally.Part(null, 1, 1));
    }

    @Test
    void aMilestoneStaysReachedAndIsNotAnnouncedAgain() {
        driver.made(TEAM);
        driver.made(ALONE);
        assertThat(driver.read("milestones")).hasSize(2);
        var reached = driver.tally().milestones();

        driver.withdrawn(ALONE);
        assertThat(driver.tally().milestones()).isEqualTo(reached);
        driver.made("p3", 1, null, null);
        assertThat(driver.tally().milestones()).isEqualTo(reached);
        driver.launched(Map.of("revision", 2), 1, 2);
        assertThat(driver.tally().milestones()).isEqualTo(reached);
        assertThat(driver.read("milestones")).isEmpty();
    }

    @Test
    void aPledgeThatWasWithdrawnFirstReachesNoMilestone() {
        driver.withdrawn(TEAM);
        driver.made(TEAM);
        assertThat(driver.read("milestones")).isEmpty();
        assertThat(driver.tally().milestones()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "pledgeId", "campaignId", "madeAt", "people", "channel" })
    void aWithdrawalWithoutWhatCountingNeedsIsPutAsideAndItsNeighboursCount(String field) {
        driver.made(TEAM);
        driver.made(ALONE);
        driver.withdrawn(TEAM, Collections.singletonMap(field, null));
        driver.withdrawn(ALONE);

        var tally = driver.tally();
        assertThat(tally.pledges()).isEqualTo(1);
        assertThat(tally.withdrawn()).isEqualTo(1);
        assertThat(driver.read("dead-letters")).singleElement()
            .satisfies(letter -> assertThat(CountingDriver.header(letter, "kafka_dlt-exception-message"))
                .startsWith("groundswell.pledge.withdrawn.v1 "));
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, -1, 10_001 })
    void aWithdrawalOfTooFewOrTooManyPeopleIsPutAside(int people) {
        driver.made(TEAM);
        driver.withdrawn(TEAM, Map.of("people", people));
        assertThat(driver.tally().people()).isEqualTo(12);
        assertThat(driver.read("dead-letters")).hasSize(1);
    }

    @Test
    void aWithdrawalOfWhatWasNeverCountedIsPutAsideAndTheTrueOneStillCounts() {
        driver.made(TEAM);
        driver.made(ALONE);
        for (Map<String, Object> lie : List.<Map<String, Object>>of(Map.of("place", "QF7"), Map.of("role", "carer"),
                Map.of("theme", "safety"), Map.of("channel", "api"), Map.of("people", 13), Map.of("people", 11),
                Map.of("madeAt", "2026-03-13T09:00:00.000Z"))) {
            driver.withdrawn(TEAM, lie);
        }
        assertThat(driver.tally().pledges()).isEqualTo(2);
        assertThat(driver.read("dead-letters")).hasSize(7);

        driver.withdrawn(TEAM);
        assertThat(driver.tally().people()).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource
    void whatIsRememberedOfAPledgeIsOneByte(Seen seen) {
        var bytes = Seen.SERDE.serializer().serialize("seen", seen);
        assertThat(bytes).hasSize(1);
        assertThat(Seen.SERDE.deserializer().deserialize("seen", bytes)).isEqualTo(seen);
    }

}
