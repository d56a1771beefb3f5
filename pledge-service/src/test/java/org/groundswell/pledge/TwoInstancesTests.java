package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.groundswell.defaults.testing.StandaloneService;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/**
 * Two instances on one store and one broker, and clients that send the same to either, to
 * both at once, and again.
 */
abstract class TwoInstancesTests extends RunningService {

    private static final Logger log = LoggerFactory.getLogger(TwoInstancesTests.class);

    private static final int CLIENTS = 64;

    private static final int KEYS = 250;

    @Value("${spring.mongodb.uri}")
    String store;

    private final long seed = Long.getLong("groundswell.test.seed", System.nanoTime());

    private final Random random = new Random(seed);

    @Test
    void whicheverInstanceIsAskedAKeyIsOnePledgeAndOneAnswer() throws Exception {
        log.info("repeat with -Dgroundswell.test.seed={}", seed);
        try (var second = secondInstance()) {
            var instances = List.of(http(), RestClient
                .create("http://127.0.0.1:" + second.getEnvironment().getRequiredProperty("local.server.port")));
            var answers = send(calls(instances));
            var pledges = assertOneAnswerForEachKey(answers);
            assertStoredAndPublishedOnce(pledges);
        }
    }

    private List<Answer> send(List<Callable<Answer>> calls) throws Exception {
        var answers = new ArrayList<Answer>();
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            for (var answer : clients.invokeAll(calls)) {
                answers.add(answer.get());
            }
        }
        return answers;
    }

    /** The ids of the pledges. */
    private List<String> assertOneAnswerForEachKey(List<Answer> answers) {
        var ids = new HashSet<String>();
        answers.stream().collect(Collectors.groupingBy(Answer::key)).forEach((key, ofKey) -> {
            var accepted = ofKey.stream().filter(answer -> answer.status() == 201).toList();
            var standing = accepted.stream().map(Answer::words).distinct().toList();
            assertThat(standing).as("%s, seed %d", ofKey, seed).hasSize(1);
            assertThat(accepted.stream().map(Answer::body).distinct()).as("%s, seed %d", ofKey, seed).hasSize(1);
            assertThat(ofKey).as("seed %d", seed).allSatisfy(answer -> {
                var same = answer.words().equals(standing.getFirst());
                assertThat(answer.status()).isEqualTo(same ? 201 : 422);
            });
            ids.add(json.readTree(accepted.getFirst().body()).at("/id").stringValue());
        });
        assertThat(ids).as("seed %d", seed).hasSize(KEYS);
        return List.copyOf(ids);
    }

    private void assertStoredAndPublishedOnce(List<String> ids) {
        var unpublished = new Document("campaignId", campaignId).append("unpublished", true);
        await().until(() -> mongo.getCollection("pledges").countDocuments(unpublished) == 0);
        assertThat(storedCount()).as("seed %d", seed).isEqualTo(KEYS);
        assertThat(TopicReader.read(kafka, "pledges", campaignId)
            .stream()
            .map(record -> record.header("ce_id"))
            .distinct()).as("seed %d", seed)
            .containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> id + ":made").toList());
    }

    /** What the clients do, in the order in which they take it up. */
    private List<Callable<Answer>> calls(List<RestClient> instances) {
        var turns = new ArrayList<List<Callable<Answer>>>();
        for (int number = 0; number < KEYS; number++) {
            var key = "two-instances-" + number;
            var words = "pledge " + number;
            switch (random.nextInt(4)) {
                case 0 -> turns.add(List.of(call(any(instances), key, words, null)));
                case 1 -> turns.add(atTheSameInstant(instances, key, words, words));
                case 2 -> turns.add(atTheSameInstant(instances, key, words, "another " + words));
                default -> IntStream.range(0, 2 + random.nextInt(8))
                    .mapToObj(again -> random.nextInt(3) == 0 ? "another " + words : words)
                    .forEach(sent -> turns.add(List.of(call(any(instances), key, sent, null))));
            }
        }
        Collections.shuffle(turns, random);
        // Pairs stay neighbours, so that nobody waits for a partner who is not taken up.
        return turns.stream().flatMap(List::stream).toList();
    }

    private List<Callable<Answer>> atTheSameInstant(List<RestClient> instances, String key, String words,
            String otherWords) {
        var together = new CyclicBarrier(2);
        return List.of(call(instances.getFirst(), key, words, together),
                call(instances.getLast(), key, otherWords, together));
    }

    private RestClient any(List<RestClient> instances) {
        return instances.get(random.nextInt(instances.size()));
    }

    private Callable<Answer> call(RestClient instance, String key, String words, @Nullable CyclicBarrier together) {
        return () -> {
            if (together != null) {
                together.await();
            }
            var answer = post(instance, key, aPledge().with("text", words).body());
            return new Answer(key, words, answer.getStatusCode().value(), String.valueOf(answer.getBody()));
        };
    }

    private ResponseEntity<String> post(RestClient instance, String key, Map<String, Object> fields) {
        return instance.post()
            .uri("/api/campaigns/{slug}/pledges", slug)
            .header("Idempotency-Key", key)
            .contentType(MediaType.APPLICATION_JSON)
            .body(json.writeValueAsString(fields))
            .retrieve()
            .onStatus(HttpStatusCode::isError, (request, response) -> {
            })
            .toEntity(String.class);
    }

    private ConfigurableApplicationContext secondInstance() {
        return StandaloneService.of(PledgeService.class)
            .run("--server.port=0", "--spring.mongodb.uri=" + store, "--spring.kafka.bootstrap-servers=" + kafka,
                    "--groundswell.topics.partitions=2", "--groundswell.internal.secret=" + TestSecrets.INTERNAL,
                    "--groundswell.pledges.secret-key=" + TestSecrets.KEY,
                    "--groundswell.campaign-service.url=" + campaignService.url(),
                    "--spring.mail.port=" + mailServer.port());
    }

    private record Answer(String key, String words, int status, String body) {
    }

}
