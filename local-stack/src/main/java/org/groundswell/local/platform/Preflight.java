package org.groundswell.local.platform;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.Map;

import org.groundswell.local.process.CannotRun;

/**
 * What must be so before anything is started.
 */
final class Preflight {

    static final long FREE_BYTES = 1L << 30;

    private Preflight() {
    }

    /**
     * Each port must be free on every address.
     * @param ports with what needs them
     */
    static void portsAreFree(Map<Integer, String> ports) {
        ports.forEach((port, name) -> {
            try (ServerSocket socket = new ServerSocket(port)) {
                socket.setReuseAddress(true);
            }
            catch (IOException ex) {
                throw new CannotRun("port %d, which %s needs, is in use; free it, or move all ports with --port-offset"
                    .formatted(port, name));
            }
        });
    }

    static void spaceIsLeft(long usableBytes, DataFolder folder) {
        if (usableBytes < FREE_BYTES) {
            throw new CannotRun("%d MiB of disk space are left for %s, and 1 GiB is needed".formatted(usableBytes >> 20,
                    folder.resolve("")));
        }
    }

}
