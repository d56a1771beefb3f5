package org.groundswell.pledge.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads lines of bytes, and of one that is too long no more than it has to. */
final class LineReader {

    private final InputStream in;

    private final int maxBytes;

    LineReader(InputStream in, int maxBytes) {
        this.in = in;
        this.maxBytes = maxBytes;
    }

    /** The next line without its end; empty: there is none. */
    Optional<Line> next() throws IOException {
        var bytes = new ByteArrayOutputStream();
        var tooLong = false;
        int read = in.read();
        if (read < 0) {
            return Optional.empty();
        }
        for (; read >= 0 && read != '\n'; read = in.read()) {
            if (bytes.size() < maxBytes) {
                bytes.write(read);
            }
            else {
                tooLong = true;
            }
        }
        return Optional.of(new Line(bytes.toByteArray(), tooLong));
    }

    /** Lets the client finish, so that it reads what it is told. */
    void skipRest() throws IOException {
        in.transferTo(OutputStream.nullOutputStream());
    }

    /**
     * A line.
     *
     * @param bytes what it holds, cut off when it is too long
     * @param tooLong whether it is
     */
    record Line(byte[] bytes, boolean tooLong) {

        boolean isBlank() {
            return !tooLong && new String(bytes, StandardCharsets.ISO_8859_1).isBlank();
        }

    }

}
