package org.groundswell.pledge;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.management.HotSpotDiagnosticMXBean;
import com.sun.management.HotSpotDiagnosticMXBean.ThreadDumpFormat;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What sending many pledges in one request is. */
@Timeout(120)
abstract class BatchesTests extends RunningService {

    private static final int MOST = 10_000;

    private final String organiser = newId();

    private String token = "";

    @BeforeEach
    void theCampaignHasAnOrganiser() {
        token = campaignService.tokenOfLead(organiser, campaignId);
    }

    @Test
    void tenThousandLinesAreTakenInOneRequestAndOnceHoweverOftenTheyAreSent() {
        var lines = lines(MOST);
        var first = outcomes(batch(lines));
        assertThat(first).hasSize(MOST);
        for (int i = 0; i < MOST; i++) {
            assertThat(first.get(i).at("/line").intValue()).isEqualTo(i + 1);
            assertThat(first.get(i).at("/status").intValue()).isEqualTo(201);
            assertThat(first.get(i).has("problem")).isFalse();
        }
        assertThat(first.stream().map(outcome -> outcome.at("/id").stringValue()).distinct()).hasSize(MOST);
        assertThat(storedCount()).isEqualTo(MOST);
        assertThat(get("/api/pledges/" + first.get(4711).at("/id").stringValue()).getBody()).contains("Line 4711\"");

        assertThat(outcomes(batch(lines))).isEqualTo(first);
        assertThat(storedCount()).isEqualTo(MOST);
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(publishedIds()).hasSize(MOST));
    }

    @Test
    void theLineAfterTheTenThousandthIsRefusedAndSaysSo() {
        var outcomes = outcomes(batch("\n".repeat(MOST - 1) + line("the-last-one") + "\n" + line("too-many") + "\n"
                + line("unheard-of") + "\n"));
        assertThat(outcomes).hasSize(2);
        assertThat(outcomes.get(0).at("/line").intValue()).isEqualTo(MOST);
        assertThat(outcomes.get(0).at("/status").intValue()).isEqualTo(201);
        assertThat(outcomes.get(1).at("/line").intValue()).isEqualTo(MOST + 1);
        assertRefusedLine(outcomes.get(1), 413, "/problems/payload-too-large");
        assertThat(outcomes.get(1).at("/problem/detail").stringValue()).contains("10,000");
        assertThat(storedCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            rubbish                                                  | 400 |
            {"key": "key-00001"                                      | 400 |
            []                                                       | 400 |
            "text"                                                   | 400 |
            null                                                     | 400 |
            {"key": "key-00001"} {}                                  | 400 |
            {"key": "key-00001", "key": "key-00002"}                 | 400 |
            {"key": "key-00001", "text": "a", "text": "b"}           | 400 |
            {"key": "key-00001", "peple": 2}                         | 400 | peple
            {"text": "without key"}                                  | 400 | key
            {"key": null}                                            | 400 | key
            {"key": "short"}                                         | 400 | key
            {"key": "with space"}                                    | 400 | key
            {"key": 123456789}                                       | 400 | key
            {"key": "key-00001", "people": "2"}                      | 400 | people
            {"key": "key-00001", "people": 0}                        | 400 | people
            {"key": "key-00001", "people": 1.5}                      | 400 | people
            {"key": "key-00001", "text": 5}                          | 400 | text
            {"key": "key-00001", "text": ""}                         | 400 | text
            {"key": "key-00001", "text": "bell \\u0007"}             | 400 | text
            {"key": "key-00001", "text": {}}                         | 400 | text
            {"key": "key-00001", "role": "astronaut"}                | 400 | role
            {"key": "key-00001", "channel": "fax"}                   | 400 | channel
            {"key": "key-00001", "email": "nobody"}                  | 400 | email
            """)
    void aBadLineHasItsProblemAndSpoilsNoNeighbour(String bad, int status, String field) {
        assertOnlyTheMiddleIsRefused(bad.getBytes(UTF_8), status, field);
    }

    @Test
    void aLineThatIsNotUtf8HasItsProblemAndSpoilsNoNeighbour() {
        var bad = line("key-00001").getBytes(UTF_8);
        bad[bad.length - 4] = (byte) 0xC3;
        assertOnlyTheMiddleIsRefused(bad, 400, null);
    }

    @Test
    void aLineThatNestsDeeplyHasItsProblemAndSpoilsNoNeighbour() {
        assertOnlyTheMiddleIsRefused(("{\"key\": \"key-00001\", \"text\": " + "[".repeat(8_000)).getBytes(UTF_8), 400,
                null);
        assertOnlyTheMiddleIsRefused("{\"a\":".repeat(3_000).getBytes(UTF_8), 400, null);
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", " " })
    void aLineOfMoreThan16KBHasItsProblemAndSpoilsNoNeighbour(String filling) {
        var line = line("key-00001");
        assertOnlyTheMiddleIsRefused((filling.repeat(16 * 1024 - line.length() + 1) + line).getBytes(UTF_8), 413, null);
        assertOnlyTheMiddleIsRefused((filling.repeat(1_000_000) + line).getBytes(UTF_8), 413, null);
    }

    @Test
    void aLineOf16KBIsTaken() {
        var line = line("key-00001");
        assertThat(outcomes(batch(" ".repeat(16 * 1024 - line.length()) + line + "\n" + line("key-00002"))))
            .extracting(outcome -> outcome.at("/status").intValue())
            .containsExactly(201, 201);
    }

    @Test
    void aKeyThatComesTwiceMakesOnePledgeAndWithOtherWordsNone() {
        var same = line("key-00001");
        var outcomes = outcomes(batch(same + "\n" + same + "\n{\"key\": \"key-00001\", \"text\": \"Other words\"}\n"));
        // Lines are written some at a time, so the last may be first.
        assertThat(outcomes).extracting(outcome -> outcome.at("/status").intValue())
            .isIn(List.of(201, 201, 422), List.of(422, 422, 201));
        assertThat(outcomes.get(1).at("/id")).isEqualTo(outcomes.get(0).at("/id"));
        outcomes.stream()
            .filter(outcome -> outcome.at("/status").intValue() == 422)
            .forEach(outcome -> assertRefusedLine(outcome, 422, "/problems/idempotency-key-reused"));
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void linesEndInWhateverWayAndBlankOnesOnlyCount() {
        var outcomes = outcomes(
                batch(line("key-00001") + "\r\n\r\n  \t\n\n" + line("key-00002") + "\n" + line("key-00003")));
        assertThat(outcomes).extracting(outcome -> outcome.at("/line").intValue()).containsExactly(1, 5, 6);
        assertThat(outcomes).extracting(outcome -> outcome.at("/status").intValue()).containsExactly(201, 201, 201);
    }

    @Test
    void nothingIsAnsweredWithNothing() {
        var answer = batch("");
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getBody()).isNull();
    }

    @Test
    void pledgesOfABatchAreFromPaperUnlessTheySayOtherwise() {
        batch("{\"key\": \"key-00001\"}\n{\"key\": \"key-00002\", \"channel\": \"event\"}\n");
        assertThat(allStored()).extracting(document -> document.getString("channel"))
            .containsExactlyInAnyOrder("PAPER", "EVENT");
    }

    @Test
    void heldWordsAreHeldHereToo() {
        var id = outcomes(batch("{\"key\": \"key-00001\", \"text\": \"Ring 07700 900123\"}\n")).getFirst()
            .at("/id")
            .stringValue();
        assertThat(wall("").at("/items").isEmpty()).isTrue();
        assertThat(body(get("/api/pledges/" + id)).at("/held").booleanValue()).isTrue();
    }

    @Test
    void anAnswerIsNdjsonThatNobodyKeeps() {
        var answer = batch(line("key-00001"));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(answer.getHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_NDJSON);
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(answer.getBody()).endsWith("}\n").doesNotContain("manage");
    }

    @Test
    void whereAddressesAreVerifiedNobodyElsesIsTaken() {
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, "I will listen");
        theCampaignHasAnOrganiser();
        var outcomes = outcomes(
                batch("{\"key\": \"key-00001\", \"email\": \"someone@example.org\"}\n{\"key\": \"key-00002\"}\n"));
        assertRefusedLine(outcomes.get(0), 400, "/problems/invalid-request");
        assertThat(outcomes.get(0).at("/problem/errors/0/field").stringValue()).isEqualTo("email");
        assertThat(outcomes.get(1).at("/status").intValue()).isEqualTo(201);
        assertThat(stored()).doesNotContainKey("unconfirmedSince");
        assertThat(texts(wall(""))).hasSize(1);
    }

    @Test
    void aBatchThatComesLateIsRefusedLineByLineSaveWhatCameInTime() {
        var first = outcomes(batch(line("key-in-time"))).getFirst();
        relaunch(Instant.now().minusSeconds(60), Instant.now().minusSeconds(1));
        var outcomes = outcomes(batch(line("key-in-time") + "\n" + line("key-late")));
        assertThat(outcomes.get(0)).isEqualTo(first);
        assertRefusedLine(outcomes.get(1), 409, "/problems/campaign-closed");
    }

    @Test
    void aSuspendedCampaignsBatchIsRefusedLineByLineSaveWhatCameInTime() {
        var first = outcomes(batch(line("key-in-time"))).getFirst();
        suspended = true;
        relaunch(Instant.now().minusSeconds(60), null);
        var outcomes = outcomes(batch(line("key-in-time") + "\n" + line("key-late")));
        assertThat(outcomes.get(0)).isEqualTo(first);
        assertRefusedLine(outcomes.get(1), 409, "/problems/campaign-suspended");
    }

    @Test
    void aCampaignThatClosesWhileLinesAreSentTakesNoMoreOfThem() throws Exception {
        try (var client = new RawClient()) {
            client.begin();
            client.send(line("key-in-time") + "\n");
            assertThat(client.outcome().at("/status").intValue()).isEqualTo(201);
            relaunch(Instant.now().minusSeconds(60), Instant.now().minusSeconds(1));
            // What is known of a campaign is at most a second old.
            Thread.sleep(Duration.ofMillis(1_100));
            client.send(line("key-late") + "\n");
            client.end();
            assertRefusedLine(client.outcome(), 409, "/problems/campaign-closed");
        }
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void whoeverGuessesALinesKeyIsAStranger() {
        var id = outcomes(batch("{\"key\": \"stall-4-sheet-1\", \"people\": 3}")).getFirst().at("/id").stringValue();

        var stranger = pledge(Map.of("people", 3, "channel", "paper"), "stall-4-sheet-1");
        var again = outcomes(batch("{\"key\": \"stall-4-sheet-1\", \"people\": 3}")).getFirst();

        assertThat(body(stranger).at("/id").stringValue()).isNotEqualTo(id);
        assertThat(again.at("/id").stringValue()).isEqualTo(id);
        assertThat(storedCount()).isEqualTo(2);
    }

    @Test
    void onlyTheCampaignsOrganisersSendBatches() {
        var led = token;
        token = campaignService.tokenOfLead(newId(), newId());
        assertProblem(batch(line("key-00001")), 403, "/problems/forbidden");
        token = campaignService.forgedToken(organiser);
        assertProblem(batch(line("key-00001")), 401, "/problems/unauthorized");
        token = "";
        assertProblem(batch(line("key-00001")), 401, "/problems/unauthorized");
        assertThat(storedCount()).isZero();
        token = led;
        assertProblem(send(HttpMethod.POST, path(), List.of(), "Bearer " + token), 415,
                "/problems/unsupported-media-type");
        assertProblem(get(path()), 405, "/problems/method-not-allowed");
        slug = "no-such-campaign";
        assertProblem(batch(line("key-00001")), 404, "/problems/not-found");
    }

    @Test
    void aHubLeadsLineOfAnotherPlaceIsRefusedAndItsNeighboursAreTaken() {
        token = campaignService.tokenOfHubLead(newId(), campaignId, "Y63", "QWO");
        var outcomes = outcomes(batch("""
                {"key": "key-here", "place": "QWO"}
                {"key": "key-there", "place": "QOP"}
                {"key": "key-nowhere"}
                {"key": "key-unknown", "place": "NOWHERE"}
                {"key": "key-region", "place": "Y63"}
                """));
        assertThat(outcomes).extracting(outcome -> outcome.at("/status").intValue())
            .containsExactly(201, 403, 403, 403, 201);
        for (var refused : outcomes.subList(1, 4)) {
            assertRefusedLine(refused, 403, "/problems/forbidden");
        }
        assertThat(allStored()).extracting(document -> document.getString("place"))
            .containsExactlyInAnyOrder("QWO", "Y63");
    }

    @Test
    void aBatchStandsInTheAuditOfWhoLeadsTheCampaignAndOfWhoSentIt() {
        var lead = token;
        var sender = newId();
        token = campaignService.tokenOfHubLead(sender, campaignId, "QWO");
        batch("{\"key\": \"key-here\", \"place\": \"QWO\"}\n\n" + line("key-refused") + "\nrubbish\n");
        var sent = audit();
        assertThat(sent.size()).isEqualTo(1);
        assertThat(sent.at("/0/who").stringValue()).isEqualTo(sender);
        assertThat(sent.at("/0/what").stringValue()).isEqualTo("batch");
        assertThat(sent.at("/0/before").isNull()).isTrue();
        assertThat(sent.at("/0/after"))
            .isEqualTo(json.readTree("{\"state\": \"finished\", \"accepted\": 1, \"refused\": 2}"));
        assertThat(sent.at("/0").has("pledge")).isFalse();
        token = campaignService.tokenOfHubLead(newId(), campaignId, "QWO");
        assertThat(audit().isEmpty()).isTrue();
        token = lead;
        assertThat(audit()).isEqualTo(sent);
    }

    @Test
    void aBatchUnderWayHasLeftItsTraceAndOneThatBreaksOffIsCounted() throws Exception {
        try (var client = new RawClient()) {
            client.begin();
            client.send(line("key-00001") + "\n");
            client.outcome();
            assertThat(audit().at("/0/after")).isEqualTo(json.readTree("{\"state\": \"unfinished\"}"));
        }
        await().untilAsserted(() -> assertThat(audit().at("/0/after"))
            .isEqualTo(json.readTree("{\"state\": \"finished\", \"accepted\": 1, \"refused\": 0}")));
    }

    @Test
    void outcomesComeWhileLinesAreStillSent() throws Exception {
        try (var client = new RawClient()) {
            client.begin();
            for (int round = 0; round < 3; round++) {
                for (int i = 1; i <= 10; i++) {
                    client.send(line("key-" + round + "-" + i + "-long") + "\n");
                }
                for (int i = 1; i <= 10; i++) {
                    assertThat(client.outcome().at("/line").intValue()).isEqualTo(10 * round + i);
                }
            }
            client.end();
            assertThat(client.isAtEnd()).isTrue();
        }
        assertThat(storedCount()).isEqualTo(30);
    }

    @Test
    void whoSendsEverythingBeforeReadingAnythingIsServed() throws Exception {
        var bad = "{\"text\": \"\", \"displayName\": \"=\", \"people\": 0, \"channel\": \"fax\", \"email\": \"x\"}\n";
        try (var client = new RawClient()) {
            client.begin();
            for (int i = 0; i < MOST; i++) {
                client.send(bad);
            }
            client.end();
            for (int i = 1; i <= MOST; i++) {
                assertThat(client.outcome().at("/line").intValue()).isEqualTo(i);
            }
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void whoSendsFarTooManyLinesBeforeReadingAnythingIsToldSo() throws Exception {
        try (var client = new RawClient()) {
            client.begin();
            for (int i = 0; i < MOST; i++) {
                client.send("\n");
            }
            for (int i = 0; i < 1_000; i++) {
                client.send("x".repeat(10_000) + "\n");
            }
            client.end();
            assertRefusedLine(client.outcome(), 413, "/problems/payload-too-large");
            assertThat(client.isAtEnd()).isTrue();
        }
    }

    @Test
    void whenTheClientHangsUpWhatWasTakenIsStoredAndNothingGoesOn(@TempDir Path dir) throws Exception {
        try (var client = new RawClient()) {
            client.begin();
            for (int i = 1; i <= 50; i++) {
                client.send(line("key-taken-" + i) + "\n");
            }
            client.outcome();
        }
        await().until(() -> !threads(dir).contains("batch-outcomes"));
        await().until(() -> audit().at("/0/after/state").stringValue("").equals("finished"));
        // How much of what was sent had been read by then is the network's affair.
        var taken = Math.toIntExact(storedCount());
        assertThat(taken).isBetween(1, 50);
        await().untilAsserted(() -> assertThat(publishedIds()).hasSize(taken));
        assertThat(storedCount()).isEqualTo(taken);
    }

    private void assertOnlyTheMiddleIsRefused(byte[] bad, int status, @Nullable String field) {
        var body = new ByteArrayOutputStream();
        body.writeBytes((line("key-before") + "\n").getBytes(UTF_8));
        body.writeBytes(bad);
        body.writeBytes(("\n" + line("key-after")).getBytes(UTF_8));
        var outcomes = outcomes(batch(body.toByteArray()));
        assertThat(outcomes).extracting(outcome -> outcome.at("/line").intValue()).containsExactly(1, 2, 3);
        assertThat(outcomes).extracting(outcome -> outcome.at("/status").intValue()).containsExactly(201, status, 201);
        assertRefusedLine(outcomes.get(1), status,
                status == 413 ? "/problems/payload-too-large" : "/problems/invalid-request");
        if (field != null) {
            assertThat(
                    outcomes.get(1).at("/problem/errors").valueStream().map(error -> error.at("/field").stringValue()))
                .contains(field);
        }
        assertThat(storedCount()).isEqualTo(2);
    }

    private void assertRefusedLine(JsonNode outcome, int status, String type) {
        assertThat(outcome.at("/status").intValue()).isEqualTo(status);
        assertThat(outcome.has("id")).isFalse();
        var problem = outcome.at("/problem");
        assertThat(problem.at("/type").stringValue()).isEqualTo(type);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
        assertThat(problem.at("/instance").stringValue()).isEqualTo(path());
        assertThat(outcome.toString()).doesNotContain("Exception", "groundswell", "jackson");
    }

    private static String lines(int count) {
        return IntStream.range(0, count)
            .mapToObj(number -> "{\"key\": \"key-of-line-%d\", \"text\": \"Line %d\"}\n".formatted(number, number))
            .collect(Collectors.joining());
    }

    private static String line(String key) {
        return "{\"key\": \"" + key + "\"}";
    }

    private ResponseEntity<String> batch(String lines) {
        return batch(lines.getBytes(UTF_8));
    }

    private ResponseEntity<String> batch(byte[] lines) {
        return http().post()
            .uri(path())
            .header(HttpHeaders.AUTHORIZATION, token.isEmpty() ? "Bearer" : "Bearer " + token)
            .contentType(MediaType.APPLICATION_NDJSON)
            .body(lines)
            .retrieve()
            .onStatus(HttpStatusCode::isError, (request, response) -> {
            })
            .toEntity(String.class);
    }

    private List<JsonNode> outcomes(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return String.valueOf(answer.getBody()).lines().map(json::readTree).toList();
    }

    private JsonNode audit() {
        return body(send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/audit", null, "Bearer " + token))
            .at("/items");
    }

    private String path() {
        return "/api/campaigns/" + slug + "/pledges/batch";
    }

    /** All threads, virtual ones too. */
    private static String threads(Path dir) throws IOException {
        var file = dir.resolve("threads-" + System.nanoTime() + ".json");
        ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
            .dumpThreads(file.toString(), ThreadDumpFormat.JSON);
        return Files.readString(file);
    }

    /**
     * A client that decides itself when it sends and when it reads; it takes in little.
     */
    private final class RawClient implements AutoCloseable {

        private final Socket socket = new Socket();

        private final BufferedReader reader;

        /** Of the present chunk; the answers here are of one byte a character. */
        private int left;

        RawClient() throws IOException {
            socket.setReceiveBufferSize(8 * 1024);
            socket.setSoTimeout(20_000);
            socket.connect(new InetSocketAddress("127.0.0.1", port));
            this.reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
        }

        void begin() throws IOException {
            write("POST " + path() + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + token
                    + "\r\nContent-Type: application/x-ndjson\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n");
        }

        void send(String lines) throws IOException {
            write(Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n");
        }

        void end() throws IOException {
            write("0\r\n\r\n");
        }

        private void write(String text) throws IOException {
            socket.getOutputStream().write(text.getBytes(UTF_8));
        }

        /** The next outcome. */
        JsonNode outcome() throws IOException {
            return json.readTree(readLine());
        }

        boolean isAtEnd() throws IOException {
            return readLine().isEmpty();
        }

        /** A line of the body, out of however many chunks. */
        private String readLine() throws IOException {
            var line = new StringBuilder();
            for (int next = read(); next >= 0 && next != '\n'; next = read()) {
                line.append((char) next);
            }
            return line.toString();
        }

        private int read() throws IOException {
            if (left == 0) {
                var size = reader.readLine();
                while (size == null || !size.matches("[0-9a-f]+")) {
                    if (size == null) {
                        throw new SocketException("the answer breaks off");
                    }
                    size = reader.readLine();
                }
                left = Integer.parseInt(size, 16);
            }
            if (left == 0) {
                return -1;
            }
            left--;
            return reader.read();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }

    }

}
