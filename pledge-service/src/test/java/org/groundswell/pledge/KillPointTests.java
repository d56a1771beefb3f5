package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Value;

/**
 * Wherever the process dies, every pledge is stored once and everybody hears of it. The
 * process that takes a pledge up again is the one that dies in the next test.
 */
@TestInstance(Lifecycle.PER_CLASS)
@Tag("soak")
abstract class KillPointTests extends RunningService {

    private static final Duration STARTING = Duration.ofMinutes(2);

    private static final Duration DYING = Duration.ofSeconds(30);

    private static final Duration TELLING = Duration.ofSeconds(30);

    @Value("${spring.mongodb.uri}")
    String store;

    private Path folder = Path.of("");

    private final HttpClient client = HttpClient.newHttpClient();

    private @Nullable Process process;

    private int processPort;

    @BeforeAll
    void aFolderToTalkThrough(@TempDir Path shared) {
        folder = shared;
    }

    /** The first, or where the test before failed. */
    @BeforeEach
    void aProcess() throws Exception {
        if (process == null || !process.isAlive()) {
            restart();
        }
    }

    @AfterAll
    void stop() throws Exception {
        if (process != null) {
            process.destroyForcibly().waitFor();
        }
        client.close();
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            died at                | answered | stored | told  | left
            BEFORE_INSERT          | false    | false  | false | false
            AFTER_INSERT           | false    | true   | false | true
            BEFORE_SENDING         | true     | true   | false | true
            BEFORE_ACKNOWLEDGEMENT | true     | true   | false | true
            BEFORE_MARK            |          | true   | true  | true
            AFTER_MARK             |          | true   | true  | false
            """)
    void aPledgeIsStoredOnceAndTold(KillPoint step, @Nullable Boolean answered, boolean stored, boolean told,
            boolean left) throws Exception {
        var keys = List.of(step + "-1", step + "-2", step + "-3", step + "-dies");
        var ids = keys.stream().map(key -> new PledgeIds().of(campaignId, key)).toList();
        var answers = new ArrayList<String>();
        for (var key : keys.subList(0, 3)) {
            answers.add(accepted(send(pledging(key)).orElseThrow()));
        }

        KillPoints.arm(folder, step, ids.getLast());
        var last = send(pledging(keys.getLast()));
        last.ifPresent(answer -> answers.add(accepted(answer)));
        KillPoints.answered(folder);
        assertThatItDied();

        // What a client was told is so, and the process died where it was meant to.
        assertThat(storedIds()).containsExactlyInAnyOrderElementsOf(stored ? ids : ids.subList(0, 3));
        assertThat(toldIds().contains(ids.getLast() + ":made")).isEqualTo(told);
        assertThat(leftOf("unpublished").contains(ids.getLast())).isEqualTo(left);
        if (answered != null) {
            assertThat(last.isPresent()).isEqualTo(answered);
        }

        restart();
        for (int i = 0; i < keys.size(); i++) {
            var again = accepted(send(pledging(keys.get(i))).orElseThrow());
            assertThat(again).isEqualTo(i < answers.size() ? answers.get(i) : again);
        }
        assertThat(storedIds()).containsExactlyInAnyOrderElementsOf(ids);
        await().atMost(TELLING).untilAsserted(() -> assertThat(leftOf("unpublished")).isEmpty());
        assertThat(toldIds()).containsExactlyInAnyOrderElementsOf(ids.stream().map(id -> id + ":made").toList());
    }

    @ParameterizedTest
    @CsvSource(useHeadersInDisplayName = true, delimiter = '|', textBlock = """
            died at                | told  | left
            AFTER_ERASURE          | false | true
            BEFORE_WITHDRAWAL_MARK | true  | true
            AFTER_WITHDRAWAL_MARK  | true  | false
            """)
    void thatAPledgeWasWithdrawnIsTold(KillPoint step, boolean told, boolean left) throws Exception {
        var pledge = json.readTree(accepted(send(pledging(step + "-key")).orElseThrow()));
        var id = pledge.at("/id").stringValue();
        var withdrawing = HttpRequest.newBuilder(address("/api/pledges/" + id))
            .header("Authorization", "Pledge " + pledge.at("/links/manage").stringValue().replaceFirst(".*#", ""))
            .DELETE();
        await().atMost(TELLING).untilAsserted(() -> assertThat(leftOf("unpublished")).isEmpty());

        KillPoints.arm(folder, step, id);
        send(withdrawing).ifPresent(answer -> assertThat(answer.statusCode()).isEqualTo(204));
        assertThatItDied();

        assertThat(stored().containsKey("personal")).isFalse();
        assertThat(toldIds().contains(id + ":withdrawn")).isEqualTo(told);
        assertThat(leftOf("withdrawalUnpublished").contains(id)).isEqualTo(left);

        restart();
        withdrawing.uri(address("/api/pledges/" + id));
        assertThat(send(withdrawing).orElseThrow().statusCode()).isEqualTo(204);
        await().atMost(TELLING).untilAsserted(() -> assertThat(leftOf("withdrawalUnpublished")).isEmpty());
        assertThat(toldIds()).containsExactlyInAnyOrder(id + ":made", id + ":withdrawn");
        assertThat(stored().containsKey("personal")).isFalse();
    }

    private void assertThatItDied() throws Exception {
        assertThat(process).isNotNull();
        var died = process.waitFor(DYING.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        assertThat(died).isTrue();
        assertThat(process.exitValue()).isEqualTo(KillPoints.KILLED);
    }

    private void restart() throws Exception {
        KillPoints.disarm(folder);
        start();
    }

    private void start() throws Exception {
        process = JavaProcess.start(KillPoints.class,
                List.of(folder.toString(), "--server.port=0", "--spring.mongodb.uri=" + store,
                        "--spring.kafka.bootstrap-servers=" + kafka, "--groundswell.topics.partitions=2",
                        "--groundswell.internal.secret=" + TestSecrets.INTERNAL,
                        "--groundswell.pledges.secret-key=" + TestSecrets.KEY,
                        "--groundswell.campaign-service.url=" + campaignService.url(),
                        "--spring.mail.port=" + mailServer.port(),
                        // The dead would keep their share of a group for a while.
                        "--spring.cloud.stream.bindings.hearOfCampaigns-in-0.group=" + UUID.randomUUID()));
        await().atMost(STARTING).until(() -> !process.isAlive() || Files.exists(folder.resolve("port")));
        processPort = Integer.parseInt(Files.readString(folder.resolve("port")));
    }

    private HttpRequest.Builder pledging(String key) {
        return HttpRequest.newBuilder(address("/api/campaigns/" + slug + "/pledges"))
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", key)
            .POST(BodyPublishers.ofString(json.writeValueAsString(aPledge().with("text", "Mine is " + key).body())));
    }

    private URI address(String path) {
        return URI.create("http://127.0.0.1:" + processPort + path);
    }

    /** Nothing when the process died instead of answering. */
    private Optional<HttpResponse<String>> send(HttpRequest.Builder request) throws InterruptedException {
        try {
            return Optional.of(client.send(request.timeout(DYING).build(), BodyHandlers.ofString()));
        }
        catch (IOException gone) {
            return Optional.empty();
        }
    }

    private static String accepted(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        return answer.body();
    }

    private List<String> storedIds() {
        return ids(new Document("campaignId", campaignId));
    }

    private List<String> leftOf(String story) {
        return ids(new Document("campaignId", campaignId).append(story, true));
    }

    private List<String> ids(Document query) {
        var found = new ArrayList<String>();
        mongo.getCollection("pledges").find(query).forEach(pledge -> found.add(pledge.getString("_id")));
        return found;
    }

    private List<String> toldIds() {
        return TopicReader.read(kafka, "pledges", campaignId)
            .stream()
            .map(record -> record.header("ce_id"))
            .distinct()
            .toList();
    }

}
