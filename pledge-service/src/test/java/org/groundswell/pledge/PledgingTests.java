package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;

/** What pledging is, over HTTP, against a real broker and store. */
abstract class PledgingTests extends RunningService {

    @Test
    void aPledgeIsAnsweredWithWhatEverybodySeesAndItsPledgersSecret() {
        var answer = pledge(aPledge().with("text", "I will smile").with("people", 12).body(), "key-00001");

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        var pledge = body(answer);
        assertThat(answer.getHeaders().getLocation()).hasToString(pledge.at("/links/self").stringValue());
        assertThat(pledge.at("/campaign").stringValue()).isEqualTo(slug);
        assertThat(pledge.at("/text").stringValue()).isEqualTo("I will smile");
        assertThat(pledge.at("/people").intValue()).isEqualTo(12);
        assertThat(pledge.at("/theme").isNull()).isTrue();
        assertThat(pledge.at("/madeAt").stringValue()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        var secret = pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
        assertThat(secret).matches("[A-Za-z0-9_-]{24}");

        var read = get("/api/pledges/" + pledge.at("/id").stringValue());
        assertThat(read.getBody()).doesNotContain(secret).doesNotContain("manage");
        assertThat(body(read).at("/displayName").stringValue()).isEqualTo("Ward 7");
        assertThat(stored().toJson()).doesNotContain(secret);
    }

    @Test
    void withoutWordsOfOnesOwnTheStandardPledgeStands() {
        assertThat(body(pledge(Map.of(), null)).at("/text").stringValue()).isEqualTo("I will listen");
    }

    @Test
    void aCampaignWithoutStandardPledgeWantsWords() {
        launch(Instant.now().minusSeconds(60), null, null);
        assertRefused(pledge(Map.of(), null), 400, "/problems/invalid-request", "text");
    }

    @Test
    void textComesBackExactlyAsTyped() {
        var typed = "<b>\"Dŵr & ڈاکٹر\"</b> 👩🏽‍⚕️ é e\u0301 ﬁ =1+1  two  spaces";
        assertThat(body(pledge(aPledge().with("text", typed).body(), null)).at("/text").stringValue()).isEqualTo(typed);
    }

    @Test
    void thePledgerWhoWantsNoNameShownHasNoneShown() {
        var answer = pledge(aPledge().with("anonymous", true).with("displayName", "Shy").body(), null);
        assertThat(answer.getBody()).doesNotContain("Shy");
        assertThat(get("/api/campaigns/" + slug + "/pledges").getBody()).doesNotContain("Shy");
    }

    @Test
    void theSameRequestAgainIsTheSamePledge() {
        var first = pledge(aPledge().body(), "key-again");
        var second = pledge(aPledge().body(), "key-again");
        assertThat(second.getStatusCode().value()).isEqualTo(201);
        assertThat(second.getBody()).isEqualTo(first.getBody());
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void theSameKeyWithAnotherPledgeIsRefused() {
        pledge(aPledge().body(), "key-other");
        assertRefused(pledge(aPledge().with("people", 2).body(), "key-other"), 422, "/problems/idempotency-key-reused",
                null);
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void theSameKeyInAnotherCampaignIsAnotherPledge() {
        var here = body(pledge(aPledge().body(), "key-shared")).at("/id").stringValue();
        launch(Instant.now().minusSeconds(60), null, "Another");
        assertThat(body(pledge(aPledge().body(), "key-shared")).at("/id").stringValue()).isNotEqualTo(here);
    }

    @Test
    void aRetryAfterTheCampaignClosedStillMeetsItsPledge() {
        var first = pledge(aPledge().body(), "key-close");
        relaunch(Instant.now().minusSeconds(60), Instant.now().minusSeconds(1));
        assertThat(pledge(aPledge().body(), "key-close").getBody()).isEqualTo(first.getBody());
        assertRefused(pledge(aPledge().body(), "key-late1"), 409, "/problems/campaign-closed", null);
    }

    @Test
    void manyAtTheSameInstantAreWrittenOnceEachAndToldTheirOwnOutcome() throws Exception {
        // 64 clients; every key comes four times, and once more with another body.
        var calls = new ArrayList<Callable<ResponseEntity<String>>>();
        for (int i = 0; i < 320; i++) {
            int pledge = i % 64;
            boolean conflicting = i >= 256;
            calls.add(() -> pledge(aPledge().with("text", conflicting ? "conflict" : "pledge " + pledge).body(),
                    "key-many-" + pledge));
        }
        var ids = new HashSet<String>();
        int accepted = 0;
        int refused = 0;
        try (var clients = Executors.newFixedThreadPool(64)) {
            for (Future<ResponseEntity<String>> answer : clients.invokeAll(calls)) {
                if (answer.get().getStatusCode().value() == 201) {
                    accepted++;
                    ids.add(body(answer.get()).at("/id").stringValue());
                }
                else {
                    assertThat(answer.get().getStatusCode().value()).isEqualTo(422);
                    refused++;
                }
            }
        }
        // Whichever body of a key came first stands, so either 4 and 1 or 1 and 4 of each
        // five agree with it.
        assertThat(accepted + refused).isEqualTo(320);
        assertThat(ids).hasSize(64);
        assertThat(storedCount()).isEqualTo(64);
        await().untilAsserted(() -> assertThat(publishedIds()).containsExactlyInAnyOrderElementsOf(ids));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            people      | 0
            people      | 10001
            people      | 1.5
            people      | "2"
            place       | "NOWHERE"
            role        | "astronaut"
            theme       | "parking"
            channel     | "fax"
            text        | ""
            text        | "  "
            text        | "bell \\u0007"
            text        | "half \\ud83d"
            displayName | "=cmd()"
            displayName | "+44"
            displayName | "-x"
            displayName | "@you"
            displayName | "https://example.org"
            displayName | "example.com"
            displayName | "www.example.org now"
            email       | "nobody"
            anonymous   | "yes"
            peple       | 1
            """)
    void whatDoesNotFitIsRefusedByName(String field, String value) {
        var answer = post("{\"" + field + "\": " + value + "}", null);
        assertRefused(answer, 400, "/problems/invalid-request", field);
        assertThat(storedCount()).isZero();
    }

    @Test
    void textHasUpTo500CharactersAndNamesUpTo80InAnyScript() {
        assertThat(
                pledge(Map.of("text", "🌊".repeat(500), "displayName", "ẅ".repeat(80)), null).getStatusCode().value())
            .isEqualTo(201);
        assertRefused(pledge(Map.of("text", "🌊".repeat(501)), null), 400, "/problems/invalid-request", "text");
        assertRefused(pledge(Map.of("displayName", "ẅ".repeat(81)), null), 400, "/problems/invalid-request",
                "displayName");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "[]", "null", "{\"people\": 1, \"people\": 2}", "{} {}", "\"x\"" })
    void whatIsNoPledgeIsRefused(String body) {
        assertRefused(post(body, null), 400, "/problems/invalid-request", null);
    }

    @ParameterizedTest
    @ValueSource(strings = { "short", "with space" })
    void aKeyHas8To128VisibleCharacters(String key) {
        assertThat(pledge(aPledge().body(), key).getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void anUnknownCampaignIsNotFound() {
        slug = "no-such-campaign";
        assertRefused(pledge(aPledge().body(), null), 404, "/problems/not-found", null);
        assertThat(get("/api/campaigns/no-such-campaign/pledges").getStatusCode().value()).isEqualTo(404);
        assertThat(get("/api/pledges/0000000000000000000000000x").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void beforeItOpensACampaignTakesNoPledges() {
        launch(Instant.now().plusSeconds(3600), null, "Later");
        assertRefused(pledge(aPledge().body(), null), 409, "/problems/campaign-not-yet-open", null);
    }

    @Test
    void afterItClosedACampaignTakesNoPledges() {
        launch(Instant.now().minusSeconds(60), Instant.now().minusSeconds(1), "Over");
        assertRefused(pledge(aPledge().body(), null), 409, "/problems/campaign-closed", null);
    }

    @Test
    void theWallIsNewestFirstAndItsPagesStandStillWhileNewPledgesComeIn() {
        for (int i = 0; i < 7; i++) {
            pledge(Map.of("text", "pledge " + i), null);
        }
        await().untilAsserted(
                () -> assertThat(texts(wall("?limit=3"))).containsExactly("pledge 6", "pledge 5", "pledge 4"));
        var first = wall("?limit=3");
        pledge(Map.of("text", "pledge 7"), null);
        var second = body(get(first.at("/links/next").stringValue().replaceFirst("^https?://[^/]+", "")));
        assertThat(texts(second)).containsExactly("pledge 3", "pledge 2", "pledge 1");
        var third = body(get(second.at("/links/next").stringValue().replaceFirst("^https?://[^/]+", "")));
        assertThat(texts(third)).containsExactly("pledge 0");
        assertThat(third.at("/links/next").isNull()).isTrue();
        assertThat(get("/api/campaigns/" + slug + "/pledges?before=rubbish").getStatusCode().value()).isEqualTo(400);
        assertThat(get("/api/campaigns/" + slug + "/pledges?limit=0").getStatusCode().value()).isEqualTo(400);
    }

    @Test
    void everyPledgeIsPublishedByItsContractAndWithoutPersonalData() {
        pledge(aPledge().with("text", "MARKED words")
            .with("displayName", "MARKED name")
            .with("email", "MARKED@example.org")
            .with("people", 3)
            .body(), "MARKED-key");
        pledge(Map.of(), null);

        var records = await().until(() -> TopicReader.read(kafka, "pledges", campaignId),
                found -> found.stream().map(record -> record.header("ce_id")).distinct().count() == 2);
        for (var record : records) {
            assertThat(new Contract("pledge.made.v1").violations(record.text())).isEmpty();
            assertThat(record.header("ce_type")).isEqualTo("groundswell.pledge.made.v1");
            assertThat(record.header("ce_specversion")).isEqualTo("1.0");
            assertThat(record.header("ce_source")).isEqualTo("/pledge-service");
            assertThat(record.header("ce_subject")).isEqualTo(campaignId);
            assertThat(record.header("content-type")).isEqualTo("application/json");
            var pledgeId = json.readTree(record.text()).at("/pledgeId").stringValue();
            assertThat(record.header("ce_id")).isEqualTo(pledgeId + ":made");
            assertThat(record.everything()).doesNotContainIgnoringCase("MARKED");
        }
    }

    @Test
    void whatWasPublishedIsMarked() {
        pledge(aPledge().body(), null);
        await().untilAsserted(() -> assertThat(stored().containsKey("unpublished")).isFalse());
    }

    @Test
    void anAddressIsNotReadableInTheStore() {
        pledge(aPledge().with("email", "someone@example.org").body(), null);
        assertThat(stored().toJson()).doesNotContain("someone", "example.org");
    }

}
