package org.groundswell.pledge.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** When a batch answers, by what a client that asks before it sends can stand. */
class BatchTests {

    private final BatchLines lines = mock();

    private final Answer answer = new Answer();

    /** To whoever waits for 100 an answer says that the body is not wanted. */
    @ParameterizedTest
    @ValueSource(strings = { "", "{}\n", "{}\n{}\n" })
    void nothingIsAnsweredBeforeTheBodyIsAskedFor(String sent) {
        var led = mock(LedCampaigns.Led.class);
        when(lines.accept(any(Integer.class), any(), eq(led), any()))
            .thenReturn(CompletableFuture.completedFuture(new BatchLines.Outcome(1, 201, "1", null)));
        when(lines.written(any())).thenReturn("done\n".getBytes(StandardCharsets.UTF_8));
        var body = new Body(sent);

        new Batch(lines, led, "/batch", answer).run(body);

        assertThat(body.answeredBefore).isFalse();
        assertThat(answer.written.toString(StandardCharsets.UTF_8)).isEqualTo(sent.replace("{}", "done"));
        assertThat(answer.begun).isTrue();
    }

    /** Comes a while after it was asked for. */
    private final class Body extends InputStream {

        private final InputStream sent;

        private boolean asked;

        private boolean answeredBefore;

        private Body(String sent) {
            this.sent = new ByteArrayInputStream(sent.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public int read() throws IOException {
            if (!asked) {
                asked = true;
                pause();
                answeredBefore = answer.begun;
            }
            return sent.read();
        }

        private static void pause() throws IOException {
            try {
                Thread.sleep(Duration.ofMillis(200));
            }
            catch (InterruptedException stopped) {
                throw new IOException(stopped);
            }
        }

    }

    private static final class Answer extends OutputStream {

        private final ByteArrayOutputStream written = new ByteArrayOutputStream();

        private volatile boolean begun;

        @Override
        public void write(int b) {
            begun = true;
            written.write(b);
        }

        @Override
        public void flush() {
            begun = true;
        }

    }

}
