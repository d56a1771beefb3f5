package org.groundswell.local.process;

import java.io.DataInputStream;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.time.Duration;

/**
 * Asks a process whether it is ready, in the way that its address calls for.
 */
public final class Probe {

    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private static final short API_VERSIONS = 18;

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(PATIENCE)
        .build();

    /**
     * Whether what listens at an address is ready for work. Answers within a few seconds.
     * @param address with the scheme {@code http} (expects 200), {@code kafka} (expects
     * an answer of the broker) or any other (expects a connection)
     * @return whether it is
     * @throws InterruptedException when the calling thread is told to stop
     */
    public boolean isReady(URI address) throws InterruptedException {
        try {
            return switch (address.getScheme()) {
                case "http" ->
                    this.http
                        .send(HttpRequest.newBuilder(address).timeout(PATIENCE).build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode() == 200;
                case "kafka" -> answersVersions(address);
                default -> connects(address);
            };
        }
        catch (IOException ex) {
            return false;
        }
    }

    private static boolean connects(URI address) throws IOException {
        try (Socket socket = connect(address)) {
            return socket.isConnected();
        }
    }

    /**
     * A broker accepts connections before it works; it answers requests only when it
     * does.
     */
    private static boolean answersVersions(URI address) throws IOException {
        try (Socket socket = connect(address)) {
            ByteBuffer request = ByteBuffer.allocate(14)
                .putInt(10)
                .putShort(API_VERSIONS)
                .putShort((short) 0)
                .putInt(1)
                .putShort((short) -1);
            socket.getOutputStream().write(request.array());
            return new DataInputStream(socket.getInputStream()).readInt() > 0;
        }
    }

    private static Socket connect(URI address) throws IOException {
        Socket socket = new Socket();
        try {
            socket.setSoTimeout((int) PATIENCE.toMillis());
            socket.connect(new InetSocketAddress(address.getHost(), address.getPort()), (int) PATIENCE.toMillis());
            return socket;
        }
        catch (IOException ex) {
            socket.close();
            throw ex;
        }
    }

}
