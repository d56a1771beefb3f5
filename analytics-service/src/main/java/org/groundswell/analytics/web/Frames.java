package org.groundswell.analytics.web;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import org.groundswell.analytics.Places;
import org.groundswell.analytics.Tally;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** The bytes of server-sent events, made once for all listeners. */
@Component
class Frames {

    private static final Duration KEPT = Duration.ofSeconds(5);

    private static final long MAX_KEPT_BYTES = 16L * 1024 * 1024;

    private final JsonMapper json;

    private final LoadingCache<Key, byte[]> frames;

    Frames(JsonMapper json, Places places, Clock clock) {
        this.json = json;
        this.frames = Caffeine.newBuilder()
            .expireAfterWrite(KEPT)
            .maximumWeight(MAX_KEPT_BYTES)
            .weigher((Key key, byte[] frame) -> frame.length)
            .build(key -> {
                Object view = switch (key.detail) {
                    case ALL -> TallyView.of(key.tally, places, clock.instant());
                    case COUNT -> CountView.of(key.tally);
                    case NAMED_COUNT -> CountView.named(key.tally);
                };
                return frame("tally", key.tally.version(), view);
            });
    }

    byte[] of(Tally tally, Detail detail) {
        return frames.get(new Key(tally, detail));
    }

    byte[] milestone(Tally.Reached milestone, long version) {
        return frame("milestone", version, milestone);
    }

    private byte[] frame(String event, long version, Object view) {
        return ("event: " + event + "\nid: " + version + "\ndata: " + json.writeValueAsString(view) + "\n\n")
            .getBytes(StandardCharsets.UTF_8);
    }

    /** How much of a tally a listener asked for. */
    enum Detail {

        ALL, COUNT, NAMED_COUNT

    }

    /**
     * By identity of the version, which is cheaper to compare than the tally's content.
     */
    private record Key(Tally tally, Detail detail) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Key key && key.detail == detail && key.tally.version() == tally.version()
                    && key.tally.campaignId().equals(tally.campaignId());
        }

        @Override
        public int hashCode() {
            return tally.campaignId().hashCode() * 31 + Long.hashCode(tally.version()) * 3 + detail.ordinal();
        }

    }

}
