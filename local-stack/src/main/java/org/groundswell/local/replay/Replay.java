package org.groundswell.local.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.groundswell.local.client.Pledge;
import org.groundswell.local.client.PledgeSender;
import org.groundswell.local.client.RandomPledges;
import org.groundswell.local.client.Site;
import org.groundswell.local.client.Tally;

/**
 * One replay against one campaign.
 */
final class Replay {

    private static final int IN_FLIGHT = 64;

    private static final Duration PLEDGE_PATIENCE = Duration.ofMinutes(2);

    private final Site site;

    private final String slug;

    private final Schedule schedule;

    private final double speed;

    private final Duration countPatience;

    private final PrintStream out;

    private final PrintStream err;

    private final Score score = new Score();

    private final RandomPledges pledges = new RandomPledges();

    /** Tells this replay's keys from those of another against the same campaign. */
    private final String keys = "replay-" + UUID.randomUUID() + "-";

    private volatile Duration originalElapsed = Duration.ZERO;

    private volatile long counted;

    Replay(Site site, String slug, Schedule schedule, double speed, Duration countPatience, PrintStream out,
            PrintStream err) {
        this.site = site;
        this.slug = slug;
        this.schedule = schedule;
        this.speed = speed;
        this.countPatience = countPatience;
        this.out = out;
        this.err = err;
    }

    /**
     * Plays all of it, waits for the count, and prints what came of it.
     * @return whether every pledge was accepted and the tally grew by exactly what was
     * accepted
     */
    boolean run() throws IOException, InterruptedException {
        Tally before = this.site.tally(this.slug);
        PledgeSender sender = new PledgeSender(this.site, this.slug, PLEDGE_PATIENCE,
                () -> this.err.println("The platform limits this client, so pledges wait; start it with "
                        + "./groundswell up --limits off to lift that."));
        Semaphore inFlight = new Semaphore(IN_FLIGHT);
        long start;
        long end;
        try (ExecutorService senders = Executors.newVirtualThreadPerTaskExecutor();
                ScheduledExecutorService reporter = Executors.newSingleThreadScheduledExecutor()) {
            Iterator<Duration> dueTimes = this.schedule.dueTimes();
            if (dueTimes.hasNext()) {
                // The clock starts when the platform takes pledges: news of a launch
                // needs a moment to get around.
                dueTimes.next();
                this.score.sentBehindScheduleBy(0);
                send(sender, 0, System.nanoTime());
            }
            start = System.nanoTime();
            reporter.scheduleWithFixedDelay(() -> progress(start, before), 1, 1, TimeUnit.SECONDS);
            for (long next = 1; dueTimes.hasNext(); next++) {
                long number = next;
                Duration due = dueTimes.next();
                long dueNanos = start + (long) (due.toNanos() / this.speed);
                awaitTime(dueNanos);
                inFlight.acquire();
                this.originalElapsed = due;
                this.score.sentBehindScheduleBy(System.nanoTime() - dueNanos);
                senders.execute(() -> {
                    try {
                        send(sender, number, start);
                    }
                    finally {
                        inFlight.release();
                    }
                });
            }
            inFlight.acquire(IN_FLIGHT);
            end = System.nanoTime();
            reporter.shutdownNow();
        }
        Tally grown = awaitCount(before);
        return report(grown, Duration.ofNanos(end - start));
    }

    private static void awaitTime(long nanoTime) throws InterruptedException {
        for (long left = nanoTime - System.nanoTime(); left > 0; left = nanoTime - System.nanoTime()) {
            LockSupport.parkNanos(left);
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
        }
    }

    private void send(PledgeSender sender, long number, long start) {
        try {
            Pledge pledge = this.pledges.number(number);
            PledgeSender.Outcome outcome = sender.send(this.keys + number, pledge);
            this.score.answered(outcome, pledge.people(), Duration.ofNanos(System.nanoTime() - start));
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void progress(long start, Tally before) {
        try {
            this.counted = this.site.tally(this.slug).since(before).pledges();
        }
        catch (IOException | RuntimeException ex) {
            // The count is shown again when it can be had again.
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
            return;
        }
        long second = Duration.ofNanos(System.nanoTime() - start).toSeconds();
        this.out.printf("%4d s  original %3d d %02d:%02d  sent %,9d of %,d  accepted %,9d  counted %,9d  %,6d/s%n",
                second, this.originalElapsed.toDays(), this.originalElapsed.toHoursPart(),
                this.originalElapsed.toMinutesPart(), this.score.sent(), this.schedule.size(), this.score.accepted(),
                this.counted, this.score.acceptedInSecond(second - 1));
    }

    private Tally awaitCount(Tally before) throws InterruptedException {
        Tally accepted = new Tally(this.score.accepted(), this.score.acceptedPeople());
        long deadline = System.nanoTime() + this.countPatience.toNanos();
        Tally grown = new Tally(0, 0);
        boolean settled = false;
        while (!settled && System.nanoTime() < deadline) {
            try {
                grown = this.site.tally(this.slug).since(before);
                settled = grown.equals(accepted);
            }
            catch (IOException | RuntimeException ex) {
                // Asked again until the time is up.
            }
            Thread.sleep(settled ? 2000 : 200);
        }
        return settled ? last(grown, before) : grown;
    }

    /** A moment later, so that a count that runs on past what was accepted is noticed. */
    private Tally last(Tally grown, Tally before) throws InterruptedException {
        try {
            return this.site.tally(this.slug).since(before);
        }
        catch (IOException | RuntimeException ex) {
            return grown;
        }
    }

    private boolean report(Tally grown, Duration took) {
        boolean equal = grown.equals(new Tally(this.score.accepted(), this.score.acceptedPeople()));
        this.out.printf("%n");
        this.out.printf("sent                   %,d%n", this.score.sent());
        this.out.printf("accepted               %,d (%,d people)%n", this.score.accepted(),
                this.score.acceptedPeople());
        if (this.score.refused() > 0) {
            this.out.printf("not accepted           %,d; the first: %s%n", this.score.refused(),
                    this.score.firstRefusal());
        }
        this.out.printf("retried                %,d%n", this.score.retried());
        this.out.printf("counted                %,d (%,d people)%n", grown.pledges(), grown.people());
        this.out.printf("took                   %.1f s%n", took.toMillis() / 1000.0);
        this.out.printf("rate                   mean %,.0f/s, peak %,d/s%n",
                this.score.accepted() * 1000.0 / Math.max(1, took.toMillis()), this.score.peakPerSecond());
        this.out.printf("response time          p50 %d ms, p95 %d ms, p99 %d ms%n", this.score.percentileMillis(0.5),
                this.score.percentileMillis(0.95), this.score.percentileMillis(0.99));
        this.out.printf("behind schedule        at worst %.1f s%n", this.score.worstLagSeconds());
        this.out.printf("tally equals accepted: %s%n", equal ? "yes" : "no");
        return equal && this.score.refused() == 0;
    }

}
