package org.groundswell.local.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/**
 * A process that listens on the port it is given and does nothing else; with 0 it ends at
 * once with status 3.
 */
final class StubServer {

    private StubServer() {
    }

    public static void main(String[] args) throws IOException, InterruptedException {
        int port = Integer.parseInt(args[0]);
        if (port == 0) {
            System.exit(3);
        }
        try (ServerSocket socket = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
            System.out.println("stub listens on " + socket.getLocalPort());
            Thread.sleep(Duration.ofHours(1));
        }
    }

}
