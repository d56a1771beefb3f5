package org.groundswell.analytics.web;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * One listener's end of a stream of server-sent events. Writing blocks this listener's
 * own virtual thread and nobody else's; when the listener has stopped reading, the
 * connection's time-out ends it.
 */
final class Listener {

    /** At most four updates a second. */
    static final Duration PACE = Duration.ofMillis(250);

    static final Duration HEARTBEAT = Duration.ofSeconds(15);

    private static final byte[] RETRY = "retry: 2000\n\n".getBytes(StandardCharsets.US_ASCII);

    private static final byte[] BEAT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

    private final OutputStream out;

    private Listener(OutputStream out) {
        this.out = out;
    }

    static Listener on(HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        response.setCharacterEncoding("UTF-8");
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        // Asks proxies that buffer by default not to.
        response.setHeader("X-Accel-Buffering", "no");
        var listener = new Listener(response.getOutputStream());
        listener.send(RETRY);
        return listener;
    }

    void send(byte[] frame) throws IOException {
        out.write(frame);
        out.flush();
    }

    void beat() throws IOException {
        send(BEAT);
    }

}
