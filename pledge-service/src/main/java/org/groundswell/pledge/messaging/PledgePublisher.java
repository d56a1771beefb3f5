package org.groundswell.pledge.messaging;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgePublication;
import org.groundswell.pledge.UnpublishedPledges;
import org.groundswell.pledge.UnpublishedPledges.Story;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes PledgeMade for every stored pledge, and PledgeWithdrawn for every one that
 * was taken back: straight after it was written, and, for whatever that missed (Kafka
 * away, a crash), by sweeping the store. What Kafka has acknowledged is marked in groups.
 * An event may go out more than once, never not at all.
 */
@Component
class PledgePublisher implements PledgePublication, DisposableBean {

    static final String TOPIC = "pledges";

    private static final Logger log = LoggerFactory.getLogger(PledgePublisher.class);

    private static final int MAX_QUEUED = 20_000;

    private static final int GROUP = 500;

    /** Looking costs much more than sending, on a store without indexes. */
    private static final int SWEEP = 10_000;

    /**
     * Long enough for acknowledgements to gather, short enough to leave little to repeat
     * after a crash.
     */
    private static final Duration MARK_PAUSE = Duration.ofMillis(50);

    /** Younger ones may be on their way in another instance. */
    private static final Duration ABANDONED_AFTER = Duration.ofSeconds(60);

    private final EventSender events;

    private final UnpublishedPledges unpublished;

    private final Clock clock;

    private final BlockingQueue<Telling> fresh = new LinkedBlockingQueue<>(MAX_QUEUED);

    private final BlockingQueue<Telling> acknowledged = new LinkedBlockingQueue<>();

    /** Set when something may have been left; at first, what an earlier process left. */
    private final AtomicBoolean somethingLeft = new AtomicBoolean(true);

    private final Counter published;

    private final List<Thread> threads;

    PledgePublisher(EventSender events, UnpublishedPledges unpublished, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.unpublished = unpublished;
        this.clock = clock;
        this.published = Counter.builder("groundswell.pledges.published")
            .description("Events of pledges that Kafka acknowledged, repeats included")
            .register(meters);
        this.threads = List.of(Thread.ofPlatform().name("publish").start(this::publishUntilStopped),
                Thread.ofPlatform().name("mark-published").start(this::markUntilStopped));
    }

    @Override
    public void made(Collection<Pledge> pledges) {
        pledges.forEach(pledge -> offer(new Telling(Story.MADE, pledge)));
    }

    @Override
    public void withdrawn(Pledge pledge) {
        offer(new Telling(Story.WITHDRAWN, pledge));
    }

    @Override
    public void uncertain() {
        somethingLeft.set(true);
    }

    @Override
    public void destroy() {
        threads.forEach(Thread::interrupt);
    }

    /**
     * After a failure or a start: everything that is left and not just now being
     * published.
     */
    @Scheduled(fixedDelay = 2, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void sweepAfterFailure() {
        if (fresh.isEmpty() && somethingLeft.getAndSet(false)) {
            sweep(clock.instant());
        }
    }

    /** What another instance left when it crashed for good. */
    @Scheduled(fixedDelay = 5, initialDelay = 5, timeUnit = TimeUnit.MINUTES)
    void sweepAbandoned() {
        sweep(clock.instant().minus(ABANDONED_AFTER));
    }

    private void sweep(Instant madeBefore) {
        try {
            var swept = sweep(Story.MADE, madeBefore) + sweep(Story.WITHDRAWN, madeBefore);
            if (swept > 0) {
                log.atInfo().addKeyValue("events", swept).log("published what was left unpublished");
            }
        }
        catch (CompletionException | DataAccessException failed) {
            somethingLeft.set(true);
            log.atWarn().addKeyValue("cause", causeOf(failed)).log("pledges left unpublished, will be tried again");
        }
    }

    private long sweep(Story story, Instant madeBefore) {
        List<Pledge> left;
        long swept = 0;
        do {
            left = unpublished.find(story, madeBefore, SWEEP);
            for (int from = 0; from < left.size(); from += GROUP) {
                var group = left.subList(from, Math.min(from + GROUP, left.size()));
                CompletableFuture
                    .allOf(group.stream()
                        .map(pledge -> events.send(TOPIC, new Telling(story, pledge).event()))
                        .toArray(CompletableFuture[]::new))
                    .join();
                unpublished.markPublished(story, group.stream().map(Pledge::id).toList());
                published.increment(group.size());
                swept += group.size();
            }
        }
        while (left.size() == SWEEP);
        return swept;
    }

    private void offer(Telling telling) {
        if (!fresh.offer(telling)) {
            somethingLeft.set(true);
        }
    }

    private void publishUntilStopped() {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                publish(fresh.take());
            }
            catch (InterruptedException stopped) {
                return;
            }
            catch (RuntimeException failed) {
                somethingLeft.set(true);
                log.error("publishing failed", failed);
            }
        }
    }

    private void publish(Telling telling) {
        events.send(TOPIC, telling.event()).whenComplete((sent, failure) -> {
            if (failure == null) {
                published.increment();
                acknowledged.add(telling);
            }
            else {
                somethingLeft.set(true);
            }
        });
    }

    private void markUntilStopped() {
        var group = new ArrayList<Telling>(GROUP);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.add(acknowledged.take());
                Thread.sleep(MARK_PAUSE);
                acknowledged.drainTo(group, GROUP - 1);
                mark(group);
            }
            catch (InterruptedException stopped) {
                return;
            }
            catch (RuntimeException failed) {
                somethingLeft.set(true);
                log.atWarn()
                    .addKeyValue("cause", causeOf(failed))
                    .log("published pledges not marked, will be repeated");
            }
            finally {
                group.clear();
            }
        }
    }

    private void mark(List<Telling> group) {
        for (var story : Story.values()) {
            var ids = group.stream()
                .filter(telling -> telling.story == story)
                .map(telling -> telling.pledge.id())
                .toList();
            if (!ids.isEmpty()) {
                unpublished.markPublished(story, ids);
            }
        }
    }

    private static String causeOf(Exception failed) {
        var cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getClass().getSimpleName();
    }

    private record Telling(Story story, Pledge pledge) {

        Event event() {
            return story == Story.MADE ? PledgeMade.of(pledge) : PledgeWithdrawn.of(pledge);
        }

    }

}
