package org.groundswell.analytics.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.groundswell.analytics.LivePicture;
import org.springframework.http.HttpHeaders;

/**
 * One listener's end of a stream of server-sent events. Writing blocks this listener's
 * own virtual thread and nobody else's; when the listener has stopped reading, the
 * connection's time-out ends it.
 */
final class Listener {

    /** At most four updates a second. */
    static final Duration PACE = Duration.ofMillis(250);

    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    private final Duration heartbeat;

    private long lastSent;

    private boolean unsent;

    private Listener(OutputStream out, Duration heartbeat) {
        this.out = out;
        this.heartbeat = heartbeat;
    }

    static Listener on(HttpServletResponse response, Duration heartbeat) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Asks proxies that buffer by default not to.
        response.setHeader("X-Accel-Buffering", "no");
        var listener = new Listener(response.getOutputStream(), heartbeat);
        listener.add(RETRY);
        listener.send();
        return listener;
    }

    /** Adds to what is sent next. */
    void add(byte[] frame) throws IOException {
        out.write(frame);
        unsent = true;
    }

    /**
     * Sends what was added.
     * @return whether anything was
     */
    boolean send() throws IOException {
        if (!unsent) {
            return false;
        }
        out.flush();
        unsent = false;
        lastSent = System.nanoTime();
        return true;
    }

    /**
     * Waits for a change, but at most until something must be sent to show that the
     * stream is alive. Changes that were not worth sending do not put that off.
     */
    void await(LivePicture.Wait change) throws IOException, InterruptedException {
        if (!change.await(untilBeat()) || !untilBeat().isPositive()) {
            add(BEAT);
            send();
        }
    }

    private Duration untilBeat() {
        return heartbeat.minusNanos(System.nanoTime() - lastSent);
    }

}
