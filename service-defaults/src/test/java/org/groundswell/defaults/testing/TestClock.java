package org.groundswell.defaults.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;

/** A clock that runs, and that a test can put forward. */
public final class TestClock extends Clock {

    private final Clock real = Clock.tick(Clock.systemUTC(), Duration.ofMillis(1));

    private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);

    /**
     * Puts the clock forward.
     * @param by how far
     */
    public void advance(Duration by) {
        ahead.updateAndGet(by::plus);
    }

    /** Puts the clock right again. */
    public void reset() {
        ahead.set(Duration.ZERO);
    }

    @Override
    public Instant instant() {
        return real.instant().plus(ahead.get());
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("services know UTC alone");
    }

}
