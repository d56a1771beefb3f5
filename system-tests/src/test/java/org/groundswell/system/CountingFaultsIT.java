package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * Two instances count, while people pledge, repeat themselves and change their minds, and
 * while instances are killed, frozen for longer than the others wait for them, and
 * replaced again and again, and the broker is killed: afterwards the count is exactly
 * what people were told.
 */
@Tag("soak")
class CountingFaultsIT {

    private static final int ROUNDS = Integer.getInteger("groundswell.faults.rounds", 12);

    private static final long SEED = Long.getLong("groundswell.faults.seed", System.nanoTime());

    private static final int PORT_OFFSET = 4_000;

    private static final int CLIENTS = 8;

    private static final List<String> COUNTERS = List.of("analytics-service", "analytics-service-2");

    private static final String ORGANISER = "counting-faults@example.org";

    /** As many as a campaign can have. */
    private static final long[] MILESTONES = LongStream.rangeClosed(1, 50).map(i -> i * 100).toArray();

    private static final List<String> BREAKDOWNS = List.of("byPlace", "byRole", "byTheme", "byChannel");

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Random random = new Random(SEED);

    private final Platform platform = Platform.ofItsOwn(PORT_OFFSET, "--replicas", "analytics-service=2");

    private final Visitor visitor = new Visitor(platform);

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(2))
        .build();

    /** People behind each pledge that was answered 201, by its id. */
    private final Map<String, Integer> accepted = new ConcurrentHashMap<>();

    /** Pledges whose withdrawal was answered 204. */
    private final Set<String> withdrawn = ConcurrentHashMap.newKeySet();

    private final AtomicBoolean rushing = new AtomicBoolean(true);

    private final Standstill standstill = new Standstill();

    /** What happens to the counting; all of it, in an order of its own, then again. */
    private enum Fault {

        KILLED, FROZEN, REPLACED_AGAIN_AND_AGAIN, BROKER_KILLED

    }

    @Test
    void whateverHappensToTheCountingTheCountIsWhatPeopleWereTold() throws Exception {
        System.out.printf("%n%d rounds, seed %d (-Dgroundswell.faults.seed), data in %s%n", ROUNDS, SEED,
                platform.data());
        var slug = visitor.launch(visitor.signIn(ORGANISER), Map.of("title", "Counting faults", "standardPledge",
                "I will listen", "target", 1_000, "milestones", MILESTONES, "themes", List.of("dignity", "safety")));
        try (var threads = Executors.newFixedThreadPool(CLIENTS + COUNTERS.size())) {
            var working = new ArrayList<>(rush(threads, slug));
            COUNTERS.forEach(counter -> working.add(threads.submit(() -> watch(counter, slug))));
            try {
                suffer();
            }
            finally {
                rushing.set(false);
            }
            for (var work : working) {
                work.get();
            }
        }
        System.out.printf("%,d accepted, %,d of them withdrawn%n", accepted.size(), withdrawn.size());
        awaitQuiet(slug);
        assertCountIsWhatPeopleWereTold(slug);
        assertPartsAddUp(slug);
        assertMilestonesAreSaidOnce(slug);
        assertThat(TopicReader.read(platform.kafka(), "dead-letters", null)).isEmpty();
        assertRecountIsEqual(slug);
        platform.discard();
    }

    private void suffer() throws InterruptedException {
        var faults = new ArrayList<Fault>();
        for (int round = 1; round <= ROUNDS; round++) {
            if (faults.isEmpty()) {
                faults.addAll(List.of(Fault.values()));
                Collections.shuffle(faults, random);
            }
            pause(5_000, 10_000);
            var counter = COUNTERS.get(random.nextInt(COUNTERS.size()));
            standstill.reset();
            var healthy = suffer(faults.removeLast(), round, counter);
            var before = accepted.size();
            await("counting after round " + round).atMost(PATIENCE).until(() -> standstill.highest() > before);
            pause(2_000, 3_000);
            System.out.printf("  all healthy %.1f s after it; counting stood still for %.1f s at most; %,d accepted%n",
                    seconds(healthy), seconds(standstill.longest()), accepted.size());
        }
    }

    /** How long it took until all was healthy, once the fault was over. */
    private Duration suffer(Fault fault, int round, String counter) throws InterruptedException {
        switch (fault) {
            case KILLED -> {
                System.out.printf("round %d: SIGKILL to %s%n", round, counter);
                return killed(counter);
            }
            case FROZEN -> {
                var frozenFor = Duration.ofMillis(14_000 + random.nextInt(4_000));
                System.out.printf("round %d: SIGSTOP to %s for %.1f s%n", round, counter, seconds(frozenFor));
                var pid = platform.pid(counter);
                platform.signal(counter, "STOP");
                Thread.sleep(frozenFor);
                platform.signal(counter, "CONT");
                var started = System.nanoTime();
                awaitHealth();
                System.out.printf("  it is %s process%n", platform.pid(counter) == pid ? "still the same" : "another");
                return since(started);
            }
            case REPLACED_AGAIN_AND_AGAIN -> {
                var times = 3 + random.nextInt(3);
                System.out.printf("round %d: SIGTERM to one or the other, %d times%n", round, times);
                for (int i = 0; i < times; i++) {
                    platform.signal(COUNTERS.get(random.nextInt(COUNTERS.size())), "TERM");
                    pause(3_000, 4_000);
                }
                var started = System.nanoTime();
                awaitHealth();
                return since(started);
            }
            case BROKER_KILLED -> {
                System.out.printf("round %d: SIGKILL to kafka%n", round);
                return killed("kafka");
            }
        }
        throw new IllegalStateException("no such fault");
    }

    private Duration killed(String name) {
        var pid = platform.pid(name);
        var started = System.nanoTime();
        platform.kill(name);
        await("restart of " + name).atMost(PATIENCE).until(() -> platform.pid(name) != pid);
        awaitHealth();
        return since(started);
    }

    private void awaitHealth() {
        await("health").atMost(PATIENCE)
            .until(() -> Platform.groundswell("status", "--data", platform.data().toString()).status() == 0);
    }

    private List<Future<?>> rush(ExecutorService clients, String slug) {
        var rush = new ArrayList<Future<?>>();
        for (int client = 0; client < CLIENTS; client++) {
            var name = "client-" + client + "-";
            var own = new Random(random.nextLong());
            rush.add(clients.submit(() -> {
                var standing = new ArrayList<Standing>();
                for (int number = 0; rushing.get(); number++) {
                    act(slug, name + number, own, standing);
                    Thread.sleep(own.nextInt(160));
                }
                return null;
            }));
        }
        return rush;
    }

    /** Of ten acts, seven are pledges, two repeat one, and one withdraws one. */
    private void act(String slug, String key, Random own, List<Standing> standing) throws InterruptedException {
        var what = standing.isEmpty() ? 0 : own.nextInt(10);
        if (what < 7) {
            var fields = fields(own);
            var made = pledge(slug, key, fields);
            accepted.put(made.id(), (int) fields.get("people"));
            standing.add(made);
            return;
        }
        var earlier = standing.get(own.nextInt(standing.size()));
        if (what < 9) {
            assertThat(pledge(slug, earlier.key(), earlier.fields()).id()).isEqualTo(earlier.id());
        }
        else {
            withdraw(earlier);
            withdrawn.add(earlier.id());
            standing.remove(earlier);
        }
    }

    private static Map<String, Object> fields(Random own) {
        var fields = new HashMap<String, Object>(Map.of("people", 1 + own.nextInt(20)));
        fields.put("place", own.nextBoolean() ? "QWO" : null);
        fields.put("role", own.nextBoolean() ? "clinical" : "public");
        fields.put("theme", List.of("dignity", "safety").get(own.nextInt(2)));
        fields.put("channel", own.nextBoolean() ? "event" : "paper");
        fields.values().removeIf(value -> value == null);
        return fields;
    }

    private Standing pledge(String slug, String key, Map<String, Object> fields) throws InterruptedException {
        var answer = untilAnswered(201,
                () -> visitor.post("/api/campaigns/" + slug + "/pledges", fields, Map.of("Idempotency-Key", key)));
        var pledge = Visitor.JSON.readTree(answer.body());
        var manage = pledge.at("/links/manage").stringValue();
        return new Standing(key, fields, pledge.at("/id").stringValue(), manage.substring(manage.indexOf('#') + 1));
    }

    private void withdraw(Standing pledge) throws InterruptedException {
        untilAnswered(204, () -> visitor.send("DELETE", "/api/pledges/" + pledge.id(),
                Map.of("Authorization", "Pledge " + pledge.secret()), ""));
    }

    /** As a patient client does: the same again, until it is answered. */
    private static HttpResponse<String> untilAnswered(int status, Request request) throws InterruptedException {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        var last = "nothing";
        while (System.nanoTime() < deadline) {
            try {
                var answer = request.send();
                if (answer.statusCode() == status) {
                    return answer;
                }
                last = answer.statusCode() + " " + answer.body();
            }
            catch (RuntimeException unanswered) {
                last = unanswered.toString();
            }
            Thread.sleep(200);
        }
        throw new AssertionError("not answered " + status + ", but " + last);
    }

    /** Looks at one instance's count for as long as people pledge. */
    private Void watch(String counter, String slug) throws InterruptedException {
        while (rushing.get()) {
            try {
                var tally = tallyOf(counter, slug);
                standstill.seen(tally.at("/pledges").longValue() + tally.at("/withdrawn").longValue());
            }
            catch (RuntimeException unanswered) {
                // Away just now.
            }
            Thread.sleep(200);
        }
        return null;
    }

    private JsonNode tallyOf(String counter, String slug) {
        var address = URI
            .create(platform.runFile(counter).at("/url").stringValue() + "/api/campaigns/" + slug + "/tally");
        var answer = http
            .sendAsync(HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(2)).build(),
                    HttpResponse.BodyHandlers.ofString())
            .join();
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(counter + " answered " + answer.statusCode());
        }
        return Visitor.JSON.readTree(answer.body());
    }

    private void awaitQuiet(String slug) {
        var started = System.nanoTime();
        var expected = accepted.size() - withdrawn.size();
        for (var counter : COUNTERS) {
            await(counter + " to count " + expected).atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .ignoreExceptions()
                .until(() -> tallyOf(counter, slug), tally -> tally.at("/pledges").longValue() == expected
                        && tally.at("/withdrawn").longValue() == withdrawn.size());
        }
        System.out.printf("all counted %.1f s after the last%n", seconds(since(started)));
    }

    /** By each instance, and afterwards as before: nothing that is late may change it. */
    private void assertCountIsWhatPeopleWereTold(String slug) throws InterruptedException {
        Thread.sleep(5_000);
        var people = accepted.entrySet()
            .stream()
            .filter(pledge -> !withdrawn.contains(pledge.getKey()))
            .mapToLong(Map.Entry::getValue)
            .sum();
        var versions = new HashSet<Long>();
        for (var counter : COUNTERS) {
            var tally = tallyOf(counter, slug);
            assertThat(tally.at("/pledges").longValue()).as(counter).isEqualTo(accepted.size() - withdrawn.size());
            assertThat(tally.at("/withdrawn").longValue()).as(counter).isEqualTo(withdrawn.size());
            assertThat(tally.at("/people").longValue()).as(counter).isEqualTo(people);
            versions.add(tally.at("/version").longValue());
        }
        assertThat(versions).as("versions of both instances").hasSize(1);
        var one = tallyOf(COUNTERS.get(0), slug);
        var other = tallyOf(COUNTERS.get(1), slug);
        for (var part : List.of("byPlace", "byRole", "byTheme", "byChannel", "milestones")) {
            assertThat(one.at("/" + part)).as(part).isEqualTo(other.at("/" + part));
        }
    }

    private void assertPartsAddUp(String slug) {
        var tally = visitor.tally(slug);
        for (var breakdown : BREAKDOWNS) {
            for (var number : List.of("pledges", "people")) {
                assertThat(tally.at("/" + breakdown)
                    .valueStream()
                    .mapToLong(part -> part.at("/" + number).longValue())
                    .sum()).as(number + " " + breakdown).isEqualTo(tally.at("/" + number).longValue());
            }
        }
    }

    /** The events in their order tell how far the count ever went. */
    private void assertMilestonesAreSaidOnce(String slug) {
        var campaign = Visitor.JSON.readTree(visitor.get("/api/campaigns/" + slug).body()).at("/id").stringValue();
        var highest = highestCount(campaign);
        var expected = LongStream.of(MILESTONES).filter(threshold -> threshold <= highest).boxed().toList();
        var said = TopicReader.read(platform.kafka(), "milestones", campaign)
            .stream()
            .map(record -> Visitor.JSON.readTree(record.text()).at("/threshold").longValue())
            .toList();
        System.out.printf("%d milestones, up to %d at once%n", said.size(), highest);
        assertThat(said).isEqualTo(expected);
        assertThat(visitor.tally(slug).at("/milestones").size()).isEqualTo(expected.size());
    }

    private long highestCount(String campaign) {
        var counted = new HashSet<String>();
        var gone = new HashSet<String>();
        var repeats = 0;
        var highest = 0L;
        for (var record : TopicReader.read(platform.kafka(), "pledges", campaign)) {
            var id = Visitor.JSON.readTree(record.text()).at("/pledgeId").stringValue();
            var isNew = record.header("ce_type").equals("groundswell.pledge.made.v1")
                    ? !gone.contains(id) && counted.add(id) : gone.add(id) | counted.remove(id);
            repeats += isNew ? 0 : 1;
            highest = Math.max(highest, (long) counted.size());
        }
        System.out.printf("%,d repeated events on Kafka%n", repeats);
        assertThat(counted).as("by the events").hasSize(accepted.size() - withdrawn.size());
        return highest;
    }

    private void assertRecountIsEqual(String slug) {
        var answer = visitor.send("GET", "/api/campaigns/" + slug + "/recount",
                Map.of("Authorization", "Bearer " + visitor.signIn(ORGANISER)), "");
        Visitor.expect(200, answer);
        var recount = Visitor.JSON.readTree(answer.body());
        assertThat(recount.at("/equal").booleanValue()).as(answer.body()).isTrue();
    }

    private void pause(int leastMs, int mostMs) throws InterruptedException {
        Thread.sleep(leastMs + random.nextInt(mostMs - leastMs));
    }

    private static Duration since(long started) {
        return Duration.ofNanos(System.nanoTime() - started);
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1e3;
    }

    /** A pledge that was not withdrawn. */
    private record Standing(String key, Map<String, Object> fields, String id, String secret) {
    }

    private interface Request {

        HttpResponse<String> send();

    }

    /** For how long the count, as anybody could see it, did not rise. */
    private static final class Standstill {

        private long highest;

        private long lastRise = System.nanoTime();

        private Duration longest = Duration.ZERO;

        synchronized void seen(long count) {
            if (count <= highest) {
                return;
            }
            if (since(lastRise).compareTo(longest) > 0) {
                longest = since(lastRise);
            }
            highest = count;
            lastRise = System.nanoTime();
        }

        synchronized void reset() {
            longest = Duration.ZERO;
        }

        synchronized long highest() {
            return highest;
        }

        synchronized Duration longest() {
            return longest;
        }

    }

}
