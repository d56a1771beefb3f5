package org.groundswell.local.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Reads a stream of server-sent tallies from the bytes of an HTTP/1.1 answer, as they
 * come, in whatever pieces and chunks (RFC 9112), at little cost: thousands of them share
 * the processors with what they measure.
 */
final class StreamParser {

    private static final byte[] OK = ascii("HTTP/1.1 200");

    private static final byte[] END_OF_HEAD = ascii("\r\n\r\n");

    private static final byte[] TALLY = ascii("event: tally");

    private static final byte[] PLEDGES = ascii("\"pledges\":");

    private final Sink sink;

    private Part part = Part.STATUS;

    private int matched;

    private int left;

    private boolean inTally;

    private boolean inNumber;

    private long number;

    StreamParser(Sink sink) {
        this.sink = sink;
    }

    /** Takes each tally's count of pledges. */
    @FunctionalInterface
    interface Sink {

        void tally(long pledges, long nanoTime);

    }

    private enum Part {

        STATUS, HEAD, SIZE, DATA, AFTER_DATA, ENDED

    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Takes what has come.
     * @param bytes read to their end
     * @param nanoTime when they came
     * @return whether the stream goes on; false at its end, and when it is none
     */
    boolean feed(ByteBuffer bytes, long nanoTime) {
        while (bytes.hasRemaining() && this.part != Part.ENDED) {
            byte next = bytes.get();
            switch (this.part) {
                case STATUS -> status(next);
                case HEAD -> head(next);
                case SIZE -> size(next);
                case DATA -> data(next, nanoTime);
                default -> afterData(next);
            }
        }
        return this.part != Part.ENDED;
    }

    private void status(byte next) {
        if (next != OK[this.matched++]) {
            this.part = Part.ENDED;
        }
        else if (this.matched == OK.length) {
            begin(Part.HEAD);
        }
    }

    private void head(byte next) {
        if (matches(END_OF_HEAD, next)) {
            begin(Part.SIZE);
        }
    }

    private void size(byte next) {
        int digit = Character.digit(next, 16);
        if (digit >= 0) {
            this.left = this.left * 16 + digit;
        }
        else if (next == '\n') {
            this.part = (this.left == 0) ? Part.ENDED : Part.DATA;
        }
    }

    private void data(byte next, long nanoTime) {
        if (this.inNumber) {
            number(next, nanoTime);
        }
        else if (matches(this.inTally ? PLEDGES : TALLY, next)) {
            this.inNumber = this.inTally;
            this.inTally = !this.inTally;
            this.matched = 0;
        }
        if (--this.left == 0) {
            this.part = Part.AFTER_DATA;
        }
    }

    private void number(byte next, long nanoTime) {
        if (next >= '0' && next <= '9') {
            this.number = this.number * 10 + next - '0';
            return;
        }
        this.sink.tally(this.number, nanoTime);
        this.number = 0;
        this.inNumber = false;
    }

    private void afterData(byte next) {
        if (next == '\n') {
            this.part = Part.SIZE;
        }
    }

    /** None of the texts begins again within itself, but for its first byte. */
    private boolean matches(byte[] text, byte next) {
        if (next == text[this.matched]) {
            this.matched++;
        }
        else {
            this.matched = (next == text[0]) ? 1 : 0;
        }
        if (this.matched == text.length) {
            this.matched = 0;
            return true;
        }
        return false;
    }

    private void begin(Part next) {
        this.part = next;
        this.matched = 0;
        this.left = 0;
    }

}
