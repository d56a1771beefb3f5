package org.groundswell.local.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.awaitility.Awaitility;
import org.hamcrest.Matchers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class HttpConnectionTests {

    private static final byte[] REQUEST = "POST / HTTP/1.1\r\nHost: stub\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    /** An answer, after which the stub closes the connection. */
    private static final String END = "<end>";

    /** What the stub answers, in turn, to whoever asks. */
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();

    private final AtomicInteger connections = new AtomicInteger();

    private final AtomicInteger asked = new AtomicInteger();

    private ServerSocket server;

    private HttpConnection connection;

    @BeforeEach
    void listen() throws IOException {
        this.server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(this::serve);
        this.connection = new HttpConnection(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), this.server.getLocalPort()));
    }

    @AfterEach
    void close() throws IOException {
        this.connection.close();
        this.server.close();
    }

    @Test
    void answersWithALengthShareAConnection() throws IOException {
        this.answers.addAll(List.of("HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhello",
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 1\r\ncontent-length:0\r\n\r\n",
                "HTTP/1.1 201\r\nCONTENT-LENGTH: 40000\r\n\r\n" + "x".repeat(40000), "HTTP/1.1 204 No Content\r\n\r\n",
                "HTTP/1.1 202 Accepted\r\nContent-Length: 0\r\n\r\n"));
        assertThat(List.of(exchange(), exchange(), exchange(), exchange(), exchange())).containsExactly(201, 503, 201,
                204, 202);
        assertThat(this.connections).hasValue(1);
    }

    @Test
    void answersInChunksShareAConnection() throws IOException {
        this.answers.addAll(List.of(
                "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\nA;name=value\r\n0123456789\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: Chunked\r\n\r\n0\r\nTrailer: value\r\n\r\n",
                "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        assertThat(List.of(exchange(), exchange(), exchange())).containsExactly(201, 200, 201);
        assertThat(this.connections).hasValue(1);
    }

    @Test
    void aConnectionThatIsToBeClosedIsNotUsedAgain() throws IOException {
        this.answers.addAll(List.of("HTTP/1.1 201 Created\r\nConnection: close\r\nContent-Length: 2\r\n\r\nok" + END,
                "HTTP/1.1 201 Created\r\n\r\nuntil the end" + END,
                "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        assertThat(List.of(exchange(), exchange(), exchange())).containsOnly(201);
        assertThat(this.connections).hasValue(3);
    }

    @Test
    void anAnnouncementIsNotTheAnswer() throws IOException {
        this.answers.add("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n"
                + "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n");
        assertThat(exchange()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "HTTP/1.1 201 Cre", "HTTP/1.1 201 Created\r\nContent-Length: 5\r\n\r\nhell",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nhello\r\n",
            "HTTP/1.1 201 Created\r\nTransfer-Encoding: chunked\r\n\r\nhello\r\n", "SSH-2.0-OpenSSH\r\n" })
    void whatIsNoWholeAnswerFailsAndTheNextExchangeConnectsAnew(String answer) throws IOException {
        this.answers.addAll(List.of(answer + END, "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"));
        assertThatExceptionOfType(IOException.class).isThrownBy(this::exchange);
        assertThat(exchange()).isEqualTo(201);
    }

    @Test
    void closingEndsAnExchangeThatWaits() throws Exception {
        CompletableFuture<Integer> waiting = CompletableFuture.supplyAsync(() -> {
            try {
                return exchange();
            }
            catch (IOException ex) {
                return -1;
            }
        });
        Awaitility.await().untilAtomic(this.asked, Matchers.is(1));
        this.connection.close();
        assertThat(waiting.get(10, TimeUnit.SECONDS)).isEqualTo(-1);
        assertThatExceptionOfType(IOException.class).isThrownBy(this::exchange);
    }

    private int exchange() throws IOException {
        return this.connection.exchange(REQUEST, REQUEST.length);
    }

    private void serve() {
        try {
            while (true) {
                Socket socket = this.server.accept();
                this.connections.incrementAndGet();
                Thread.startVirtualThread(() -> serve(socket));
            }
        }
        catch (IOException ex) {
            // The test is over.
        }
    }

    /** In two halves, for an answer may come in pieces. */
    private void serve(Socket socket) {
        try (socket) {
            BufferedReader requests = new BufferedReader(
                    new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
            for (String line = requests.readLine(); line != null; line = requests.readLine()) {
                if (line.isEmpty()) {
                    this.asked.incrementAndGet();
                    String answer = this.answers.take();
                    byte[] bytes = answer.replace(END, "").getBytes(StandardCharsets.US_ASCII);
                    socket.getOutputStream().write(bytes, 0, bytes.length / 2);
                    Thread.sleep(2);
                    socket.getOutputStream().write(bytes, bytes.length / 2, bytes.length - bytes.length / 2);
                    if (answer.endsWith(END)) {
                        return;
                    }
                }
            }
        }
        catch (IOException | InterruptedException ex) {
            // The test is over.
        }
    }

}
