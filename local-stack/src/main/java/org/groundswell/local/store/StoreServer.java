package org.groundswell.local.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The embedded store as a process of its own: {@code StoreServer DIR PORT}. It runs until
 * it is told to end.
 */
public final class StoreServer {

    private StoreServer() {
    }

    /**
     * Starts the store and closes it when the process is asked to stop.
     * @param args the folder and the port
     * @throws IOException when the folder cannot be made
     */
    public static void main(String[] args) throws IOException {
        EmbeddedStore store = EmbeddedStore.start(Path.of(args[0]), Integer.parseInt(args[1]));
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(store::close));
        System.out.println("store listens on " + store.connectionString(""));
    }

}
