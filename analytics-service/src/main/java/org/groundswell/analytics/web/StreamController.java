package org.groundswell.analytics.web;

import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.constraints.Pattern;
import java.io.IOException;
import java.time.Clock;
import java.util.HashMap;
import java.util.concurrent.Semaphore;
import org.groundswell.analytics.AnalyticsProperties;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.web.Frames.Detail;
import org.jspecify.annotations.Nullable;
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

    private final Clock clock;

    StreamController(LivePicture picture, Tallies tallies, Frames frames, AnalyticsProperties properties, Clock clock,
            MeterRegistry meters) {
        this.picture = picture;
        this.tallies = tallies;
        this.frames = frames;
        this.places = new Semaphore(properties.maxListeners());
        this.clock = clock;
        meters.gauge("groundswell.listeners", places, free -> properties.maxListeners() - free.availablePermits());
    }

    @GetMapping("/api/campaigns/{slug}/tally/stream")
    void one(@PathVariable String slug,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "count",
                    message = "must be count") String fields,
            @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
            HttpServletResponse response) {
        var snapshot = tallies.find(slug);
        var detail = fields == null ? Detail.ALL : Detail.COUNT;
        listen(response, listener -> {
            var shown = snapshot;
            // What the listener has may be newer than what this instance has heard of.
            long sent = versionOf(lastEventId) - 1;
            int milestones = snapshot.milestones().size();
            while (picture.isRunning()) {
                var change = picture.change(slug);
                shown = picture.find(slug).orElse(shown);
                if (shown.version() > sent) {
                    for (; milestones < shown.milestones().size(); milestones++) {
                        listener.send(frames.milestone(shown.milestones().get(milestones), shown.version()));
                    }
                    listener.send(frames.of(shown, detail));
                    sent = shown.version();
                    Thread.sleep(Listener.PACE);
                }
                if (!change.await(Listener.HEARTBEAT)) {
                    listener.beat();
                }
            }
        });
    }

    @GetMapping("/api/tallies/stream")
    void all(HttpServletResponse response) {
        listen(response, listener -> {
            var sent = new HashMap<String, Long>();
            while (picture.isRunning()) {
                var change = picture.anyChange();
                for (var tally : picture.all()) {
                    if (isNews(tally, sent)) {
                        listener.send(frames.of(tally, Detail.NAMED_COUNT));
                        sent.put(tally.slug(), tally.version());
                    }
                }
                Thread.sleep(Listener.PACE);
                if (!change.await(Listener.HEARTBEAT)) {
                    listener.beat();
                }
            }
        });
    }

    private boolean isNews(Tally tally, HashMap<String, Long> sent) {
        return tally.version() > sent.getOrDefault(tally.slug(), 0L) && tally.isOpen(clock.instant());
    }

    private void listen(HttpServletResponse response, Conversation conversation) {
        if (!places.tryAcquire()) {
            throw new TooManyListeners();
        }
        try {
            conversation.with(Listener.on(response));
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

    private static long versionOf(@Nullable String lastEventId) {
        try {
            return lastEventId == null ? 0 : Math.max(0, Long.parseLong(lastEventId.strip()));
        }
        catch (NumberFormatException notOurs) {
            return 0;
        }
    }

    /** What is said to one listener until it, or the service, leaves. */
    @FunctionalInterface
    private interface Conversation {

        void with(Listener listener) throws IOException, InterruptedException;

    }

    /** This instance serves as many listeners as it may. */
    static final class TooManyListeners extends RuntimeException {

        private static final long serialVersionUID = 1L;

        TooManyListeners() {
            super("Very many people are watching right now.", null, false, false);
        }

    }

}
