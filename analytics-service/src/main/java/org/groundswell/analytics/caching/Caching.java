package org.groundswell.analytics.caching;

import java.time.Duration;
import org.springframework.http.CacheControl;

/** For how long caches in between may keep what everybody may read. */
public final class Caching {

    /**
     * A second; five more while a newer answer is fetched; five minutes while there is
     * none to be had.
     */
    public static final CacheControl A_MOMENT = CacheControl.maxAge(Duration.ofSeconds(1))
        .cachePublic()
        .staleWhileRevalidate(Duration.ofSeconds(5))
        .staleIfError(Duration.ofMinutes(5));

    private Caching() {
    }

}
