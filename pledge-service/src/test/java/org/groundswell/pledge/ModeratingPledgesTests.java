package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.groundswell.defaults.security.LedPart;
import org.groundswell.defaults.testing.Contract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What becomes of words that nobody may see before an organiser has looked at them. */
abstract class ModeratingPledgesTests extends RunningService {

    private static final String HELD_WORDS = "Ring me on 07700 900123";

    private final String organiser = newId();

    private String authorization = "";

    @Autowired
    private Pledges pledges;

    @Autowired
    private Wall wall;

    @Autowired
    private WithdrawPledge withdrawPledge;

    @BeforeEach
    void theCampaignHasAnOrganiser() {
        authorization = "Bearer " + campaignService.tokenOfLead(organiser, campaignId);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text        | My patient 943 476 5919 | nhs-number
            text        | Ring 07700 900123       | phone-number
            text        | Mail ward7@example.org  | email-address
            text        | See www.example.org     | link
            displayName | Ring 07700 900123       | phone-number
            displayName | Jo ward7@example.org    | email-address
            """)
    void wordsThatCouldBeSomebodysDataCountAndAreHeldBack(String field, String words, String reason) {
        wall("");
        var answer = pledge(aPledge().with(field, words).body(), "key-held");
        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        var pledge = body(answer);
        assertThat(pledge.at("/held").booleanValue()).isTrue();
        assertThat(pledge.at("/" + field).stringValue()).isEqualTo(words);
        assertThat(pledge(aPledge().with(field, words).body(), "key-held").getBody()).isEqualTo(answer.getBody());

        var read = get("/api/pledges/" + idOf(pledge));
        assertThat(body(read).at("/held").booleanValue()).isTrue();
        assertThat(body(read).at("/text").isNull()).isTrue();
        assertThat(body(read).at("/displayName").isNull()).isTrue();
        assertThat(read.getBody()).doesNotContain(words);
        assertThat(wall("").at("/items").isEmpty()).isTrue();
        await().untilAsserted(() -> assertThat(publishedIds()).containsExactly(idOf(pledge)));

        var held = body(held("")).at("/items");
        assertThat(held.size()).isEqualTo(1);
        assertThat(idOf(held.at("/0"))).isEqualTo(idOf(pledge));
        assertThat(held.at("/0/" + field).stringValue()).isEqualTo(words);
        assertThat(reasons(held.at("/0"))).contains(reason);
        assertThat(held.at("/0/links/release").stringValue())
            .isEqualTo("http://localhost:8080" + pathOf(idOf(pledge), "release"));
        assertThat(held.at("/0/links/remove").stringValue())
            .isEqualTo("http://localhost:8080" + pathOf(idOf(pledge), "remove"));
    }

    @Test
    void allReasonsAreGivenAndNoneTwice() {
        pledge(aPledge().with("text", "Mail a@example.org, b@example.org or see www.example.org")
            .with("displayName", "07700 900123")
            .body(), null);
        assertThat(reasons(body(held("")).at("/items/0"))).contains("email-address", "link", "phone-number")
            .doesNotHaveDuplicates();
    }

    @Test
    void harmlessWordsAreShownAtOnceAndSayNothingOfHolding() {
        var pledge = body(pledge(aPledge().with("text", "I will visit 12 patients by 2026-04-30").body(), null));
        assertThat(pledge.has("held")).isFalse();
        assertThat(body(get("/api/pledges/" + idOf(pledge))).has("held")).isFalse();
        assertThat(texts(wall(""))).hasSize(1);
        assertThat(wall("").at("/items/0").has("held")).isFalse();
        assertThat(body(held("")).at("/items").isEmpty()).isTrue();
        assertThat(stored()).doesNotContainKey("held");
    }

    @Test
    void aCampaignsStandardPledgeIsNeverHeld() {
        launch(Instant.now().minusSeconds(60), null, "Ring 07700 900123 or see www.example.org");
        assertThat(body(pledge(Map.of(), null)).has("held")).isFalse();
        assertThat(texts(wall(""))).containsExactly("Ring 07700 900123 or see www.example.org");
    }

    @Test
    void whoWantsNoNameShownIsNamedToNobody() {
        pledge(aPledge().with("text", HELD_WORDS).with("displayName", "Shy").with("anonymous", true).body(), null);
        assertThat(held("").getBody()).contains(HELD_WORDS).doesNotContain("Shy");
    }

    @Test
    void whatIsHeldIsListedNewestFirstInPages() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(idOf(heldPledge()));
            pledge(aPledge().body(), null);
        }
        var listed = new ArrayList<String>();
        var page = body(held("?limit=2"));
        while (true) {
            page.at("/items").valueStream().map(ModeratingPledgesTests::idOf).forEach(listed::add);
            if (page.at("/links/next").isNull()) {
                break;
            }
            assertThat(page.at("/items").size()).isEqualTo(2);
            page = body(send(HttpMethod.GET, page.at("/links/next").stringValue().replaceFirst("^https?://[^/]+", ""),
                    null, authorization));
        }
        assertThat(listed).containsExactlyElementsOf(ids);
        assertProblem(held("?limit=0"), 400, "/problems/invalid-request");
        assertProblem(held("?limit=101"), 400, "/problems/invalid-request");
        assertProblem(held("?before=rubbish"), 400, "/problems/invalid-request");
    }

    @Test
    void whatIsHeldIsKeptInNoCache() {
        heldPledge();
        assertThat(held("").getHeaders().getCacheControl()).isEqualTo("no-store");
    }

    @Test
    void whoIsNotSignedInIsTurnedAway() {
        var id = idOf(heldPledge());
        for (var answer : asOrganiser(id, null)) {
            assertProblem(answer, 401, "/problems/unauthorized");
            assertThat(answer.getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE)).startsWith("Bearer");
        }
        for (var answer : asOrganiser(id, "Bearer " + campaignService.forgedToken(organiser))) {
            assertProblem(answer, 401, "/problems/unauthorized");
        }
        assertThat(
                send(HttpMethod.HEAD, "/api/campaigns/" + slug + "/pledges/held", null, null).getStatusCode().value())
            .isEqualTo(401);
        assertStillHeld(id);
    }

    @Test
    void whoLeadsAnotherCampaignIsTurnedAway() {
        var id = idOf(heldPledge());
        for (var answer : asOrganiser(id, "Bearer " + campaignService.tokenOfLead(newId(), newId()))) {
            assertProblem(answer, 403, "/problems/forbidden");
            assertThat(answer.getBody()).doesNotContain(HELD_WORDS);
        }
        assertStillHeld(id);
    }

    @Test
    void whileCampaignServiceIsAwayNobodyIsTakenForAnOrganiser() {
        var id = idOf(heldPledge());
        held("");
        campaignService.goAway();
        for (var answer : asOrganiser(id, "Bearer " + campaignService.tokenOfLead(newId(), campaignId))) {
            assertProblem(answer, 503, "/problems/service-unavailable");
            assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("2");
        }
        assertStillHeld(id);
        // A yes is remembered for some seconds.
        assertThat(held("").getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void afterANoCampaignServiceIsAskedAgain() {
        var somebody = newId();
        var token = "Bearer " + campaignService.token(somebody);
        assertThat(
                send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/held", null, token).getStatusCode().value())
            .isEqualTo(403);
        campaignService.tokenOfLead(somebody, campaignId);
        assertThat(
                send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/held", null, token).getStatusCode().value())
            .isEqualTo(200);
    }

    @Test
    void releasedWordsAreShownAtOnce() {
        var pledge = heldPledge();
        pledge(aPledge().with("text", "Newer").body(), null);
        wall("");
        var answer = release(idOf(pledge));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(body(answer).at("/text").stringValue()).isEqualTo(HELD_WORDS);
        assertThat(body(answer).has("held")).isFalse();
        assertThat(answer.getBody()).doesNotContain("manage");
        assertThat(texts(wall(""))).containsExactly("Newer", HELD_WORDS);
        assertThat(body(get("/api/pledges/" + idOf(pledge))).at("/text").stringValue()).isEqualTo(HELD_WORDS);
        assertThat(body(held("")).at("/items").isEmpty()).isTrue();
        assertThat(release(idOf(pledge)).getBody()).isEqualTo(answer.getBody());
        assertThat(texts(wall(""))).hasSize(2);
    }

    @Test
    void aRemovedPledgeIsGoneAndCountsNoMore() {
        var shown = body(pledge(aPledge().body(), null));
        var held = heldPledge();
        wall("");
        for (var id : List.of(idOf(shown), idOf(held))) {
            assertThat(remove(id).getStatusCode().value()).isEqualTo(204);
            assertThat(remove(id).getStatusCode().value()).isEqualTo(204);
            assertThat(wall("").at("/items").valueStream().map(ModeratingPledgesTests::idOf)).doesNotContain(id);
            assertProblem(get("/api/pledges/" + id), 404, "/problems/not-found");
            assertThat(stored(id)).doesNotContainKeys("personal", "held", "withdrawnAt");
            assertProblem(release(id), 404, "/problems/not-found");
            await().untilAsserted(() -> {
                var told = published().stream()
                    .filter(record -> record.header("ce_id").equals(id + ":withdrawn"))
                    .toList();
                assertThat(told).isNotEmpty().allSatisfy(record -> {
                    assertThat(new Contract("pledge.withdrawn.v1").violations(record.text())).isEmpty();
                    assertThat(json.readTree(record.text()).at("/why").stringValue()).isEqualTo("removed");
                });
            });
        }
        assertThat(body(held("")).at("/items").isEmpty()).isTrue();
    }

    @Test
    void thePledgerMayStillTakeBackWhatWasRemovedAndFindsItGone() {
        var pledge = heldPledge();
        remove(idOf(pledge));
        var secret = pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + idOf(pledge), null, "Pledge " + secret).getStatusCode()
            .value()).isEqualTo(204);
        assertThat(stored()).containsKey("removedAt").doesNotContainKey("withdrawnAt");
    }

    @Test
    void aHubLeadSeesAndModeratesThePledgesOfItsPlacesAlone() {
        var here = idOf(heldPledge());
        var there = idOf(body(pledge(aPledge().with("text", HELD_WORDS).with("place", "QOP").body(), null)));
        var nowhere = idOf(body(pledge(Map.of("text", HELD_WORDS), null)));
        var elsewhere = Map.of(there, stored(there), nowhere, stored(nowhere));
        authorization = "Bearer " + campaignService.tokenOfHubLead(newId(), campaignId, "Y63", "QWO");

        assertThat(body(held("")).at("/items").valueStream().map(ModeratingPledgesTests::idOf)).containsExactly(here);
        elsewhere.forEach((id, before) -> {
            assertProblem(release(id), 404, "/problems/not-found");
            assertProblem(remove(id), 404, "/problems/not-found");
            assertThat(stored(id)).containsKeys("held", "personal").doesNotContainKeys("moderation", "removedAt");
        });
        assertThat(release(here).getStatusCode().value()).isEqualTo(200);
        assertThat(remove(here).getStatusCode().value()).isEqualTo(204);
        assertThat(remove(here).getStatusCode().value()).isEqualTo(204);

        var last = newId();
        authorization = "Bearer " + campaignService.tokenOfHubLead(last, campaignId, "QOP");
        assertThat(remove(there).getStatusCode().value()).isEqualTo(204);
        assertProblem(remove(here), 404, "/problems/not-found");
        assertThat(audit("")).hasSize(1)
            .allSatisfy(entry -> assertThat(entry.at("/who").stringValue()).isEqualTo(last));
        theCampaignHasAnOrganiser();
        assertThat(audit("")).hasSize(3);
        assertThat(release(nowhere).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void theStoreItselfRefusesWhatIsOfAnotherPlaceOrNotAsItWasFound() {
        var pledge = pledges.findById(idOf(heldPledge())).orElseThrow();
        var note = new Moderation(clock.instant(), organiser, Moderation.Act.RELEASED, pledge.held());
        var elsewhere = new LedPart(Set.of("QOP"));
        assertThat(pledges.release(pledge, note, elsewhere)).isEmpty();
        assertThat(pledges.remove(pledge, note, elsewhere)).isEmpty();
        assertThat(stored(pledge.id())).containsKeys("held", "personal").doesNotContainKey("moderation");
        assertThat(pledges.release(pledge, note, LedPart.WHOLE)).isPresent();
        assertThat(pledges.release(pledge, note, LedPart.WHOLE)).isEmpty();
        assertThat(pledges.remove(pledge, note, LedPart.WHOLE)).isEmpty();
        assertThat(stored(pledge.id()).getList("moderation", Document.class)).hasSize(1);
    }

    @Test
    void whatWasDoneStandsInTheAuditOnceHoweverOftenItIsAskedFor() {
        var first = idOf(body(pledge(aPledge().with("text", HELD_WORDS).with("displayName", "Somebody").body(), null)));
        var second = idOf(heldPledge());
        release(first);
        release(first);
        remove(second);
        remove(second);
        var another = newId();
        authorization = "Bearer " + campaignService.tokenOfLead(another, campaignId);
        remove(first);

        var entries = audit("");
        assertThat(entries).extracting(entry -> entry.at("/what").stringValue())
            .containsExactly("removed", "removed", "released");
        assertThat(entries).extracting(entry -> entry.at("/pledge").stringValue())
            .containsExactly(first, second, first);
        assertThat(entries).extracting(entry -> entry.at("/who").stringValue())
            .containsExactly(another, organiser, organiser);
        assertThat(entries).allSatisfy(entry -> {
            assertThat(entry.at("/place").stringValue()).isEqualTo("QWO");
            assertThat(entry.at("/at").stringValue()).endsWith("Z");
        });
        assertThat(entries.get(2).at("/before"))
            .isEqualTo(json.readTree("{\"state\": \"held\", \"reasons\": [\"phone-number\"]}"));
        assertThat(entries.get(2).at("/after")).isEqualTo(json.readTree("{\"state\": \"shown\"}"));
        assertThat(entries.get(1).at("/before/state").stringValue()).isEqualTo("held");
        assertThat(entries.get(0).at("/before")).isEqualTo(json.readTree("{\"state\": \"shown\"}"));
        assertThat(entries.get(0).at("/after")).isEqualTo(json.readTree("{\"state\": \"removed\"}"));
        assertThat(entries.toString()).doesNotContain("07700", "Somebody", "Ring");
    }

    @Test
    void theAuditIsReadInPages() {
        var ids = new ArrayList<String>();
        for (int i = 0; i < 5; i++) {
            ids.addFirst(idOf(heldPledge()));
            release(ids.getFirst());
        }
        var read = new ArrayList<String>();
        var page = body(auditPage("?limit=2"));
        while (!page.at("/links/next").isNull()) {
            page.at("/items").valueStream().forEach(entry -> read.add(entry.at("/pledge").stringValue()));
            page = body(send(HttpMethod.GET, page.at("/links/next").stringValue().replaceFirst("^https?://[^/]+", ""),
                    null, authorization));
        }
        page.at("/items").valueStream().forEach(entry -> read.add(entry.at("/pledge").stringValue()));
        assertThat(read).containsExactlyElementsOf(ids);
        assertProblem(auditPage("?limit=101"), 400, "/problems/invalid-request");
        assertProblem(auditPage("?before=rubbish"), 400, "/problems/invalid-request");
        assertThat(auditPage("").getHeaders().getCacheControl()).isEqualTo("no-store");
    }

    @Test
    void whatIsWithdrawnJustBeforeItIsReleasedIsNotReleased() {
        var pledge = heldPledge();
        wall("");
        var meanwhile = Interleaved.before(pledges, "release", () -> withdraw(pledge));
        var moderating = new ModeratePledges(meanwhile, wall, withdrawPledge, clock);
        assertThatExceptionOfType(PledgeRefusal.UnknownPledge.class)
            .isThrownBy(() -> moderating.release(slug, idOf(pledge), new Lead(organiser, LedPart.WHOLE)));
        assertThat(stored(idOf(pledge))).containsKey("withdrawnAt").doesNotContainKeys("personal", "moderation");
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    @Test
    void whatIsWithdrawnJustAfterItWasReleasedIsNotShownAnyMore() {
        var pledge = heldPledge();
        wall("");
        var meanwhile = Interleaved.after(pledges, "release", () -> withdraw(pledge));
        new ModeratePledges(meanwhile, wall, withdrawPledge, clock).release(slug, idOf(pledge),
                new Lead(organiser, LedPart.WHOLE));
        assertThat(stored(idOf(pledge))).containsKeys("withdrawnAt", "moderation").doesNotContainKey("personal");
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    @Test
    void pledgesOfAnotherCampaignAreOutOfReach() {
        var elsewhere = idOf(heldPledge());
        launch(Instant.now().minusSeconds(60), null, "Another");
        theCampaignHasAnOrganiser();
        for (var id : List.of(elsewhere, newId(), "x")) {
            assertProblem(release(id), 404, "/problems/not-found");
            assertProblem(remove(id), 404, "/problems/not-found");
        }
        assertThat(stored(elsewhere)).containsKeys("held", "personal");
        assertThat(body(held("")).at("/items").isEmpty()).isTrue();
    }

    @Test
    void anUnknownCampaignIsNotFound() {
        slug = "no-such-campaign";
        for (var answer : asOrganiser(newId(), authorization)) {
            assertProblem(answer, 404, "/problems/not-found");
        }
    }

    @Test
    void whatIsNotConfirmedIsNoModeratorsBusiness() {
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, null);
        theCampaignHasAnOrganiser();
        pledge(aPledge().with("text", HELD_WORDS).with("email", "someone@example.org").body(), null);
        assertThat(body(held("")).at("/items").isEmpty()).isTrue();
        var id = stored().getString("_id");
        assertProblem(release(id), 404, "/problems/not-found");
        assertProblem(remove(id), 404, "/problems/not-found");
    }

    private void withdraw(JsonNode pledge) {
        var secret = pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + idOf(pledge), null, "Pledge " + secret).getStatusCode()
            .value()).isEqualTo(204);
    }

    private List<JsonNode> audit(String query) {
        return body(auditPage(query)).at("/items").valueStream().toList();
    }

    private ResponseEntity<String> auditPage(String query) {
        return send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/audit" + query, null, authorization);
    }

    private JsonNode heldPledge() {
        return body(pledge(aPledge().with("text", HELD_WORDS).body(), null));
    }

    private ResponseEntity<String> held(String query) {
        return send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/held" + query, null, authorization);
    }

    private ResponseEntity<String> release(String id) {
        return send(HttpMethod.POST, pathOf(id, "release"), null, authorization);
    }

    private ResponseEntity<String> remove(String id) {
        return send(HttpMethod.POST, pathOf(id, "remove"), null, authorization);
    }

    /** What an organiser can do, each once. */
    private List<ResponseEntity<String>> asOrganiser(String id, @Nullable String authorization) {
        return List.of(send(HttpMethod.GET, "/api/campaigns/" + slug + "/pledges/held", null, authorization),
                send(HttpMethod.POST, pathOf(id, "release"), null, authorization),
                send(HttpMethod.POST, pathOf(id, "remove"), null, authorization));
    }

    private String pathOf(String id, String action) {
        return "/api/campaigns/" + slug + "/pledges/" + id + "/" + action;
    }

    private void assertStillHeld(String id) {
        assertThat(stored(id)).containsKeys("held", "personal");
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    private static List<String> reasons(JsonNode held) {
        return held.at("/reasons").valueStream().map(JsonNode::stringValue).toList();
    }

    private static String idOf(JsonNode pledge) {
        return pledge.at("/id").stringValue();
    }

}
