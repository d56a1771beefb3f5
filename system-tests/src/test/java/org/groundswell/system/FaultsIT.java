package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGKILL at random moments, many times, while people pledge, repeat themselves, and use
 * a key for something else: afterwards every pledge that was answered 201 is stored,
 * published and counted, and once.
 */
@Tag("soak")
class FaultsIT {

    private static final int ROUNDS = Integer.getInteger("groundswell.faults.rounds", 10);

    private static final long SEED = Long.getLong("groundswell.faults.seed", System.nanoTime());

    private static final int CLIENTS = 8;

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    /** Keys that were answered 201, and with which pledge. */
    private final Map<String, String> accepted = new ConcurrentHashMap<>();

    private final AtomicInteger repeated = new AtomicInteger();

    private final AtomicInteger conflicting = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(strings = { "pledge-service", "store", "kafka" })
    void afterManyKillsEveryAcceptedPledgeIsStoredPublishedAndCountedOnce(String victim) throws Exception {
        System.out.printf("%n%s: %d kills, seed %d (-Dgroundswell.faults.seed)%n", victim, ROUNDS, SEED);
        var random = new Random(SEED);
        var slug = visitor.launch(visitor.signIn("faults@example.org"), "Faults " + victim + " " + SEED, 100, 1_000);
        var rushing = new AtomicBoolean(true);
        var longest = Duration.ZERO;
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var rush = rush(clients, slug, random, rushing);
            for (int round = 1; round <= ROUNDS; round++) {
                Thread.sleep(1_000 + random.nextInt(4_000));
                var pid = platform.pid(victim);
                var started = System.nanoTime();
                platform.kill(victim);
                platform.awaitRestart(victim, pid);
                var away = Duration.ofNanos(System.nanoTime() - started);
                longest = away.compareTo(longest) > 0 ? away : longest;
                System.out.printf("kill %d: all healthy after %.1f s, %,d accepted%n", round, away.toMillis() / 1e3,
                        accepted.size());
            }
            rushing.set(false);
            for (var client : rush) {
                client.get();
            }
        }
        var started = System.nanoTime();
        visitor.awaitTally(slug, accepted.size());
        System.out.printf(
                "%,d accepted, %,d repeated, %,d conflicting; counted %.1f s after the last; healthy after"
                        + " %.1f s at worst%n",
                accepted.size(), repeated.get(), conflicting.get(), (System.nanoTime() - started) / 1e9,
                longest.toMillis() / 1e3);

        assertThat(Set.copyOf(accepted.values())).as("one pledge for a key").hasSameSizeAs(accepted.keySet());
        assertStored();
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertPublished(slug));
        assertThat(visitor.tally(slug).at("/pledges").longValue()).isEqualTo(accepted.size());
        assertThat(visitor.tally(slug).at("/milestones").size()).isEqualTo(accepted.size() < 1_000 ? 1 : 2);
    }

    private List<Future<?>> rush(ExecutorService clients, String slug, Random seeds, AtomicBoolean rushing) {
        var rush = new ArrayList<Future<?>>();
        for (int client = 0; client < CLIENTS; client++) {
            var name = "client-" + client + "-";
            var random = new Random(seeds.nextLong());
            rush.add(clients.submit(() -> {
                var keys = new ArrayList<String>();
                while (rushing.get()) {
                    act(slug, name, random, keys);
                    Thread.sleep(random.nextInt(60));
                }
                return null;
            }));
        }
        return rush;
    }

    private void act(String slug, String name, Random random, List<String> keys) {
        var what = keys.isEmpty() ? 0 : random.nextInt(10);
        if (what < 7) {
            var key = name + keys.size();
            accepted.put(key, visitor.pledgeForSure(slug, key, Map.of("text", "pledge of " + key)));
            keys.add(key);
            return;
        }
        var key = keys.get(random.nextInt(keys.size()));
        if (what < 9) {
            assertThat(visitor.pledgeForSure(slug, key, Map.of("text", "pledge of " + key)))
                .isEqualTo(accepted.get(key));
            repeated.incrementAndGet();
        }
        else {
            await().atMost(Duration.ofSeconds(90))
                .ignoreExceptions()
                .until(() -> visitor.pledge(slug, key, Map.of("text", "something else")).statusCode() == 422);
            conflicting.incrementAndGet();
        }
    }

    private void assertStored() throws Exception {
        try (var readers = Executors.newFixedThreadPool(CLIENTS)) {
            var answers = new ArrayList<Future<Integer>>();
            for (var id : accepted.values()) {
                answers.add(readers.submit(() -> visitor.get("/api/pledges/" + id).statusCode()));
            }
            for (var answer : answers) {
                assertThat(answer.get()).isEqualTo(200);
            }
        }
    }

    private void assertPublished(String slug) {
        var campaign = Visitor.JSON.readTree(visitor.get("/api/campaigns/" + slug).body()).at("/id").stringValue();
        var records = TopicReader.read(platform.kafka(), "pledges", campaign);
        var ids = records.stream().map(record -> record.header("ce_id")).collect(Collectors.toSet());
        assertThat(ids).isEqualTo(accepted.values().stream().map(id -> id + ":made").collect(Collectors.toSet()));
        System.out.printf("%,d events of them on Kafka, %,d of these repeats%n", records.size(),
                records.size() - ids.size());
    }

}
