package org.groundswell.gateway.upstream;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Remembers for a second which instances refused a connection, so that not every request
 * has to find out for itself. They are asked last, not never.
 */
class UnreachableInstances {

    private static final Duration MEMORY = Duration.ofSeconds(1);

    private final Clock clock;

    private final Map<String, Instant> refusals = new ConcurrentHashMap<>();

    UnreachableInstances(Clock clock) {
        this.clock = clock;
    }

    void refused(String instance) {
        refusals.put(instance, clock.instant());
    }

    void answered(String instance) {
        if (!refusals.isEmpty()) {
            refusals.remove(instance);
        }
    }

    boolean contains(String instance) {
        var at = refusals.get(instance);
        return at != null && at.plus(MEMORY).isAfter(clock.instant());
    }

}
