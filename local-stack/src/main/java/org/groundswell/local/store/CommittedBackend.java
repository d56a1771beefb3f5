package org.groundswell.local.store;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import de.bwaldvogel.mongo.MongoDatabase;
import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.MVStoreException;

/**
 * An H2 backend that commits before each answer, so that no answer tells of anything that
 * a crash could take back.
 * <p>
 * Two things matter. A commit never falls into the middle of another connection's write,
 * for a write touches several maps (the documents, the index, the size), and half of one
 * in the file would be an {@code _id} that is taken by a document that does not exist; so
 * writes share a lock which a commit holds alone, and MVStore's own background commits
 * are off. And reads wait too when they may have seen what is not yet committed: a caller
 * who is told "that key exists" relies on it.
 */
final class CommittedBackend extends H2Backend {

    /** Commands that change nothing. Anything else, known or not, counts as a write. */
    private static final Set<String> READS = Set.of("find", "getmore", "count", "distinct", "aggregate",
            "listcollections", "listindexes", "listdatabases", "hello", "ismaster", "ping", "buildinfo", "getlog",
            "serverstatus", "dbstats", "collstats", "killcursors", "endsessions", "connectionstatus", "whatsmyuri");

    /** Of what {@link StoredTypes} writes. */
    private static final int FORMAT = 2;

    private static final int HOUSEKEEPING_MILLIS = 500;

    /**
     * Below this share of live pages, in percent, chunks are rewritten to free their
     * space.
     */
    private static final int FILL_RATE = 50;

    private static final int REWRITTEN_BYTES = 4 * 1024 * 1024;

    private final ReadWriteLock lock = new ReentrantReadWriteLock(true);

    private final Lock writing = this.lock.readLock();

    private final Lock committing = this.lock.writeLock();

    /**
     * How many writes have been applied to the maps, and how many of them are known to be
     * in the file.
     */
    private final AtomicLong applied = new AtomicLong();

    private volatile long committed;

    private volatile boolean closed;

    private final ScheduledExecutorService housekeeping = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("store-housekeeping").factory());

    private CommittedBackend(MVStore store) {
        super(store);
        this.housekeeping.scheduleWithFixedDelay(this::freeSpace, HOUSEKEEPING_MILLIS, HOUSEKEEPING_MILLIS,
                TimeUnit.MILLISECONDS);
    }

    /**
     * Opens the file, or makes it.
     * @throws IllegalStateException when another process has it open, or it is damaged
     */
    static CommittedBackend open(Path file) {
        try {
            MVStore store = new MVStore.Builder().fileName(file.toString())
                .autoCommitDisabled()
                .autoCommitBufferSize(0)
                .cacheSize(64)
                .pageSplitSize(4096)
                .open();
            // Freed chunks are kept this long for a fallback; the default of 45 s costs
            // gigabytes at full load.
            store.setRetentionTime(2000);
            store.setVersionsToKeep(0);
            if (store.getMapNames().isEmpty()) {
                store.setStoreVersion(FORMAT);
            }
            else if (store.getStoreVersion() != FORMAT) {
                store.closeImmediately();
                throw new IllegalStateException(
                        "the store " + file + " was written by another version of this program");
            }
            return new CommittedBackend(store);
        }
        catch (MVStoreException ex) {
            throw new IllegalStateException("cannot open the store " + file, ex);
        }
    }

    @Override
    public Document handleCommand(Channel channel, String databaseName, String command, Document query) {
        if (command.equals("hello")) {
            // Health checks ask with the command's present name; mongo-java-server knows
            // the old one.
            return super.handleCommand(channel, databaseName, "isMaster", query).append("isWritablePrimary", true);
        }
        if (isRead(command, query)) {
            Document answer = super.handleCommand(channel, databaseName, command, query);
            commitUpTo(this.applied.get());
            return answer;
        }
        this.writing.lock();
        try {
            this.applied.incrementAndGet();
            return super.handleCommand(channel, databaseName, command, query);
        }
        finally {
            this.writing.unlock();
            // Also after a refusal: "duplicate key" is an answer that others rely on.
            commitUpTo(this.applied.get());
        }
    }

    @Override
    protected MongoDatabase openOrCreateDatabase(String databaseName) {
        return CommittedDatabase.open(databaseName, getMvStore(), getCursorRegistry());
    }

    private static boolean isRead(String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        // Stages that write come last in a pipeline; their names occur in no other place
        // as keys with a dollar sign.
        return READS.contains(name)
                && !(name.equals("aggregate") && query.toString().matches("(?s).*\\$(out|merge)\\b.*"));
    }

    /** Many writers wait here at once, and the first commits for all that are done. */
    private void commitUpTo(long write) {
        if (this.committed >= write) {
            return;
        }
        this.committing.lock();
        try {
            if (this.committed < write) {
                long upTo = this.applied.get();
                commit();
                this.committed = upTo;
            }
        }
        finally {
            this.committing.unlock();
        }
    }

    private void freeSpace() {
        this.committing.lock();
        try {
            if (!this.closed && getMvStore().compact(FILL_RATE, REWRITTEN_BYTES)) {
                commit();
            }
        }
        finally {
            this.committing.unlock();
        }
    }

    @Override
    public void close() {
        this.housekeeping.shutdown();
        this.committing.lock();
        try {
            this.closed = true;
            super.close();
        }
        finally {
            this.committing.unlock();
        }
    }

}
