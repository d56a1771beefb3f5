package org.groundswell.analytics.petitions;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import org.groundswell.analytics.caching.Rendered;

/**
 * What petitions look like, each made once for a version and state and found by number.
 */
final class RenderedOnce {

    private final ConcurrentMap<Long, Version> versions = new ConcurrentHashMap<>();

    Rendered get(Counted counted, Petition.State state, Supplier<Rendered> rendering) {
        var kept = versions.get(counted.number());
        if (kept != null && kept.state == state && kept.counted.isSameVersionAs(counted)) {
            return kept.rendered;
        }
        var made = new Version(counted, state, rendering.get());
        versions.put(counted.number(), made);
        return made.rendered;
    }

    private record Version(Counted counted, Petition.State state, Rendered rendered) {
    }

}
