package org.groundswell.local.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/**
 * Load by clients in a closed loop: each sends its next request when the last one is
 * answered.
 */
final class Load {

    private static final String NO_ANSWER = "no answer";

    private static final Duration LAST_ANSWER_PATIENCE = Duration.ofSeconds(30);

    /** So that a platform that is away does not keep the load busy with connecting. */
    private static final Duration AFTER_NO_ANSWER = Duration.ofMillis(10);

    private final CountDownLatch start = new CountDownLatch(1);

    private volatile long end;

    private Load() {
    }

    /**
     * Runs load until a time is over and the last requests are answered. Each client
     * sends at least one.
     * @param address to send it to
     * @param sources of requests, one a client
     * @param length for how long to send
     * @return what came of it
     * @throws InterruptedException when the calling thread is told to stop; the load
     * stops, too
     */
    static Outcome run(InetSocketAddress address, List<Requests> sources, Duration length) throws InterruptedException {
        return new Load().run(sources.stream().map((source) -> new Client(address, source)).toList(), length);
    }

    private Outcome run(List<Client> clients, Duration length) throws InterruptedException {
        CountDownLatch connected = new CountDownLatch(clients.size());
        List<Thread> threads = new ArrayList<>();
        try {
            for (Client client : clients) {
                threads.add(Thread.ofPlatform().daemon().name("load").start(() -> {
                    client.connect();
                    connected.countDown();
                    send(client);
                }));
            }
            connected.await();
            long began = System.nanoTime();
            this.end = began + length.toNanos();
            this.start.countDown();
            Thread.sleep(length);
            long deadline = System.nanoTime() + LAST_ANSWER_PATIENCE.toNanos();
            for (Thread thread : threads) {
                thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
            }
            clients.forEach(Client::close);
            for (Thread thread : threads) {
                thread.join();
            }
            return outcome(clients, Duration.ofNanos(System.nanoTime() - began));
        }
        finally {
            this.end = System.nanoTime();
            threads.forEach(Thread::interrupt);
            clients.forEach(Client::close);
        }
    }

    private void send(Client client) {
        try {
            this.start.await();
            do {
                if (!client.send()) {
                    Thread.sleep(AFTER_NO_ANSWER);
                }
            }
            while (System.nanoTime() - this.end < 0);
        }
        catch (InterruptedException ex) {
            // Told to stop.
        }
    }

    private static Outcome outcome(List<Client> clients, Duration took) {
        int[] all = new int[clients.stream().mapToInt((client) -> client.accepted).sum()];
        int position = 0;
        long people = 0;
        Map<String, Integer> errors = new HashMap<>();
        for (Client client : clients) {
            System.arraycopy(client.micros, 0, all, position, client.accepted);
            position += client.accepted;
            people += client.people;
            client.errors.forEach((error, count) -> errors.merge(error, count, Integer::sum));
        }
        Arrays.sort(all);
        return new Outcome(all, people, errors, took);
    }

    /** Its figures are read when its thread has ended. */
    private static final class Client {

        private final HttpConnection connection;

        private final Requests source;

        private final Map<String, Integer> errors = new HashMap<>();

        private int[] micros = new int[1024];

        private int accepted;

        private long people;

        Client(InetSocketAddress address, Requests source) {
            this.connection = new HttpConnection(address);
            this.source = source;
        }

        void connect() {
            try {
                this.connection.connect();
            }
            catch (IOException ex) {
                // The first request tries again, and counts it.
            }
        }

        /** Whether there was an answer. */
        boolean send() {
            int length = this.source.next();
            long sent = System.nanoTime();
            try {
                int status = this.connection.exchange(this.source.bytes(), length);
                if (status == this.source.expected()) {
                    accepted((int) ((System.nanoTime() - sent) / 1000));
                }
                else {
                    this.errors.merge(String.valueOf(status), 1, Integer::sum);
                }
                return true;
            }
            catch (IOException ex) {
                this.errors.merge(NO_ANSWER, 1, Integer::sum);
                return false;
            }
        }

        private void accepted(int took) {
            if (this.accepted == this.micros.length) {
                this.micros = Arrays.copyOf(this.micros, 2 * this.accepted);
            }
            this.micros[this.accepted++] = took;
            this.people += this.source.people();
        }

        void close() {
            try {
                this.connection.close();
            }
            catch (IOException ex) {
                // Closed all the same.
            }
        }

    }

}
