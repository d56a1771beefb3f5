package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.TallyMother.aTally;
import static org.groundswell.analytics.TallyMother.reached;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class LivePictureTests {

    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private static final Tally.Reached TEN = new Tally.Reached(10, Instant.parse("2026-03-13T12:00:00Z"));

    private final LivePicture picture = new LivePicture();

    @Test
    void theNewestTallyIsShownWhateverComesLate() {
        picture.show(aTally("a", 2, 20));
        picture.show(aTally("a", 1, 10));
        assertThat(picture.find("a")).hasValueSatisfying(tally -> assertThat(tally.pledges()).isEqualTo(20));
    }

    @Test
    void aWaitEndsWithAChangeOfItsCampaignAlone() throws Exception {
        picture.show(aTally("a", 1, 1));
        var change = picture.change("a");
        picture.show(aTally("b", 1, 1));
        assertThat(change.await(NOT_LONG)).isFalse();
        picture.show(aTally("a", 2, 2));
        assertThat(change.await(NOT_LONG)).isTrue();
    }

    @Test
    void aChangeBetweenTheLookAndTheWaitIsNotMissed() throws Exception {
        var change = picture.change("a");
        picture.show(aTally("a", 1, 1));
        assertThat(change.await(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void whatIsNotNewerIsNoChange() throws Exception {
        picture.show(aTally("a", 2, 20));
        var change = picture.change("a");
        picture.show(aTally("a", 1, 10));
        assertThat(change.await(NOT_LONG)).isFalse();
    }

    @Test
    void theSameAgainIsNoChange() throws Exception {
        picture.show(aTally("a", 2, 20));
        var change = picture.change("a");
        picture.show(aTally("a", 2, 20));
        assertThat(change.await(NOT_LONG)).isFalse();
    }

    @Test
    void aWaitForACampaignThatNobodyHeardOfEndsWhenSomethingIsHeardOfIt() throws Exception {
        var change = picture.change("a");
        picture.show(aTally("a", 1, 1));
        assertThat(change.await(Duration.ofMinutes(1))).isTrue();
    }

    @Test
    void onlyWhatChangedIsShownAgain() {
        picture.show(aTally("a", 1, 1));
        picture.show(aTally("b", 1, 1));
        var all = picture.shownAfter(0);
        assertThat(all.values()).extracting(Tally::slug).containsExactly("a", "b");
        long turn = all.lastKey();
        assertThat(picture.shownAfter(turn)).isEmpty();
        picture.show(aTally("a", 2, 2));
        picture.show(aTally("a", 3, 3));
        assertThat(picture.shownAfter(turn).values()).containsExactly(aTally("a", 3, 3));
        assertThat(picture.shownAfter(0).values()).containsExactly(aTally("b", 1, 1), aTally("a", 3, 3));
    }

    @Test
    void aMilestoneIsKnownByTheVersionThatFirstHadIt() {
        picture.show(aTally("a", 1, 0));
        picture.show(reached(aTally("a", 12, 11), List.of(TEN)));
        var newest = reached(aTally("a", 20, 19), List.of(TEN));
        picture.show(newest);
        assertThat(picture.reachedAfter(newest, 11)).containsExactly(TEN);
        assertThat(picture.reachedAfter(newest, 12)).isEmpty();
    }

    @Test
    void aMilestoneThatWasReachedBeforeAnythingWasHeardIsNewToWhomItMustBeNew() {
        var newest = reached(aTally("a", 500, 499), List.of(TEN));
        assertThat(picture.reachedAfter(newest, 10)).containsExactly(TEN);
        picture.show(newest);
        assertThat(picture.reachedAfter(newest, 10)).containsExactly(TEN);
        assertThat(picture.reachedAfter(newest, 11)).isEmpty();
    }

    @Test
    void stoppingEndsAllWaits() throws Exception {
        picture.start();
        picture.show(aTally("a", 1, 1));
        var one = picture.change("a");
        var any = picture.anyChange();
        picture.stop();
        assertThat(one.await(Duration.ofMinutes(1))).isTrue();
        assertThat(any.await(Duration.ofMinutes(1))).isTrue();
        assertThat(picture.isRunning()).isFalse();
    }

}
