package org.groundswell.gateway.limits;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import java.time.Duration;

/**
 * Buckets by key. One that was idle long enough to be full again is forgotten, and when
 * there are too many, those asked for least.
 *
 * @param <K> what has a bucket
 */
class TokenBuckets<K> {

    private final Cache<K, Bucket> buckets;

    private final TimeMeter time;

    TokenBuckets(long most, Duration idle, TimeMeter time) {
        this.time = time;
        this.buckets = Caffeine.newBuilder()
            .maximumSize(most)
            .expireAfterAccess(idle)
            .ticker(time::currentTimeNanos)
            .executor(Runnable::run)
            .build();
    }

    /** Takes a token, if there is one. The rate of a key is always the same. */
    ConsumptionProbe take(K key, Rate rate) {
        return buckets.get(key, unknown -> bucket(rate)).tryConsumeAndReturnRemaining(1);
    }

    long count() {
        buckets.cleanUp();
        return buckets.estimatedSize();
    }

    private Bucket bucket(Rate rate) {
        return Bucket.builder()
            .addLimit(limit -> limit.capacity(rate.burst()).refillGreedy(rate.tokens(), rate.period()))
            .withCustomTimePrecision(time)
            .build();
    }

}
