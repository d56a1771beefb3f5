package org.groundswell.local.store;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.InsertManyOptions;
import com.mongodb.client.model.Updates;
import org.awaitility.Awaitility;
import org.bson.Document;
import org.groundswell.local.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class EmbeddedStoreTests {

    private static final int WRITERS = 6;

    private static final int ROUNDS = 4;

    private static final Duration BRIEF = Duration.ofSeconds(5);

    private static final Duration PATIENT = Duration.ofSeconds(20);

    /** How long what was written and is no longer needed takes up space. */
    private static final Duration RETENTION = Duration.ofSeconds(3);

    /** More than an insert and its commit write. */
    private static final long WRITTEN_BY_INSERT = 32L << 10;

    @TempDir
    private Path dir;

    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void endWhatAFailureLeftRunning() {
        this.started.forEach(Process::destroyForcibly);
    }

    /**
     * Writers note down what the store acknowledged; the store is killed under them at a
     * random moment; afterwards all of that must be there, and no key may be taken by a
     * document that is not.
     */
    @Test
    void whatWasAcknowledgedOutlivesAKill() throws Exception {
        long seed = Long.getLong("groundswell.seed", System.nanoTime());
        System.out.println("seed " + seed + " (repeat with -Dgroundswell.seed=" + seed + ")");
        Random random = new Random(seed);
        Map<String, Integer> acknowledged = new ConcurrentHashMap<>();
        Set<String> attempted = ConcurrentHashMap.newKeySet();
        int port = FreePort.find();
        for (int round = 0; round < ROUNDS; round++) {
            Process store = startStore(port);
            try (MongoClient client = MongoClients.create(uri(port, BRIEF))) {
                writeUntilKilled(client, store, random, round, acknowledged, attempted);
            }
            store.destroyForcibly().waitFor();
            Process again = startStore(port);
            try (MongoClient client = MongoClients.create(uri(port, PATIENT))) {
                assertNothingIsLost(client, acknowledged, attempted);
            }
            again.destroyForcibly().waitFor();
            attempted.clear();
        }
        assertThat(acknowledged).hasSizeGreaterThan(ROUNDS * WRITERS);
    }

    private static void writeUntilKilled(MongoClient client, Process store, Random random, int round,
            Map<String, Integer> acknowledged, Set<String> attempted) throws InterruptedException {
        MongoCollection<Document> documents = collection(client);
        int before = acknowledged.size();
        int killAfter = 50 + random.nextInt(1500);
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            for (int writer = 0; writer < WRITERS; writer++) {
                int number = writer;
                writers.execute(() -> write(documents, round + "-" + number, acknowledged, attempted));
            }
            Awaitility.await()
                .pollInterval(1, TimeUnit.MILLISECONDS)
                .atMost(30, TimeUnit.SECONDS)
                .until(() -> acknowledged.size() >= before + killAfter);
            store.destroyForcibly().waitFor();
        }
    }

    /** Single inserts, groups and updates, one after another, until the store is gone. */
    private static void write(MongoCollection<Document> documents, String writer, Map<String, Integer> acknowledged,
            Set<String> attempted) {
        try {
            for (int i = 0;; i++) {
                String id = writer + "-" + i;
                attempted.add(id);
                documents.insertOne(new Document("_id", id).append("value", 0).append("text", "x".repeat(i % 300)));
                acknowledged.put(id, 0);
                List<String> group = new ArrayList<>();
                for (int j = 0; j < 5; j++) {
                    group.add(id + "-" + j);
                }
                attempted.addAll(group);
                documents.insertMany(group.stream().map((key) -> new Document("_id", key).append("value", 0)).toList(),
                        new InsertManyOptions().ordered(false));
                group.forEach((key) -> acknowledged.put(key, 0));
                documents.updateOne(Filters.eq("_id", id), Updates.set("value", 1));
                acknowledged.put(id, 1);
                documents.findOneAndUpdate(Filters.eq("_id", group.getFirst()), Updates.set("value", 1));
                acknowledged.put(group.getFirst(), 1);
            }
        }
        catch (MongoException ex) {
            // Killed: what is under way now may or may not be there afterwards.
        }
    }

    private static void assertNothingIsLost(MongoClient client, Map<String, Integer> acknowledged,
            Set<String> attempted) {
        MongoCollection<Document> documents = collection(client);
        Map<String, Integer> found = new HashMap<>();
        documents.find().forEach((document) -> found.put(document.getString("_id"), document.getInteger("value")));
        assertThat(found.keySet()).containsAll(acknowledged.keySet());
        acknowledged.forEach((id, value) -> assertThat(found.get(id)).as(id).isGreaterThanOrEqualTo(value));
        for (String id : attempted) {
            Document byKey = documents.find(Filters.eq("_id", id)).first();
            assertThat(byKey != null).as(id).isEqualTo(found.containsKey(id));
            if (byKey == null) {
                documents.insertOne(new Document("_id", id).append("value", 0));
                acknowledged.put(id, 0);
            }
        }
    }

    @Test
    void aKeyThatIsTakenIsRefused() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(this.dir, 0);
                MongoClient client = MongoClients.create(store.connectionString("test"))) {
            MongoCollection<Document> documents = collection(client);
            documents.insertOne(new Document("_id", "a"));
            assertThatExceptionOfType(MongoWriteException.class)
                .isThrownBy(() -> documents.insertOne(new Document("_id", "a")));
            assertThatExceptionOfType(MongoBulkWriteException.class)
                .isThrownBy(() -> documents.insertMany(List.of(new Document("_id", "a"), new Document("_id", "b")),
                        new InsertManyOptions().ordered(false)));
            assertThat(documents.countDocuments()).isEqualTo(2);
        }
    }

    @Test
    void answersAHealthCheck() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(this.dir, 0);
                MongoClient client = MongoClients.create(store.connectionString("test"))) {
            Document hello = client.getDatabase("admin").runCommand(new Document("hello", 1));
            assertThat(hello.getBoolean("isWritablePrimary")).isTrue();
            assertThat(hello.getInteger("maxWireVersion")).isPositive();
        }
    }

    @Test
    void manySingleInsertsLeaveAFileOfSensibleSize() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(this.dir, 0);
                MongoClient client = MongoClients.create(store.connectionString("test"))) {
            MongoCollection<Document> documents = collection(client);
            Random random = new Random(1);
            String text = "I will introduce myself by name to everyone I care for, every time.";
            long began = System.nanoTime();
            for (int i = 0; i < 20_000; i++) {
                documents.insertOne(new Document("_id", Long.toHexString(random.nextLong())).append("text", text)
                    .append("number", i));
            }
            long each = (System.nanoTime() - began) / 20_000;
            long size = Files.size(this.dir.resolve("store.mv.db"));
            System.out.printf("20,000 single inserts: %d MiB, %.2f ms each%n", size >> 20, each / 1e6);
            // The faster they are, the more of them fall into that time.
            long kept = RETENTION.toNanos() / each * WRITTEN_BY_INSERT;
            assertThat(size).isLessThan(Math.max(200L << 20, kept));
        }
    }

    @Test
    void aFolderIsOpenInOneStoreAtATime() throws IOException {
        try (EmbeddedStore store = EmbeddedStore.start(this.dir, 0)) {
            assertThat(store.port()).isPositive();
            assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> EmbeddedStore.start(this.dir, 0));
        }
    }

    @Test
    void aTakenPortIsRefusedAndTheFileClosed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThatExceptionOfType(IllegalStateException.class)
                .isThrownBy(() -> EmbeddedStore.start(this.dir, taken.getLocalPort()));
        }
        EmbeddedStore.start(this.dir, 0).close();
    }

    private static MongoCollection<Document> collection(MongoClient client) {
        return client.getDatabase("test").getCollection("documents");
    }

    private Process startStore(int port) throws IOException, InterruptedException {
        Process store = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m", "-cp", System.getProperty("java.class.path"),
                "-Dlog4j2.configurationFile=classpath:org/groundswell/local/log4j2.xml", StoreServer.class.getName(),
                this.dir.toString(), String.valueOf(port))
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .start();
        this.started.add(store);
        try (MongoClient client = MongoClients.create(uri(port, PATIENT))) {
            client.getDatabase("test").runCommand(new Document("ping", 1));
        }
        return store;
    }

    private static String uri(int port, Duration patience) {
        return "mongodb://127.0.0.1:" + port + "/test?serverSelectionTimeoutMS=" + patience.toMillis()
                + "&retryWrites=false" + "&heartbeatFrequencyMS=500";
    }

}
