package org.groundswell.pledge.web;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import org.groundswell.pledge.Campaign;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One batch under way. Lines are read, and some hundreds at a time written together;
 * their outcomes go back in the same order by a thread of their own. Reading never waits
 * for outcomes to be read, so a client that sends everything before it reads anything is
 * served like one that does both at once.
 */
final class Batch {

    /** How many lines a batch may have. */
    static final int MAX_LINES = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Batch.class);

    /** As many as are written with one command. */
    private static final int UNDER_WAY = 500;

    private final BatchLines lines;

    private final Campaign campaign;

    private final String instance;

    private final OutputStream out;

    private final Semaphore room = new Semaphore(UNDER_WAY);

    private final BlockingQueue<Optional<CompletableFuture<BatchLines.Outcome>>> outcomes = new LinkedBlockingQueue<>();

    private volatile boolean nobodyReads;

    Batch(BatchLines lines, Campaign campaign, String instance, OutputStream out) {
        this.lines = lines;
        this.campaign = campaign;
        this.instance = instance;
        this.out = out;
    }

    /**
     * Takes all lines, and returns when the last outcome is written.
     * @param in where the lines come from; when the client hangs up, those that came are
     * taken all the same
     */
    void run(InputStream in) {
        var writer = Thread.ofVirtual().name("batch-outcomes").start(this::writeOutcomes);
        try {
            takeLines(new LineReader(new BufferedInputStream(in), BatchLines.MAX_BYTES));
        }
        catch (IOException hungUp) {
            log.debug("a batch's client hung up", hungUp);
        }
        finally {
            outcomes.add(Optional.empty());
            try {
                writer.join();
            }
            catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void takeLines(LineReader reader) throws IOException {
        var line = reader.next();
        for (int number = 1; line.isPresent() && !nobodyReads; number++) {
            if (number > MAX_LINES) {
                put(CompletableFuture.completedFuture(lines.tooMany(number, instance)));
                reader.skipRest();
                return;
            }
            if (!line.get().isBlank()) {
                room.acquireUninterruptibly();
                put(lines.accept(number, line.get(), campaign, instance)
                    .whenComplete((done, failed) -> room.release()));
            }
            line = reader.next();
        }
    }

    private void put(CompletableFuture<BatchLines.Outcome> outcome) {
        outcomes.add(Optional.of(outcome));
    }

    private void writeOutcomes() {
        try {
            for (var next = nextOutcome(); next.isPresent(); next = nextOutcome()) {
                var outcome = next.get();
                if (!outcome.isDone()) {
                    out.flush();
                }
                out.write(lines.written(outcome.join()));
            }
            out.flush();
        }
        catch (IOException hungUp) {
            nobodyReads = true;
            log.debug("a batch's client hung up", hungUp);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** Nothing that is known is kept from the client while there is nothing to add. */
    private Optional<CompletableFuture<BatchLines.Outcome>> nextOutcome() throws IOException, InterruptedException {
        var next = outcomes.poll();
        if (next == null) {
            out.flush();
            next = outcomes.take();
        }
        return next;
    }

}
