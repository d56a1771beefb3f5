package org.groundswell.analytics;

import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentNavigableMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The newest tally of every campaign, in memory, and waiting for a newer one. Whoever
 * waits is told that there is something newer, never what lay in between, so that a slow
 * listener has no backlog.
 */
@Component
public class LivePicture implements SmartLifecycle {

    /** Before this instance first heard of the campaign. */
    private static final long EARLIER = 0;

    private final ConcurrentMap<String, Shown> campaigns = new ConcurrentHashMap<>();

    private final ConcurrentNavigableMap<Long, Tally> order = new ConcurrentSkipListMap<>();

    private final Signal any = new Signal();

    private long lastTurn;

    private volatile boolean running;

    /**
     * Shows a tally, unless the same or a newer one is shown.
     * @param tally the tally
     */
    public void show(Tally tally) {
        Shown shown;
        synchronized (this) {
            var before = campaigns.get(tally.slug());
            if (before != null && before.tally.version() >= tally.version()) {
                return;
            }
            shown = Shown.after(before, tally, ++lastTurn);
            campaigns.put(tally.slug(), shown);
            order.put(shown.turn, tally);
            if (before != null) {
                order.remove(before.turn);
            }
        }
        shown.signal.raise();
        any.raise();
    }

    /**
     * The newest tally of a campaign.
     * @param slug the campaign's slug
     * @return the tally, if any was heard of
     */
    public Optional<Tally> find(String slug) {
        return Optional.ofNullable(campaigns.get(slug)).map(Shown::tally);
    }

    /**
     * The newest tallies of the campaigns that changed, so that one in which nothing
     * happens costs nothing.
     * @param turn the last turn that the caller has seen; 0: none, which asks for all
     * campaigns
     * @return by their turns, ascending; a campaign that changes meanwhile may be in it
     * twice, the newer tally last
     */
    public SortedMap<Long, Tally> shownAfter(long turn) {
        return Collections.unmodifiableSortedMap(order.tailMap(turn, false));
    }

    /**
     * Which of a tally's milestones were reached after a version. Of those that were
     * reached before this instance first heard of the campaign it is only known that the
     * launch and the pledges up to the threshold came first, each with a version.
     * @param tally the tally
     * @param version the version
     * @return those milestones, in the tally's order
     */
    public List<Tally.Reached> reachedAfter(Tally tally, long version) {
        var shown = campaigns.get(tally.slug());
        return tally.milestones().stream().filter(milestone -> {
            long reachedBy = shown == null ? EARLIER : shown.reachedBy.getOrDefault(milestone.threshold(), EARLIER);
            return reachedBy == EARLIER ? milestone.threshold() + 1 > Generation.changes(version) : reachedBy > version;
        }).toList();
    }

    /**
     * Waits until a campaign's tally changes; while nothing was heard of the campaign,
     * until any does.
     * @param slug the campaign's slug
     * @return the wait, begun: changes from now on end it
     */
    public Wait change(String slug) {
        var shown = campaigns.get(slug);
        return shown == null ? any.begin() : shown.signal.begin();
    }

    /**
     * Waits until any campaign's tally changes.
     * @return the wait, begun: changes from now on end it
     */
    public Wait anyChange() {
        return any.begin();
    }

    @Override
    public void start() {
        running = true;
    }

    /** Ends all waits, so that listeners leave before the web server waits for them. */
    @Override
    public void stop() {
        running = false;
        campaigns.values().forEach(shown -> shown.signal.raise());
        any.raise();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** Stops before the web server does. */
    @Override
    public int getPhase() {
        return Integer.MAX_VALUE;
    }

    /** A wait for the next change. */
    @FunctionalInterface
    public interface Wait {

        /**
         * Waits.
         * @param atMost how long
         * @return whether there was a change
         * @throws InterruptedException when the thread is to stop
         */
        boolean await(Duration atMost) throws InterruptedException;

    }

    /**
     * A campaign's newest tally.
     *
     * @param turn which change of any campaign this is
     * @param reachedBy the version by which each threshold was reached; 0: before this
     * instance first heard of the campaign
     * @param signal raised when this is no longer the newest
     */
    private record Shown(Tally tally, long turn, Map<Long, Long> reachedBy, Signal signal) {

        static Shown after(@Nullable Shown before, Tally tally, long turn) {
            var reachedBy = new HashMap<Long, Long>();
            tally.milestones()
                .forEach(milestone -> reachedBy.put(milestone.threshold(), before == null ? EARLIER
                        : before.reachedBy.getOrDefault(milestone.threshold(), tally.version())));
            return new Shown(tally, turn, reachedBy, before == null ? new Signal() : before.signal);
        }

    }

    /**
     * Wakes thousands at once: they share a latch, where a lock would let them go one by
     * one.
     */
    private static final class Signal {

        private final AtomicReference<CountDownLatch> next = new AtomicReference<>(new CountDownLatch(1));

        Wait begin() {
            var latch = next.get();
            return atMost -> latch.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
        }

        void raise() {
            next.getAndSet(new CountDownLatch(1)).countDown();
        }

    }

}
