package org.groundswell.local.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Many listeners of one live stream, on one thread.
 */
final class Crowd implements Closeable {

    private static final Duration GLANCE = Duration.ofMillis(20);

    private static final int BUFFER_BYTES = 64 * 1024;

    private final List<Sightings> all = new ArrayList<>();

    private final ConcurrentLinkedQueue<Arrival> arriving = new ConcurrentLinkedQueue<>();

    private final Selector selector = Selector.open();

    private final Thread reading = Thread.ofPlatform().daemon().name("crowd").unstarted(this::read);

    private Crowd() throws IOException {
    }

    private record Arrival(SocketChannel channel, Sightings sightings) {
    }

    /**
     * Connects them all.
     * @param address to connect to
     * @param path of the stream
     * @param count how many
     * @return the listeners
     * @throws IOException when one cannot connect
     */
    static Crowd gather(InetSocketAddress address, String path, int count) throws IOException {
        Crowd crowd = new Crowd();
        crowd.reading.start();
        byte[] request = "GET %s HTTP/1.1\r\nHost: %s:%d\r\nAccept: text/event-stream\r\n\r\n"
            .formatted(path, address.getHostString(), address.getPort())
            .getBytes(StandardCharsets.US_ASCII);
        try {
            for (int i = 0; i < count; i++) {
                crowd.add(address, request);
            }
        }
        catch (IOException ex) {
            crowd.close();
            throw ex;
        }
        return crowd;
    }

    private void add(InetSocketAddress address, byte[] request) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            channel.connect(address);
            ByteBuffer bytes = ByteBuffer.wrap(request);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
            channel.configureBlocking(false);
        }
        catch (IOException ex) {
            channel.close();
            throw ex;
        }
        Sightings sightings = new Sightings();
        this.all.add(sightings);
        this.arriving.add(new Arrival(channel, sightings));
        this.selector.wakeup();
    }

    private void read() {
        ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
        try {
            while (this.selector.isOpen()) {
                this.selector.select((key) -> read(key, buffer));
                for (Arrival next = this.arriving.poll(); next != null; next = this.arriving.poll()) {
                    next.channel.register(this.selector, SelectionKey.OP_READ, new StreamParser(next.sightings::add));
                }
            }
        }
        catch (IOException | RuntimeException ex) {
            // Closed; what is missing then is counted as missing.
        }
    }

    private static void read(SelectionKey key, ByteBuffer buffer) {
        try {
            SocketChannel channel = (SocketChannel) key.channel();
            buffer.clear();
            int read = channel.read(buffer);
            buffer.flip();
            if (read < 0 || !((StreamParser) key.attachment()).feed(buffer, System.nanoTime())) {
                channel.close();
            }
        }
        catch (IOException | CancelledKeyException ex) {
            key.cancel();
        }
    }

    /** What each of them has seen. */
    List<Sightings> sightings() {
        return this.all;
    }

    /**
     * Waits until all have seen a tally.
     * @param pledges at least so many in it
     * @param patience for how long to wait
     * @return how many have
     * @throws InterruptedException when the calling thread is told to stop
     */
    int await(long pledges, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (true) {
            int arrived = (int) this.all.stream().filter((one) -> one.newest() >= pledges).count();
            if (arrived == this.all.size() || System.nanoTime() - deadline > 0) {
                return arrived;
            }
            Thread.sleep(GLANCE);
        }
    }

    @Override
    public void close() throws IOException {
        for (SelectionKey key : this.selector.keys()) {
            key.channel().close();
        }
        this.selector.close();
        for (Arrival left : this.arriving) {
            left.channel.close();
        }
    }

}
