package org.groundswell.analytics;

import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * The newest tally of every campaign, in memory, and waiting for a newer one. Whoever
 * waits is told that there is something newer, never what lay in between, so that a slow
 * listener has no backlog.
 */
@Component
public class LivePicture implements SmartLifecycle {

    private final ConcurrentMap<String, Tally> tallies = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Signal> signals = new ConcurrentHashMap<>();

    private final Signal any = new Signal();

    private volatile boolean running;

    /**
     * Shows a tally, unless a newer one is shown.
     * @param tally the tally
     */
    public void show(Tally tally) {
        var shown = tallies.merge(tally.slug(), tally, (old, heard) -> heard.version() > old.version() ? heard : old);
        if (shown.equals(tally)) {
            signal(tally.slug()).raise();
            any.raise();
        }
    }

    /**
     * The newest tally of a campaign.
     * @param slug the campaign's slug
     * @return the tally, if any was heard of
     */
    public Optional<Tally> find(String slug) {
        return Optional.ofNullable(tallies.get(slug));
    }

    /**
     * The newest tallies of all campaigns.
     * @return in no order
     */
    public Collection<Tally> all() {
        return tallies.values();
    }

    /**
     * Waits until a campaign's tally changes.
     * @param slug the campaign's slug
     * @return the wait, begun: changes from now on end it
     */
    public Wait change(String slug) {
        return signal(slug).begin();
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
        signals.values().forEach(Signal::raise);
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

    private Signal signal(String slug) {
        return signals.computeIfAbsent(slug, newSlug -> new Signal());
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

    private static final class Signal {

        private final ReentrantLock lock = new ReentrantLock();

        private final Condition raised = lock.newCondition();

        private long count;

        Wait begin() {
            lock.lock();
            try {
                var begun = count;
                return atMost -> await(begun, atMost);
            }
            finally {
                lock.unlock();
            }
        }

        void raise() {
            lock.lock();
            try {
                count++;
                raised.signalAll();
            }
            finally {
                lock.unlock();
            }
        }

        private boolean await(long begun, Duration atMost) throws InterruptedException {
            lock.lock();
            try {
                long left = atMost.toNanos();
                while (count == begun && left > 0) {
                    left = raised.awaitNanos(left);
                }
                return count != begun;
            }
            finally {
                lock.unlock();
            }
        }

    }

}
