package org.groundswell.analytics.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.OptionalLong;
import java.util.concurrent.Semaphore;
import org.groundswell.analytics.AnalyticsProperties;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.web.Frames.Detail;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tallies as they change. Each listener has a virtual thread that waits for something
 * newer, sends the newest there is, and takes a breath; so a slow one gets fewer updates,
 * never old ones.
 */
@RestController
class StreamController {

    private final LivePicture picture;

    private final Tallies tallies;

    private final Frames frames;

    private final Semaphore places;

    private final Duration heartbeat;

    private final Clock clock;

    StreamController(LivePicture picture, Tallies tallies, Frames frames, AnalyticsProperties properties, Clock clock,
            MeterRegistry meters) {
        this.picture = picture;
        this.tallies = tallies;
        this.frames = frames;
        this.places = new Semaphore(properties.maxListeners());
        this.heartbeat = properties.heartbeat();
        this.clock = clock;
        meters.gauge("groundswell.listeners", places, free -> properties.maxListeners() - free.availablePermits());
    }

    @GetMapping("/api/campaigns/{slug}/tally/stream")
    void one(@PathVariable String slug,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "count",
                    message = "must be count") String fields,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId, HttpMethod method,
            HttpServletResponse response) {
        var snapshot = tallies.find(slug);
        var detail = fields == null ? Detail.ALL : Detail.COUNT;
        listen(method, response, listener -> {
            // What the listener has may be newer than what this instance has heard of.
            var known = versionOf(lastEventId).orElse(snapshot.version());
            var sent = versionOf(lastEventId).orElse(1) - 1;
            for (var change = picture.change(slug); picture.isRunning(); change = picture.change(slug)) {
                var newest = picture.find(slug).orElse(snapshot);
                if (newest.version() > sent) {
                    for (var milestone : picture.reachedAfter(newest, known)) {
                        listener.add(frames.milestone(milestone, newest.version()));
                    }
                    listener.add(frames.of(newest, detail));
                    listener.send();
                    sent = newest.version();
                    known = sent;
                    Thread.sleep(Listener.PACE);
                }
                listener.await(change);
            }
        });
    }

    @GetMapping("/api/tallies/stream")
    void all(HttpMethod method, HttpServletResponse response) {
        listen(method, response, listener -> {
            long heard = 0;
            var news = new LinkedHashMap<String, Tally>();
            for (var change = picture.anyChange(); picture.isRunning(); change = picture.anyChange()) {
                var now = clock.instant();
                for (var shown : picture.shownAfter(heard).entrySet()) {
                    heard = shown.getKey();
                    news.put(shown.getValue().slug(), shown.getValue());
                }
                for (var tally : news.values()) {
                    if (tally.isOpen(now)) {
                        listener.add(frames.of(tally, Detail.NAMED_COUNT));
                    }
                }
                // That a campaign opens is no change; it is noticed at the next
                // heartbeat.
                news.values().removeIf(tally -> !tally.opensAfter(now));
                if (listener.send()) {
                    Thread.sleep(Listener.PACE);
                }
                listener.await(change);
            }
        });
    }

    private void listen(HttpMethod method, HttpServletResponse response, Conversation conversation) {
        if (!picture.isRunning()) {
            throw new TurnedAway("This instance is not serving live streams right now.");
        }
        if (!places.tryAcquire()) {
            throw new TurnedAway("Very many people are watching right now.");
        }
        try {
            var listener = Listener.on(response, heartbeat);
            // Who asks for the headers alone would wait for ever for their end.
            if (method != HttpMethod.HEAD) {
                conversation.with(listener);
            }
        }
        catch (IOException left) {
            // Listeners come and go.
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        finally {
            places.release();
        }
    }

    private static OptionalLong versionOf(@Nullable String lastEventId) {
        try {
            var version = lastEventId == null ? 0 : Long.parseLong(lastEventId.strip());
            return version > 0 ? OptionalLong.of(version) : OptionalLong.empty();
        }
        catch (NumberFormatException notOurs) {
            return OptionalLong.empty();
        }
    }

    /** What is said to one listener until it, or the service, leaves. */
    @FunctionalInterface
    private interface Conversation {

        void with(Listener listener) throws IOException, InterruptedException;

    }

    /** This instance has no place for one more listener. */
    static final class TurnedAway extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TurnedAway(String why) {
            super(why, null, false, false);
        }

    }

}
