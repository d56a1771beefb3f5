package org.groundswell.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

import org.groundswell.local.client.Site;
import org.groundswell.local.client.SiteRefused;
import org.groundswell.local.client.Tally;
import org.groundswell.local.process.RunFile;
import org.groundswell.local.process.RunFolder;

/**
 * How fast analytics-service, started with nothing, counts all the pledges that a
 * campaign ever had.
 */
public final class CountingBenchmark {

    private static final String COUNTING = "analytics-service";

    private static final String BROKER = "kafka";

    private static final Duration GLANCE = Duration.ofMillis(50);

    /** For how long nothing may happen before it is given up. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final RunFolder runFolder;

    private final Start start;

    private final PrintStream progress;

    private final CpuMeter cpu;

    /**
     * A benchmark that has not begun.
     * @param runFolder of the processes: a broker and a store so far
     * @param start starts analytics-service
     * @param progress where lines go that say how far it is
     */
    public CountingBenchmark(RunFolder runFolder, Start start, PrintStream progress) {
        this.runFolder = runFolder;
        this.start = start;
        this.progress = progress;
        this.cpu = new CpuMeter(runFolder);
    }

    /** Starts analytics-service and returns when it is ready. */
    @FunctionalInterface
    public interface Start {

        /**
         * Starts it.
         * @throws IOException when it cannot be started
         * @throws InterruptedException when the calling thread is told to stop
         */
        void run() throws IOException, InterruptedException;

    }

    /**
     * Writes the pledges and has them counted.
     * @param clock that the pledges are dated by
     * @param pledges how many
     * @return the figures
     * @throws IOException when something cannot be reached, or the count stands still for
     * two minutes before it has begun
     * @throws InterruptedException when the calling thread is told to stop
     */
    public Report run(Clock clock, int pledges) throws IOException, InterruptedException {
        String kafka = URI.create(file(BROKER).orElseThrow().url()).getAuthority();
        this.progress.printf("  %,d pledges of one campaign are written to Kafka%n", pledges);
        Tally sent = new History(pledges, clock.instant()).write(kafka);
        CpuMeter.Reading before = this.cpu.read();
        FutureTask<Void> starting = new FutureTask<>(() -> {
            this.start.run();
            return null;
        });
        Thread.ofPlatform().daemon().name("start").start(starting);
        try {
            RunFile counting = await(starting);
            return count(counting, sent, before);
        }
        finally {
            starting.cancel(true);
        }
    }

    private RunFile await(FutureTask<Void> starting) throws IOException, InterruptedException {
        while (true) {
            Optional<RunFile> counting = file(COUNTING);
            if (counting.isPresent()) {
                return counting.get();
            }
            if (starting.isDone()) {
                try {
                    starting.get();
                }
                catch (ExecutionException ex) {
                    throw new IOException(ex.getCause().getMessage(), ex.getCause());
                }
            }
            Thread.sleep(GLANCE);
        }
    }

    private Report count(RunFile counting, Tally sent, CpuMeter.Reading before)
            throws IOException, InterruptedException {
        Site site = new Site(counting.url());
        Instant first = null;
        long atFirst = 0;
        Tally counted = new Tally(0, 0);
        Instant changed = Instant.now();
        while (counted.pledges() < sent.pledges() && changed.plus(PATIENCE).isAfter(Instant.now())) {
            Tally now = tally(site);
            Instant at = Instant.now();
            if (!now.equals(counted)) {
                counted = now;
                changed = at;
                if (first == null) {
                    first = at;
                    atFirst = now.pledges();
                    this.progress.printf("  the first are counted after %.1f s%n", seconds(counting.startedAt(), at));
                }
            }
            Thread.sleep(GLANCE);
        }
        if (first == null) {
            throw new IOException("nothing was counted within " + PATIENCE.toMinutes() + " minutes");
        }
        CpuMeter.Reading after = this.cpu.read();
        Map<String, Tally> breakdowns = site.breakdowns(History.SLUG);
        return new CountingFigures(sent, counted, breakdowns, atFirst, Duration.between(counting.startedAt(), first),
                Duration.between(counting.startedAt(), changed), after.usedSince(before, COUNTING),
                after.usedSince(before, BROKER));
    }

    private static Tally tally(Site site) throws InterruptedException {
        try {
            return site.tally(History.SLUG);
        }
        catch (IOException | SiteRefused ex) {
            // It is still starting.
            return new Tally(0, 0);
        }
    }

    private Optional<RunFile> file(String process) throws IOException {
        return this.runFolder.find(process);
    }

    private static double seconds(Instant from, Instant until) {
        return Duration.between(from, until).toMillis() / 1000.0;
    }

}
