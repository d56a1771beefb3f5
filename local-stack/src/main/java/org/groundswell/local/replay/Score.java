package org.groundswell.local.replay;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.IntStream;

import org.groundswell.local.client.PledgeSender;

/**
 * What a replay has seen so far. Safe for many threads; its size does not grow with the
 * replay's.
 */
final class Score {

    private static final int LONGEST_MILLIS = 60_000;

    private static final int SECONDS = 7 * 24 * 3600;

    private final LongAdder sent = new LongAdder();

    private final LongAdder accepted = new LongAdder();

    private final LongAdder acceptedPeople = new LongAdder();

    private final LongAdder refused = new LongAdder();

    private final LongAdder retried = new LongAdder();

    private final AtomicLong worstLagNanos = new AtomicLong();

    private final AtomicReference<String> firstRefusal = new AtomicReference<>("");

    private final AtomicIntegerArray byMillis = new AtomicIntegerArray(LONGEST_MILLIS + 1);

    private final AtomicIntegerArray acceptedBySecond = new AtomicIntegerArray(SECONDS);

    void sentBehindScheduleBy(long lagNanos) {
        this.sent.increment();
        this.worstLagNanos.accumulateAndGet(lagNanos, Math::max);
    }

    /**
     * @param elapsed since the replay's start
     */
    void answered(PledgeSender.Outcome outcome, int people, Duration elapsed) {
        this.retried.add(outcome.retries());
        if (!outcome.accepted()) {
            this.refused.increment();
            this.firstRefusal.compareAndSet("", outcome.detail());
            return;
        }
        this.accepted.increment();
        this.acceptedPeople.add(people);
        this.byMillis.incrementAndGet((int) Math.min(outcome.took().toMillis(), LONGEST_MILLIS));
        this.acceptedBySecond.incrementAndGet((int) Math.min(elapsed.toSeconds(), SECONDS - 1));
    }

    long sent() {
        return this.sent.sum();
    }

    long accepted() {
        return this.accepted.sum();
    }

    long acceptedPeople() {
        return this.acceptedPeople.sum();
    }

    long refused() {
        return this.refused.sum();
    }

    long retried() {
        return this.retried.sum();
    }

    String firstRefusal() {
        return this.firstRefusal.get();
    }

    double worstLagSeconds() {
        return this.worstLagNanos.get() / 1e9;
    }

    int acceptedInSecond(long second) {
        return (second >= 0 && second < SECONDS) ? this.acceptedBySecond.get((int) second) : 0;
    }

    int peakPerSecond() {
        return IntStream.range(0, SECONDS).map(this.acceptedBySecond::get).max().orElse(0);
    }

    /**
     * The response time that a share of the accepted pledges did not exceed.
     * @param share above 0, at most 1
     * @return in milliseconds; 0 when there are none
     */
    int percentileMillis(double share) {
        long wanted = (long) Math.ceil(share * this.accepted.sum());
        long seen = 0;
        for (int millis = 0; millis <= LONGEST_MILLIS && wanted > 0; millis++) {
            seen += this.byMillis.get(millis);
            if (seen >= wanted) {
                return millis;
            }
        }
        return 0;
    }

}
