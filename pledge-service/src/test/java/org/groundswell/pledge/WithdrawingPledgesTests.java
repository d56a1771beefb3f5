package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.bson.types.Binary;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What taking a pledge back is. */
@ExtendWith(OutputCaptureExtension.class)
abstract class WithdrawingPledgesTests extends RunningService {

    private final String organiser = newId();

    @Test
    void aPledgesDocumentHasWhatIsMeantAndNothingMore() {
        pledge(aPledge().with("email", "someone@example.org")
            .with("updates", true)
            .with("theme", "dignity")
            .with("text", "see www.example.org")
            .with("invitedBy", "somebody")
            .body(), null);
        await().until(() -> !stored().containsKey("unpublished") && !stored().containsKey("mailDueAt"));
        assertThat(stored().keySet()).containsExactlyInAnyOrder("_id", "campaignId", "campaign", "place", "role",
                "theme", "people", "channel", "madeAt", "secretHash", "personal", "held", "_class");
        assertThat(stored().get("held")).isEqualTo(List.of("LINK"));
        assertThat(stored().get("personal", Document.class).keySet()).containsExactlyInAnyOrder("text", "displayName",
                "anonymous", "email", "addressDigest", "updates", "invitedBy", "fingerprint", "addressKey");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "Pledge", "Basic c2VydmljZTp4", "Digest x", "Pledger x" })
    void withoutTheSecretItIsAskedFor(String authorization) {
        var pledge = made();
        var answer = withdraw(idOf(pledge), authorization.isEmpty() ? null : authorization);
        assertProblem(answer, 401, "/problems/unauthorized");
        assertThat(answer.getHeaders().get(HttpHeaders.WWW_AUTHENTICATE)).containsExactly("Pledge");
        assertStands(pledge);
    }

    @Test
    void anOrganisersTokenTakesNoPledgeBack() {
        var pledge = made();
        var answer = withdraw(idOf(pledge), "Bearer " + campaignService.tokenOfLead(organiser, campaignId));
        assertProblem(answer, 401, "/problems/unauthorized");
        assertThat(answer.getHeaders().get(HttpHeaders.WWW_AUTHENTICATE)).containsExactly("Pledge");
        assertStands(pledge);
    }

    @Test
    void aWrongSecretIsRefused() {
        var pledge = made();
        var secret = secretOf(pledge);
        for (var wrong : List.of("x", secret.substring(1), secret + "A", secret.toLowerCase(Locale.ROOT) + "_",
                secretOf(made()))) {
            assertProblem(withdraw(idOf(pledge), "Pledge " + wrong), 403, "/problems/forbidden");
        }
        assertStands(pledge);
    }

    @Test
    void anUnknownPledgeIsNotFound() {
        assertProblem(withdraw(newId(), "Pledge " + secretOf(made())), 404, "/problems/not-found");
    }

    @Test
    void theSecretTakesThePledgeBackAndStaysGood() {
        var pledge = made();
        assertThat(withdraw(pledge).getStatusCode().value()).isEqualTo(204);
        assertThat(withdraw(pledge).getStatusCode().value()).isEqualTo(204);
        assertThat(withdraw(idOf(pledge), "pledge " + secretOf(pledge)).getStatusCode().value()).isEqualTo(204);
        assertProblem(withdraw(idOf(pledge), "Pledge wrong"), 403, "/problems/forbidden");
    }

    @Test
    void whatIsPersonalIsGoneFromTheStoreAtOnce() {
        var pledge = body(pledge(aPledge().with("text", "MARKED words")
            .with("displayName", "MARKED name")
            .with("email", "MARKED@example.org")
            .with("updates", true)
            .with("invitedBy", "MARKED")
            .body(), "MARKED-key"));
        var personal = stored().get("personal", Document.class);
        var digests = new ArrayList<String>();
        for (var field : List.of("email", "addressDigest", "fingerprint")) {
            digests.add(Base64.getEncoder().encodeToString(personal.get(field, Binary.class).getData()));
        }
        withdraw(pledge);
        var left = stored().toJson();
        assertThat(left).doesNotContainIgnoringCase("MARKED");
        digests.forEach(digest -> assertThat(left).doesNotContain(digest));
        await().until(() -> !stored().containsKey("unpublished") && !stored().containsKey("withdrawalUnpublished"));
        assertThat(stored().keySet()).containsExactlyInAnyOrder("_id", "campaignId", "campaign", "place", "role",
                "people", "channel", "madeAt", "secretHash", "withdrawnAt", "_class");
    }

    @Test
    void nobodyCanReadItAnyMore() {
        var pledge = made();
        var other = made();
        wall("");
        withdraw(pledge);
        assertThat(ids(wall(""))).containsExactly(idOf(other));
        assertThat(ids(wall("?limit=1"))).containsExactly(idOf(other));
        assertProblem(get("/api/pledges/" + idOf(pledge)), 404, "/problems/not-found");
    }

    @Test
    void theOthersHearOfItWithEverythingThatWasCounted() {
        var pledge = body(
                pledge(aPledge().with("people", 7).with("theme", "dignity").with("channel", "event").body(), null));
        withdraw(pledge);
        withdraw(pledge);
        await().until(() -> !stored().containsKey("withdrawalUnpublished") && !stored().containsKey("unpublished"));
        var records = published();
        assertThat(records).extracting(record -> record.header("ce_id")).startsWith(idOf(pledge) + ":made");
        var made = json.readTree(records.getFirst().text());
        var told = records.stream().filter(WithdrawingPledgesTests::tellsOfWithdrawal).toList();
        assertThat(told).isNotEmpty().allSatisfy(record -> {
            assertThat(new Contract("pledge.withdrawn.v1").violations(record.text())).isEmpty();
            assertThat(record.header("ce_id")).isEqualTo(idOf(pledge) + ":withdrawn");
            assertThat(record.header("ce_subject")).isEqualTo(campaignId);
            var data = json.readTree(record.text());
            for (var attribute : List.of("pledgeId", "campaignId", "madeAt", "people", "place", "role", "theme",
                    "channel")) {
                assertThat(data.at("/" + attribute)).as(attribute).isEqualTo(made.at("/" + attribute));
            }
            assertThat(data.at("/why").stringValue()).isEqualTo("withdrawn");
            assertThat(Instant.parse(data.at("/withdrawnAt").stringValue()))
                .isEqualTo(stored().getDate("withdrawnAt").toInstant());
        });
    }

    @Test
    void whatIsWithdrawnAtOnceWasMadeFirst() {
        var pledges = new ArrayList<JsonNode>();
        for (int i = 0; i < 20; i++) {
            var pledge = made();
            withdraw(pledge);
            pledges.add(pledge);
        }
        await().until(() -> allStored().stream()
            .noneMatch(
                    document -> document.containsKey("unpublished") || document.containsKey("withdrawalUnpublished")));
        var told = publishedEventIds();
        for (var pledge : pledges) {
            assertThat(told.indexOf(idOf(pledge) + ":made")).isNotNegative()
                .isLessThan(told.indexOf(idOf(pledge) + ":withdrawn"));
        }
    }

    @Test
    void theKeyOfAWithdrawnPledgeMakesNoOther() {
        var pledge = body(pledge(aPledge().body(), "key-withdrawn"));
        withdraw(pledge);
        assertRefused(pledge(aPledge().body(), "key-withdrawn"), 409, "/problems/pledge-withdrawn", null);
        assertRefused(pledge(aPledge().with("people", 2).body(), "key-withdrawn"), 409, "/problems/pledge-withdrawn",
                null);
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void theSecretIsInNeitherLogNorStore(CapturedOutput output) {
        var pledge = made();
        withdraw(idOf(pledge), "Pledge " + secretOf(pledge) + "x");
        withdraw(idOf(pledge), "Basic " + secretOf(pledge));
        assertThat(stored().toJson()).doesNotContain(secretOf(pledge));
        withdraw(pledge);
        await().until(() -> !stored().containsKey("withdrawalUnpublished"));
        assertThat(stored().toJson()).doesNotContain(secretOf(pledge));
        assertThat(published()).noneMatch(record -> record.everything().contains(secretOf(pledge)));
        assertThat(output.getAll()).doesNotContain(secretOf(pledge));
    }

    @Test
    void aPledgeThatIsWithdrawnAndRemovedAtTheSameInstantHasOneStory() throws Exception {
        var authorization = "Bearer " + campaignService.tokenOfLead(organiser, campaignId);
        var removal = "/api/campaigns/" + slug + "/pledges/";
        var calls = new ArrayList<Callable<ResponseEntity<String>>>();
        var together = new CyclicBarrier(2);
        for (int i = 0; i < 30; i++) {
            var pledge = made();
            calls.add(() -> {
                together.await();
                return withdraw(pledge);
            });
            calls.add(() -> {
                together.await();
                return send(HttpMethod.POST, removal + idOf(pledge) + "/remove", null, authorization);
            });
        }
        try (var callers = Executors.newFixedThreadPool(2)) {
            for (var answer : callers.invokeAll(calls)) {
                assertThat(answer.get().getStatusCode().value()).isEqualTo(204);
            }
        }
        await().until(() -> allStored().stream()
            .noneMatch(
                    document -> document.containsKey("unpublished") || document.containsKey("withdrawalUnpublished")));
        var stories = new HashMap<@Nullable String, Set<@Nullable String>>();
        for (var record : published()) {
            if (tellsOfWithdrawal(record)) {
                stories.computeIfAbsent(record.header("ce_id"), id -> new HashSet<>()).add(record.text());
            }
        }
        assertThat(stories).hasSize(30);
        assertThat(stories.values()).allSatisfy(told -> assertThat(told).hasSize(1));
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    private JsonNode made() {
        return body(pledge(aPledge().with("text", "My words").body(), null));
    }

    private ResponseEntity<String> withdraw(JsonNode pledge) {
        return withdraw(idOf(pledge), "Pledge " + secretOf(pledge));
    }

    private ResponseEntity<String> withdraw(String id, @Nullable String authorization) {
        return send(HttpMethod.DELETE, "/api/pledges/" + id, null, authorization);
    }

    private void assertStands(JsonNode pledge) {
        assertThat(body(get("/api/pledges/" + idOf(pledge))).at("/text").stringValue()).isEqualTo("My words");
        assertThat(stored(idOf(pledge))).containsKey("personal").doesNotContainKey("withdrawnAt");
    }

    private static boolean tellsOfWithdrawal(TopicReader.Received record) {
        return record.header("ce_type").equals("groundswell.pledge.withdrawn.v1");
    }

    private static List<String> ids(JsonNode wall) {
        return wall.at("/items").valueStream().map(WithdrawingPledgesTests::idOf).toList();
    }

    private static String idOf(JsonNode pledge) {
        return pledge.at("/id").stringValue();
    }

    private static String secretOf(JsonNode pledge) {
        return pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
    }

}
