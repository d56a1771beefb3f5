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
import java.util.concurrent.atomic.LongAdder;
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

    private final LedCampaigns.Led led;

    private final String instance;

    private final OutputStream out;

    private final Semaphore room = new Semaphore(UNDER_WAY);

    private final BlockingQueue<Optional<CompletableFuture<BatchLines.Outcome>>> outcomes = new LinkedBlockingQueue<>();

    private final LongAdder accepted = new LongAdder();

    private final LongAdder refused = new LongAdder();

    private volatile boolean nobodyReads;

    Batch(BatchLines lines, LedCampaigns.Led led, String instance, OutputStream out) {
        this.lines = lines;
        this.led = led;
        this.instance = instance;
        this.out = out;
    }

    /**
     * Takes all lines, and returns when the last outcome is known and written.
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
            room.acquireUninterruptibly(UNDER_WAY);
            try {
                writer.join();
            }
            catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /**
     * How many lines were accepted.
     * @return all of them, once the batch has run
     */
    long accepted() {
        return accepted.sum();
    }

    /**
     * How many lines were refused.
     * @return all of them, once the batch has run
     */
    long refused() {
        return refused.sum();
    }

    private void takeLines(LineReader reader) throws IOException {
        var line = reader.next();
        for (int number = 1; line.isPresent() && !nobodyReads; number++) {
            if (number > MAX_LINES) {
                var tooMany = lines.tooMany(number, instance);
                count(tooMany);
                put(CompletableFuture.completedFuture(tooMany));
                reader.skipRest();
                return;
            }
            if (!line.get().isBlank()) {
                room.acquireUninterruptibly();
                put(lines.accept(number, line.get(), led, instance).whenComplete((done, failed) -> {
                    count(done);
                    room.release();
                }));
            }
            line = reader.next();
        }
    }

    private void count(BatchLines.Outcome outcome) {
        (outcome.isAccepted() ? accepted : refused).increment();
    }

    private void put(CompletableFuture<BatchLines.Outcome> outcome) {
        outcomes.add(Optional.of(outcome));
    }

    private void writeOutcomes() {
        try {
            // Nothing goes out before the body is read: whoever waits to be told to send
            // it (100) would take an answer for a refusal, and never send it.
            for (var next = outcomes.take(); next.isPresent(); next = nextOutcome()) {
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
