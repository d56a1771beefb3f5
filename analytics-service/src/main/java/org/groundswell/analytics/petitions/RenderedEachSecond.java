package org.groundswell.analytics.petitions;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;
import org.groundswell.analytics.caching.Rendered;

/**
 * What many petitions go into, made at most once a second for all who ask at the same
 * address, and as often as asked for where there are more addresses than memory is set
 * aside for.
 */
final class RenderedEachSecond {

    private static final Duration KEPT = Duration.ofSeconds(2);

    private static final long MOST_KEPT_BYTES = 16L * 1024 * 1024;

    private final Cache<Key, Rendered> seconds = Caffeine.newBuilder()
        .expireAfterWrite(KEPT)
        .maximumWeight(MOST_KEPT_BYTES)
        .weigher((Key key, Rendered rendered) -> key.address.length() + rendered.body().length)
        .build();

    Rendered get(String address, Instant now, Supplier<Rendered> rendering) {
        return seconds.get(new Key(address, now.getEpochSecond()), key -> rendering.get());
    }

    /**
     * By the clock's second, which needs no other clock and lets nothing grow older.
     *
     * @param address where it is asked for, with its query
     * @param second the clock's, since 1970
     */
    private record Key(String address, long second) {
    }

}
