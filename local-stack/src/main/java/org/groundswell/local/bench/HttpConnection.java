package org.groundswell.local.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * One keep-alive HTTP/1.1 connection that reads as much of an answer as it takes to know
 * its status and its end (RFC 9112), at little cost: it shares the processors with what
 * it measures. Connects when it has to. Not for several threads, except for
 * {@link #close()}.
 */
final class HttpConnection implements Closeable {

    private static final int BUFFER_BYTES = 16 * 1024;

    private static final int LONGEST_LINE_BYTES = 8 * 1024;

    private static final int CONNECT_PATIENCE_MILLIS = 5000;

    private static final byte[] CONTENT_LENGTH = ascii("content-length:");

    private static final byte[] CHUNKED = ascii("transfer-encoding: chunked");

    private static final byte[] CLOSE = ascii("connection: close");

    private final InetSocketAddress address;

    private final byte[] buffer = new byte[BUFFER_BYTES];

    private final byte[] line = new byte[LONGEST_LINE_BYTES];

    private int position;

    private int limit;

    private int lineLength;

    private @Nullable Socket socket;

    private boolean closed;

    HttpConnection(InetSocketAddress address) {
        this.address = address;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Sends a POST request and waits for the whole answer.
     * @param request head and body
     * @param length how much of it to send
     * @return the answer's status
     * @throws IOException when there is no whole answer; the next exchange connects anew
     */
    int exchange(byte[] request, int length) throws IOException {
        Socket connected = connect();
        boolean keep = false;
        try {
            connected.getOutputStream().write(request, 0, length);
            InputStream in = connected.getInputStream();
            int status = readStatus(in);
            keep = readRest(in, status);
            return status;
        }
        finally {
            if (!keep) {
                disconnect();
            }
        }
    }

    /**
     * Connects, unless it is connected.
     * @return the connection
     * @throws IOException when it cannot, or was closed for good
     */
    synchronized Socket connect() throws IOException {
        if (this.closed) {
            throw new IOException("closed");
        }
        Socket connected = this.socket;
        if (connected != null) {
            return connected;
        }
        connected = new Socket();
        try {
            connected.setTcpNoDelay(true);
            connected.connect(this.address, CONNECT_PATIENCE_MILLIS);
        }
        catch (IOException ex) {
            connected.close();
            throw ex;
        }
        this.position = 0;
        this.limit = 0;
        this.socket = connected;
        return connected;
    }

    private synchronized void disconnect() throws IOException {
        Socket connected = this.socket;
        this.socket = null;
        if (connected != null) {
            connected.close();
        }
    }

    /** Ends an exchange that another thread waits for, and any later one. */
    @Override
    public synchronized void close() throws IOException {
        this.closed = true;
        disconnect();
    }

    /** Answers that only announce the answer are passed over. */
    private int readStatus(InputStream in) throws IOException {
        while (true) {
            readLine(in);
            int status = (this.lineLength >= 12) ? number(9, 12, 10) : -1;
            if (status >= 200) {
                return status;
            }
            if (status < 100) {
                throw new IOException("not an answer of HTTP/1.1");
            }
            do {
                readLine(in);
            }
            while (this.lineLength > 0);
        }
    }

    /** Whether the connection can be used again. */
    private boolean readRest(InputStream in, int status) throws IOException {
        long length = -1;
        boolean chunked = false;
        boolean keep = true;
        for (readLine(in); this.lineLength > 0; readLine(in)) {
            if (startsWith(CONTENT_LENGTH)) {
                length = number(CONTENT_LENGTH.length, this.lineLength, 10);
            }
            else if (startsWith(CHUNKED)) {
                chunked = true;
            }
            else if (startsWith(CLOSE)) {
                keep = false;
            }
        }
        if (status == 204 || status == 304) {
            return keep;
        }
        if (chunked) {
            skipChunks(in);
            return keep;
        }
        if (length >= 0) {
            skip(in, length);
            return keep;
        }
        while (fill(in)) {
            this.position = this.limit;
        }
        return false;
    }

    private void skipChunks(InputStream in) throws IOException {
        while (true) {
            readLine(in);
            int end = 0;
            while (end < this.lineLength && Character.digit(this.line[end], 16) >= 0) {
                end++;
            }
            int size = number(0, end, 16);
            if (size < 0) {
                throw new IOException("a chunk without a size");
            }
            if (size == 0) {
                break;
            }
            skip(in, size);
            readLine(in);
        }
        do {
            readLine(in);
        }
        while (this.lineLength > 0);
    }

    private void skip(InputStream in, long bytes) throws IOException {
        long left = bytes;
        while (left > 0) {
            if (this.position == this.limit && !fill(in)) {
                throw new EOFException("an answer without its end");
            }
            int step = (int) Math.min(left, this.limit - this.position);
            this.position += step;
            left -= step;
        }
    }

    private void readLine(InputStream in) throws IOException {
        this.lineLength = 0;
        while (true) {
            if (this.position == this.limit && !fill(in)) {
                throw new EOFException("an answer without its end");
            }
            byte next = this.buffer[this.position++];
            if (next == '\n') {
                return;
            }
            if (next != '\r') {
                if (this.lineLength == this.line.length) {
                    throw new IOException("a line that is too long");
                }
                this.line[this.lineLength++] = next;
            }
        }
    }

    private boolean fill(InputStream in) throws IOException {
        int read = in.read(this.buffer);
        this.position = 0;
        this.limit = Math.max(read, 0);
        return read > 0;
    }

    /** Whether the line does, in upper or lower case. */
    private boolean startsWith(byte[] lowerCase) {
        if (this.lineLength < lowerCase.length) {
            return false;
        }
        for (int i = 0; i < lowerCase.length; i++) {
            if (Character.toLowerCase(this.line[i]) != lowerCase[i]) {
                return false;
            }
        }
        return true;
    }

    /** The number in a part of the line, spaces around it allowed; -1 when it is none. */
    private int number(int from, int to, int radix) {
        String digits = new String(this.line, from, to - from, StandardCharsets.US_ASCII).strip();
        try {
            return Integer.parseInt(digits.toLowerCase(Locale.ROOT), radix);
        }
        catch (NumberFormatException ex) {
            return -1;
        }
    }

}
