package org.groundswell.local.store;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

import de.bwaldvogel.mongo.MongoServer;

/**
 * A MongoDB-compatible server in this process, on one file, for one machine and for
 * tests.
 * <p>
 * What it acknowledged is in the file: killing the process at any moment loses no
 * acknowledged write and leaves no half of one. (A power cut may lose the last moments,
 * since the file is not forced to the disk at each write.) It knows no transactions,
 * sessions or change streams, and uses an index only when a query's keys are exactly the
 * index's.
 */
public final class EmbeddedStore implements AutoCloseable {

    private static final String HOST = "127.0.0.1";

    private static final int EVENT_LOOPS = 32;

    private final MongoServer server;

    private final int port;

    private EmbeddedStore(MongoServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Opens the store in a folder and listens on the loopback address.
     * @param dir the folder, created when missing; one store at a time can have it open
     * @param port the port to listen on, 0 for any that is free
     * @return the running store, to be closed by the caller
     * @throws IOException when the folder cannot be made
     * @throws IllegalStateException when the folder is open in another store, or the port
     * is taken
     */
    public static EmbeddedStore start(Path dir, int port) throws IOException {
        Files.createDirectories(dir);
        CommittedBackend backend = CommittedBackend.open(dir.resolve("store.mv.db"));
        MongoServer server = new MongoServer(backend);
        try {
            // A scan holds up the connections of its event loop, so there are more loops
            // than processors.
            server.bind(new InetSocketAddress(HOST, port), 1, EVENT_LOOPS);
        }
        // The server lets a BindException through that it does not declare, and then
        // leaves its threads running.
        catch (Exception ex) {
            server.shutdownNow();
            throw new IllegalStateException("cannot listen on port " + port, ex);
        }
        return new EmbeddedStore(server, server.getLocalAddress().getPort());
    }

    /**
     * The port that it listens on.
     * @return between 1 and 65535
     */
    public int port() {
        return this.port;
    }

    /**
     * A connection string for one database of the store, for any MongoDB driver.
     * @param database the database's name
     * @return such as {@code mongodb://127.0.0.1:27017/pledge-service}
     */
    public String connectionString(String database) {
        return "mongodb://" + HOST + ":" + this.port + "/" + database;
    }

    /**
     * Closes all connections and the file. Closing again does nothing.
     */
    @Override
    public void close() {
        this.server.shutdownNow();
    }

}
