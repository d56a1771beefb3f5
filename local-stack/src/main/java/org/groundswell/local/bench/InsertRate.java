package org.groundswell.local.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.random.RandomGenerator;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.InsertManyOptions;
import org.bson.Document;
import org.bson.types.Binary;

/**
 * How many documents the size of a pledge a store takes, without anything in front of it:
 * unordered inserts of whole groups, by as many writers as pledge-service has, into a
 * database of their own, which is dropped afterwards.
 *
 * @param group how many documents a command inserts
 * @param commandsPerSecond how many commands
 * @param documentsPerSecond how many documents
 */
record InsertRate(int group, double commandsPerSecond, double documentsPerSecond) {

    static final int WRITERS = 2;

    private static final String DATABASE = "benchmark";

    private static final String ID_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz";

    private static final int ID_LENGTH = 26;

    private static final int DIGEST_BYTES = 32;

    /**
     * Measures some sizes of groups, one after the other.
     * @param uri of the store
     * @param groups the sizes
     * @param length how long to measure each
     * @return in the same order
     * @throws InterruptedException when the calling thread is told to stop
     */
    static List<InsertRate> measure(String uri, List<Integer> groups, Duration length) throws InterruptedException {
        try (MongoClient client = MongoClients.create(uri)) {
            MongoDatabase database = client.getDatabase(DATABASE);
            List<InsertRate> rates = new ArrayList<>();
            for (int group : groups) {
                rates.add(measure(database.getCollection("pledges-by-" + group), group, length));
            }
            database.drop();
            return rates;
        }
    }

    private static InsertRate measure(MongoCollection<Document> collection, int group, Duration length)
            throws InterruptedException {
        long began = System.nanoTime();
        long end = began + length.toNanos();
        Callable<Integer> writer = () -> {
            RandomGenerator random = RandomGenerator.of("SplittableRandom");
            int commands = 0;
            while (System.nanoTime() - end < 0) {
                collection.insertMany(documents(group, random), new InsertManyOptions().ordered(false));
                commands++;
            }
            return commands;
        };
        long commands = 0;
        try (ExecutorService writers = Executors.newFixedThreadPool(WRITERS)) {
            List<Callable<Integer>> all = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                all.add(writer);
            }
            for (Future<Integer> done : writers.invokeAll(all)) {
                commands += done.get();
            }
        }
        catch (ExecutionException ex) {
            throw new IllegalStateException("the store cannot be measured: " + ex.getCause().getMessage(), ex);
        }
        double perSecond = commands / ((System.nanoTime() - began) / 1e9);
        return new InsertRate(group, perSecond, perSecond * group);
    }

    private static List<Document> documents(int count, RandomGenerator random) {
        List<Document> documents = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            documents.add(document(random));
        }
        return documents;
    }

    /** With a pledge's fields, as pledge-service stores them. */
    static Document document(RandomGenerator random) {
        return new Document("_id", id(random)).append("campaignId", "0123456789abcdefghjkmnpqrs")
            .append("campaign", "hello-my-name-is")
            .append("text", "I will introduce myself by name to everyone I care for")
            .append("anonymous", false)
            .append("updates", false)
            .append("place", "QWO")
            .append("role", "clinical")
            .append("people", 1)
            .append("channel", "api")
            .append("madeAt", Date.from(Instant.now()))
            .append("fingerprint", digest(random))
            .append("secretHash", digest(random))
            .append("unpublished", true);
    }

    private static String id(RandomGenerator random) {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        for (int i = 0; i < ID_LENGTH; i++) {
            id.append(ID_DIGITS.charAt(random.nextInt(ID_DIGITS.length())));
        }
        return id.toString();
    }

    private static Binary digest(RandomGenerator random) {
        byte[] bytes = new byte[DIGEST_BYTES];
        random.nextBytes(bytes);
        return new Binary(bytes);
    }

}
