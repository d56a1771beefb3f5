package org.groundswell.local;

import java.io.IOException;
import java.net.BindException;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A port that stays free until a test's own process listens on it: below those that the
 * kernel gives to whoever connects to something.
 */
public final class FreePort {

    private static final int FIRST = 20_000;

    private static final int FIRST_OF_KERNEL = 32_768;

    private FreePort() {
    }

    /**
     * Tries ports until one is free.
     * @return a port that nobody listens on
     * @throws IOException when no port can be tried
     */
    public static int find() throws IOException {
        while (true) {
            try (ServerSocket socket = new ServerSocket(ThreadLocalRandom.current().nextInt(FIRST, FIRST_OF_KERNEL))) {
                return socket.getLocalPort();
            }
            catch (BindException taken) {
                // Another may be free.
            }
        }
    }

}
