package org.groundswell.local.bench;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class DeliveriesTests {

    private static final long MILLI = 1_000_000;

    private final Sightings one = new Sightings();

    private final Sightings other = new Sightings();

    @Test
    void aPledgeIsVisibleWithTheFirstTallyThatHasAsManyPledges() {
        see(this.one, 10, 100);
        see(this.one, 12, 150);
        see(this.one, 13, 400);
        long[] answered = { 110 * MILLI, 120 * MILLI, 130 * MILLI };
        Deliveries deliveries = Deliveries.sinceAnswers(answered, 10, List.of(this.one));
        assertThat(deliveries.latencies().micros()).containsExactly(30_000, 40_000, 270_000);
        assertThat(deliveries.missing()).isZero();
    }

    @Test
    void oneThatWasVisibleBeforeItsAnswerCameTookNoTime() {
        see(this.one, 1, 100);
        Deliveries deliveries = Deliveries.sinceAnswers(new long[] { 110 * MILLI }, 0, List.of(this.one));
        assertThat(deliveries.latencies().micros()).containsExactly(0);
    }

    @Test
    void whatNeverCameIsMissing() {
        see(this.one, 1, 100);
        see(this.one, 2, 200);
        see(this.other, 1, 110);
        Deliveries deliveries = Deliveries.sinceAnswers(new long[] { 90 * MILLI, 190 * MILLI }, 0,
                List.of(this.one, this.other));
        assertThat(deliveries.latencies().micros()).containsExactly(10_000, 10_000, 20_000);
        assertThat(deliveries.missing()).isOne();
    }

    @Test
    void theFirstListenerIsWhoeverSawItFirst() {
        see(this.one, 1, 100);
        see(this.one, 2, 205);
        see(this.other, 1, 107);
        see(this.other, 2, 200);
        Deliveries deliveries = Deliveries.sinceTheFirstListener(2, 0, List.of(this.one, this.other));
        assertThat(deliveries.latencies().micros()).containsExactly(0, 0, 5_000, 7_000);
    }

    @Test
    void aCountThatWasPassedOverWasNotSeenExactly() {
        see(this.one, 10, 1);
        see(this.one, 11, 2);
        see(this.one, 11, 3);
        see(this.one, 13, 4);
        assertThat(this.one.exactly(11, 3)).isEqualTo(2);
        assertThat(this.one.newest()).isEqualTo(13);
        assertThat(this.other.newest()).isEqualTo(-1);
    }

    private static void see(Sightings listener, long pledges, long millis) {
        listener.add(pledges, millis * MILLI);
    }

}
