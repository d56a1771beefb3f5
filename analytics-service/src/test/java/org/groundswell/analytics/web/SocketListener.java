package org.groundswell.analytics.web;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A listener on a bare socket, which reads only when it is told to. */
final class SocketListener implements Closeable {

    private final Socket socket = new Socket();

    private final BufferedReader in;

    private final List<String> lines = new CopyOnWriteArrayList<>();

    SocketListener(int port, String path, String... headers) throws IOException {
        socket.setReceiveBufferSize(4 * 1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        var head = "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n"
                + (headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n") + "\r\n";
        socket.getOutputStream().write(head.getBytes(StandardCharsets.UTF_8));
        this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Reads everything from now on. */
    SocketListener reading() {
        Thread.startVirtualThread(() -> {
            try {
                // Of the long lines only what is looked at.
                in.lines().forEach(line -> lines.add(line.substring(0, Math.min(line.length(), 400))));
            }
            catch (UncheckedIOException closed) {
                // Nothing more comes.
            }
        });
        return this;
    }

    void readHead() throws IOException {
        while (!in.readLine().isEmpty()) {
            // Until the empty line.
        }
    }

    String text() {
        return String.join("\n", lines);
    }

    /** The versions of tallies, in the order in which they came. */
    List<Long> ids() {
        return after("event: tally", "id: ");
    }

    /** The thresholds of milestones, in the order in which they came. */
    List<Long> milestones() {
        return lines.stream()
            .filter(line -> line.startsWith("data: {\"threshold\":"))
            .map(line -> Long.parseLong(line.replaceFirst("\\D+(\\d+).*", "$1")))
            .toList();
    }

    long heartbeats() {
        return lines.stream().filter(line -> line.equals(":")).count();
    }

    /** Whether the answer's last chunk (RFC 9112, 7.1) came. */
    boolean hasProperEnd() {
        return lines.contains("0");
    }

    private List<Long> after(String event, String field) {
        var found = new CopyOnWriteArrayList<Long>();
        var seen = List.copyOf(lines);
        for (int i = 1; i < seen.size(); i++) {
            if (seen.get(i - 1).equals(event) && seen.get(i).startsWith(field)) {
                found.add(Long.parseLong(seen.get(i).substring(field.length())));
            }
        }
        return found;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

}
