package org.groundswell.local.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/**
 * Load at a rate of its own: requests are sent when their time has come, whether or not
 * earlier ones are answered.
 */
final class SteadyLoad {

    /** More than are under way at any moment, unless the platform stands still. */
    private static final int CLIENTS = 64;

    private static final String NO_ANSWER = "no answer";

    private final AtomicInteger next = new AtomicInteger();

    private final long[] answered;

    private final Map<String, Integer> errors = new HashMap<>();

    private final long interval;

    private int accepted;

    private long people;

    private long longestDelay;

    private SteadyLoad(int requests, long interval) {
        this.answered = new long[requests];
        this.interval = interval;
    }

    /**
     * What came of it.
     *
     * @param answered when each accepted request was answered, as
     * {@link System#nanoTime()}, ascending
     * @param people how many stand behind those
     * @param errors how often there was which other answer, or none
     * @param longestDelay the longest time that a request was sent after its time
     */
    record Result(long[] answered, long people, Map<String, Integer> errors, Duration longestDelay) {
    }

    /**
     * Sends requests and returns when all are answered.
     * @param address to send them to
     * @param sources makes each client's requests
     * @param perSecond how many to send
     * @param length for how long
     * @return what came of it
     * @throws InterruptedException when the calling thread is told to stop
     */
    static Result run(InetSocketAddress address, IntFunction<Requests> sources, int perSecond, Duration length)
            throws InterruptedException {
        int requests = Math.toIntExact(perSecond * length.toMillis() / 1000);
        return new SteadyLoad(requests, Duration.ofSeconds(1).dividedBy(perSecond).toNanos()).run(address, sources);
    }

    private Result run(InetSocketAddress address, IntFunction<Requests> sources) throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        long began = System.nanoTime();
        try {
            for (int client = 0; client < Math.min(CLIENTS, this.answered.length); client++) {
                Requests source = sources.apply(client);
                threads.add(Thread.ofPlatform().daemon().name("load").start(() -> send(address, source, began)));
            }
            for (Thread thread : threads) {
                thread.join();
            }
        }
        finally {
            threads.forEach(Thread::interrupt);
        }
        long[] sorted = Arrays.copyOf(this.answered, this.accepted);
        Arrays.sort(sorted);
        return new Result(sorted, this.people, this.errors, Duration.ofNanos(this.longestDelay));
    }

    private void send(InetSocketAddress address, Requests source, long began) {
        try (HttpConnection connection = new HttpConnection(address)) {
            for (int number = this.next.getAndIncrement(); number < this.answered.length; number = this.next
                .getAndIncrement()) {
                long due = began + number * this.interval;
                long early = due - System.nanoTime();
                if (early > 0) {
                    Thread.sleep(Duration.ofNanos(early));
                }
                int length = source.next();
                long delay = System.nanoTime() - due;
                String answer = exchange(connection, source, length);
                note(answer, source, System.nanoTime(), delay);
            }
        }
        catch (IOException | InterruptedException ex) {
            // Told to stop, or closed all the same.
        }
    }

    private static String exchange(HttpConnection connection, Requests source, int length) {
        try {
            return String.valueOf(connection.exchange(source.bytes(), length));
        }
        catch (IOException ex) {
            return NO_ANSWER;
        }
    }

    private synchronized void note(String answer, Requests source, long nanoTime, long delay) {
        if (answer.equals(String.valueOf(source.expected()))) {
            this.answered[this.accepted++] = nanoTime;
            this.people += source.people();
        }
        else {
            this.errors.merge(answer, 1, Integer::sum);
        }
        this.longestDelay = Math.max(this.longestDelay, delay);
    }

}
