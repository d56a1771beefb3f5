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
import org.groundswell.defaults.events.EventSender;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgePublication;
import org.groundswell.pledge.UnpublishedPledges;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Publishes PledgeMade for every stored pledge: straight after it was written, and, for
 * whatever that missed (Kafka away, a crash), by sweeping the store. What Kafka has
 * acknowledged is marked in groups. An event may go out more than once, never not at all.
 */
@Component
class PledgePublisher implements PledgePublication, DisposableBean {

    static final String TOPIC = "pledges";

    private static final Logger log = LoggerFactory.getLogger(PledgePublisher.class);

    private static final int MAX_QUEUED = 20_000;

    private static final int GROUP = 500;

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

    private final BlockingQueue<Pledge> fresh = new LinkedBlockingQueue<>(MAX_QUEUED);

    private final BlockingQueue<String> acknowledged = new LinkedBlockingQueue<>();

    /** Set when something may have been left; at first, what an earlier process left. */
    private final AtomicBoolean somethingLeft = new AtomicBoolean(true);

    private final Counter published;

    private final List<Thread> threads;

    PledgePublisher(EventSender events, UnpublishedPledges unpublished, Clock clock, MeterRegistry meters) {
        this.events = events;
        this.unpublished = unpublished;
        this.clock = clock;
        this.published = Counter.builder("groundswell.pledges.published")
            .description("PledgeMade events that Kafka acknowledged, repeats included")
            .register(meters);
        this.threads = List.of(Thread.ofPlatform().name("publish").start(this::publishUntilStopped),
                Thread.ofPlatform().name("mark-published").start(this::markUntilStopped));
    }

    @Override
    public void made(Collection<Pledge> pledges) {
        for (var pledge : pledges) {
            if (!fresh.offer(pledge)) {
                somethingLeft.set(true);
                return;
            }
        }
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
            List<Pledge> left;
            long swept = 0;
            do {
                left = unpublished.find(madeBefore, GROUP);
                CompletableFuture
                    .allOf(left.stream()
                        .map(pledge -> events.send(TOPIC, PledgeMade.of(pledge)))
                        .toArray(CompletableFuture[]::new))
                    .join();
                if (!left.isEmpty()) {
                    unpublished.markPublished(left.stream().map(Pledge::id).toList());
                }
                published.increment(left.size());
                swept += left.size();
            }
            while (left.size() == GROUP);
            if (swept > 0) {
                log.atInfo().addKeyValue("pledges", swept).log("published what was left unpublished");
            }
        }
        catch (CompletionException | DataAccessException failed) {
            somethingLeft.set(true);
            log.atWarn().addKeyValue("cause", causeOf(failed)).log("pledges left unpublished, will be tried again");
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

    private void publish(Pledge pledge) {
        events.send(TOPIC, PledgeMade.of(pledge)).whenComplete((sent, failure) -> {
            if (failure == null) {
                published.increment();
                acknowledged.add(pledge.id());
            }
            else {
                somethingLeft.set(true);
            }
        });
    }

    private void markUntilStopped() {
        var group = new ArrayList<String>(GROUP);
        while (!Thread.currentThread().isInterrupted()) {
            try {
                group.add(acknowledged.take());
                Thread.sleep(MARK_PAUSE);
                acknowledged.drainTo(group, GROUP - 1);
                unpublished.markPublished(group);
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

    private static String causeOf(Exception failed) {
        var cause = failed.getCause() == null ? failed : failed.getCause();
        return cause.getClass().getSimpleName();
    }

}
