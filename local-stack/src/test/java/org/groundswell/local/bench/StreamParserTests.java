package org.groundswell.local.bench;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class StreamParserTests {

    private static final String ANSWER = """
            HTTP/1.1 200
            Content-Type: text/event-stream
            Transfer-Encoding: chunked

            """ + chunk("retry: 2000\n\n")
            + chunk("event: tally\nid: 3\ndata: {\"version\":3,\"pledges\":12,\"byPlace\":[{\"pledges\":9}]}\n\n")
            + chunk(":\n\n")
            + chunk("event: milestone\nid: 4\ndata: {\"threshold\":20}\n\nevent: tally\nid: 4\ndata: {\"pled")
            + chunk("ges\":2") + chunk("1,\"byPlace\":[{\"pledges\":19}]}\n\n");

    private final List<Long> seen = new ArrayList<>();

    private final StreamParser parser = new StreamParser((pledges, nanoTime) -> this.seen.add(pledges));

    @ParameterizedTest
    @ValueSource(ints = { 1, 2, 7, 10_000 })
    void talliesAreReadInWhateverPiecesTheyCome(int piece) {
        byte[] bytes = bytes(ANSWER);
        for (int from = 0; from < bytes.length; from += piece) {
            ByteBuffer next = ByteBuffer.wrap(bytes, from, Math.min(piece, bytes.length - from));
            assertThat(this.parser.feed(next, 0)).isTrue();
        }
        assertThat(this.seen).containsExactly(12L, 21L);
    }

    @Test
    void aStreamEndsWithItsLastChunk() {
        assertThat(this.parser.feed(ByteBuffer.wrap(bytes(ANSWER + "0\n\n")), 0)).isFalse();
        assertThat(this.seen).containsExactly(12L, 21L);
    }

    @Test
    void anythingButAStreamIsNone() {
        assertThat(this.parser.feed(ByteBuffer.wrap(bytes("HTTP/1.1 503\n\n")), 0)).isFalse();
    }

    private static String chunk(String text) {
        return Integer.toHexString(text.length()) + "\r\n" + text + "\r\n";
    }

    /** With the line ends of HTTP outside of chunks. */
    private static byte[] bytes(String answer) {
        int body = answer.indexOf("\n\n") + 2;
        return (answer.substring(0, body).replace("\n", "\r\n") + answer.substring(body))
            .getBytes(StandardCharsets.US_ASCII);
    }

}
