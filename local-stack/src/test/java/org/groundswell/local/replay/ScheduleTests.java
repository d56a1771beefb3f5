package org.groundswell.local.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ScheduleTests {

    @Test
    void spreadsNewSignaturesEvenlyBetweenSnapshots() {
        assertThat(dueSeconds(schedule(1, at(0, 10), at(100, 14), at(110, 15)))).containsExactly(25L, 50L, 75L, 100L,
                110L);
    }

    @Test
    void whatTheFirstSnapshotHasIsNotReplayed() {
        assertThat(schedule(1, at(0, 7346), at(10, 7346)).size()).isZero();
    }

    @Test
    void aFallBringsNothingUntilTheEarlierMaximumIsPassed() {
        Schedule schedule = schedule(1, at(0, 0), at(10, 10), at(20, 4), at(30, 9), at(40, 12));
        assertThat(schedule.size()).isEqualTo(12);
        assertThat(dueSeconds(schedule)).endsWith(10L, 35L, 40L);
    }

    @Test
    void aQuietStretchIsWaited() {
        assertThat(dueSeconds(schedule(1, at(0, 0), at(10, 1), at(5000, 1), at(5010, 2)))).containsExactly(10L, 5010L);
    }

    @Test
    void twoSnapshotsOfOneMomentAreDueAtThatMoment() {
        assertThat(dueSeconds(schedule(1, at(0, 0), at(0, 2), at(10, 3)))).containsExactly(0L, 0L, 10L);
    }

    @Test
    void theScaleHoldsForTheWholeAndNotForEachStretch() {
        Schedule schedule = schedule(0.25, at(0, 0), at(10, 1), at(20, 2), at(30, 3), at(40, 8));
        assertThat(schedule.size()).isEqualTo(2);
        assertThat(dueSeconds(schedule)).containsExactly(32L, 40L);
    }

    @Test
    void aScaleAboveOneMakesSeveralPledgesOfASignature() {
        assertThat(dueSeconds(schedule(3, at(0, 0), at(30, 1)))).containsExactly(10L, 20L, 30L);
    }

    @Test
    void everyScaleGivesExactlyAsManyDueTimesAsItsSizeInOrder() {
        for (double scale : new double[] { 0.001, 0.1, 1.0 / 3, 0.7, 1, 2.5 }) {
            Schedule schedule = schedule(scale, at(0, 100), at(10, 1100), at(20, 900), at(30, 5000), at(31, 12345));
            List<Duration> due = due(schedule);
            assertThat(due).hasSize((int) schedule.size()).isSorted();
            assertThat(schedule.size()).isEqualTo((long) Math.floor(12245 * scale + 1e-6));
        }
    }

    private static Snapshot at(long seconds, long signatures) {
        return new Snapshot(Instant.parse("2019-03-20T19:20:00Z").plusSeconds(seconds), signatures);
    }

    private static Schedule schedule(double scale, Snapshot... snapshots) {
        return new Schedule(Arrays.asList(snapshots), scale);
    }

    private static List<Duration> due(Schedule schedule) {
        List<Duration> due = new ArrayList<>();
        schedule.dueTimes().forEachRemaining(due::add);
        return due;
    }

    private static List<Long> dueSeconds(Schedule schedule) {
        return due(schedule).stream().map(Duration::toSeconds).toList();
    }

}
