package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.TallyMother.aTally;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class LivePictureTests {

    private static final Duration NOT_LONG = Duration.ofMillis(50);

    private final LivePicture picture = new LivePicture();

    @Test
    void theNewestTallyIsShownWhateverComesLate() {
        picture.show(aTally("a", 2, 20));
        picture.show(aTally("a", 1, 10));
        assertThat(picture.find("a")).hasValueSatisfying(tally -> assertThat(tally.pledges()).isEqualTo(20));
    }

    @Test
    void aWaitEndsWithAChangeOfItsCampaignAlone() throws Exception {
        var change = picture.change("a");
        picture.show(aTally("b", 1, 1));
        assertThat(change.await(NOT_LONG)).isFalse();
        picture.show(aTally("a", 1, 1));
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
    void stoppingEndsAllWaits() throws Exception {
        picture.start();
        var one = picture.change("a");
        var any = picture.anyChange();
        picture.stop();
        assertThat(one.await(Duration.ofMinutes(1))).isTrue();
        assertThat(any.await(Duration.ofMinutes(1))).isTrue();
        assertThat(picture.isRunning()).isFalse();
    }

}
