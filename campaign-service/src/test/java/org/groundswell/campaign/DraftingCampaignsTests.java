package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.campaign.CampaignMother.aCampaignWithEverything;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Drafting a campaign, reading it back, and who sees it. */
abstract class DraftingCampaignsTests extends RunningService {

    @Test
    void aTitleIsEnoughAndTheRestHasItsDefaults() {
        var title = "Hello, my name is " + UUID.randomUUID();
        var answer = post("/api/campaigns", aCampaign().titled(title).body(), anOrganiser());

        assertThat(answer.getStatus().value()).isEqualTo(201);
        var campaign = body(answer);
        var slug = Slugs.of(title);
        var self = "http://localhost:8080/api/campaigns/" + slug;
        assertThat(answer.getResponseHeaders().getLocation()).hasToString(self);
        assertThat(campaign.at("/id").stringValue()).matches("[a-z0-9]{26}");
        assertThat(campaign.at("/number").longValue()).isPositive();
        assertThat(campaign.at("/title").stringValue()).isEqualTo(title);
        assertThat(campaign.at("/slug").stringValue()).isEqualTo(slug);
        assertThat(campaign.at("/state").stringValue()).isEqualTo("draft");
        assertThat(campaign.at("/verification").stringValue()).isEqualTo("none");
        assertThat(texts(campaign.at("/roles"))).containsExactly("clinical", "patient", "carer", "volunteer", "manager",
                "student", "public");
        assertThat(texts(campaign.at("/themes"))).isEmpty();
        assertThat(longs(campaign.at("/milestones"))).containsExactly(10L, 100L, 1_000L, 10_000L, 100_000L);
        assertThat(campaign.at("/milestonesReached")).isEmpty();
        assertThat(campaign.at("/createdAt").stringValue())
            .matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(campaign.at("/links/self").stringValue()).isEqualTo(self);
        for (var absent : List.of("summary", "standardPledge", "opensAt", "closesAt", "target", "organisation",
                "hashtag", "launchedAt", "closedAt")) {
            assertThat(campaign.has(absent) && campaign.get(absent).isNull()).as(absent).isTrue();
        }
    }

    @Test
    void everythingIsReadBackAsItWasSentWithMilestonesInOrder() {
        var ann = anOrganiser();
        var slug = drafted(aCampaignWithEverything(), ann).at("/slug").stringValue();

        var campaign = body(get("/api/campaigns/" + slug, ann));
        aCampaignWithEverything().with("milestones", List.of(100, 1000, 65_000)).body().forEach((field, sent) -> {
            var read = campaign.get(field);
            switch (sent) {
                case String text -> assertThat(read.stringValue()).as(field).isEqualTo(text);
                case Boolean truth -> assertThat(read.booleanValue()).as(field).isEqualTo(truth);
                case Integer number -> assertThat(read.intValue()).as(field).isEqualTo(number);
                case List<?> list -> assertThat(read.valueStream().map(JsonNode::asString)).as(field)
                    .containsExactlyElementsOf(list.stream().map(Object::toString).toList());
                default -> throw new AssertionError(field);
            }
        });
    }

    @Test
    void nobodyElseSeesADraft() {
        var ann = anOrganiser();
        var slug = drafted(aCampaign(), ann).at("/slug").stringValue();

        assertThat(get("/api/campaigns/" + slug, ann).getStatus().value()).isEqualTo(200);
        assertProblem(get("/api/campaigns/" + slug, null), 404, "not-found");
        assertProblem(get("/api/campaigns/" + slug, anOrganiser()), 404, "not-found");
        assertThat(slugs(get("/api/campaigns?size=100", ann))).contains(slug);
        assertThat(slugs(get("/api/campaigns?size=100", null))).doesNotContain(slug);
        assertThat(slugs(get("/api/campaigns?size=100", anOrganiser()))).doesNotContain(slug);
        for (var state : List.of("open", "scheduled", "closed")) {
            assertThat(slugs(get("/api/campaigns?size=100&state=" + state, ann))).as(state).doesNotContain(slug);
        }
    }

    @Test
    void whoIsNotSignedInDraftsNothing() {
        assertProblem(post("/api/campaigns", aCampaign().body(), null), 401, "unauthorized");
    }

    @Test
    void anOrganiserDraftsAtMostAThousandCampaignsAnHour() {
        anHourBegins();
        var ann = anOrganiser();
        var slug = drafted(aCampaign(), ann).at("/slug").stringValue();
        var hour = Duration.ofHours(1);
        var ends = Quotas.end(clock.instant(), hour);
        var id = Quotas.id("drafts of " + ann.organiser().id(), hour, ends);
        assertThat(mongo.findById(id, Quotas.Count.class)).extracting(Quotas.Count::taken).isEqualTo(1);
        mongo.save(new Quotas.Count(id, 999, ends));

        assertThat(post("/api/campaigns", aCampaign().body(), ann).getStatus().value()).isEqualTo(201);
        var refused = post("/api/campaigns", aCampaign().body(), ann);

        assertProblem(refused, 429, "too-many-requests");
        assertThat(Long.parseLong(refused.getResponseHeaders().getFirst("Retry-After"))).isBetween(1L, 3600L);
        assertProblem(post("/api/campaigns/" + slug + "/editions", Map.of(), ann), 429, "too-many-requests");
        assertThat(post("/api/campaigns", aCampaign().body(), anOrganiser()).getStatus().value()).isEqualTo(201);
    }

    @Test
    void theSameTitleGetsASlugOfItsOwn() {
        var title = "Same title " + UUID.randomUUID();
        var slugs = Stream.generate(() -> drafted(aCampaign().titled(title), anOrganiser()).at("/slug").stringValue())
            .limit(3)
            .toList();
        var slug = Slugs.of(title);
        assertThat(slugs).containsExactly(slug, slug + "-2", slug + "-3");
    }

    @Test
    void theSameTitleAtTheSameInstantGetsASlugOfItsOwnToo() throws Exception {
        var title = "Same instant " + UUID.randomUUID();
        var ann = anOrganiser();
        var drafted = atOnce(8, () -> drafted(aCampaign().titled(title), ann));
        assertThat(drafted).extracting(campaign -> campaign.at("/slug").stringValue()).doesNotHaveDuplicates();
        assertThat(drafted).extracting(campaign -> campaign.at("/number").longValue()).doesNotHaveDuplicates();
        assertThat(drafted).extracting(campaign -> campaign.at("/id").stringValue()).doesNotHaveDuplicates();
    }

    @Test
    void aSlugThatWasAskedForIsGivenOrRefused() {
        var slug = "asked-for-" + UUID.randomUUID();
        var ann = anOrganiser();
        assertThat(drafted(aCampaign().with("slug", slug), ann).at("/slug").stringValue()).isEqualTo(slug);
        assertProblem(post("/api/campaigns", aCampaign().with("slug", slug).body(), ann), 409, "conflict");
    }

    static Stream<Map.Entry<String, CampaignMother>> mistakes() {
        return Stream.of(Map.entry("title", aCampaign().with("title", null)),
                Map.entry("title", aCampaign().titled("")), Map.entry("title", aCampaign().titled("  ")),
                Map.entry("title", aCampaign().titled("a".repeat(151))),
                Map.entry("title", aCampaign().titled("two\nlines")), Map.entry("title", aCampaign().with("title", 5)),
                Map.entry("slug", aCampaign().with("slug", "Upper")),
                Map.entry("slug", aCampaign().with("slug", "two--hyphens")),
                Map.entry("slug", aCampaign().with("slug", "a/b")), Map.entry("slug", aCampaign().with("slug", "")),
                Map.entry("slug", aCampaign().with("slug", "a".repeat(81))),
                Map.entry("slug", aCampaign().with("slug", "a" + "-a".repeat(7_000))),
                Map.entry("summary", aCampaign().with("summary", "a".repeat(2001))),
                Map.entry("summary", aCampaign().with("summary", "\n".repeat(15_000))),
                Map.entry("summary", aCampaign().with("summary", "a\u0000b")),
                Map.entry("standardPledge", aCampaign().with("standardPledge", "")),
                Map.entry("standardPledge", aCampaign().with("standardPledge", "a".repeat(501))),
                Map.entry("opensAt", aCampaign().opening("tomorrow")),
                Map.entry("opensAt", aCampaign().with("opensAt", 1_772_323_200)),
                Map.entry("opensAt", aCampaign().opening("+1000000000-12-31T23:59:59Z")),
                Map.entry("closesAt", aCampaign().closing("2020-01-01T00:00:00Z")),
                Map.entry("closesAt", aCampaign().opening("2999-01-02T00:00:00Z").closing("2999-01-01T00:00:00Z")),
                Map.entry("closesAt", aCampaign().opening("2999-01-01T00:00:00Z").closing("2999-01-01T00:00:00Z")),
                Map.entry("target", aCampaign().with("target", 0)),
                Map.entry("target", aCampaign().with("target", 1_000_000_001)),
                Map.entry("target", aCampaign().with("target", "100")),
                Map.entry("milestones[1]", aCampaign().with("milestones", List.of(10, 0))),
                Map.entry("milestones", aCampaign().with("milestones", List.of(10, 10))),
                Map.entry("milestones[0]", aCampaign().with("milestones", Collections.singletonList(null))),
                Map.entry("milestones", aCampaign().with("milestones", LongStream.rangeClosed(1, 51).boxed().toList())),
                Map.entry("themes[0]", aCampaign().with("themes", List.of("with space"))),
                Map.entry("themes", aCampaign().with("themes", List.of("a", "a"))),
                Map.entry("themes[0]", aCampaign().with("themes", List.of("a".repeat(41)))),
                Map.entry("roles", aCampaign().with("roles", List.of())),
                Map.entry("verification", aCampaign().with("verification", "blood")),
                Map.entry("verification", aCampaign().with("verification", "EMAIL")),
                Map.entry("verification", aCampaign().with("verification", "")),
                Map.entry("verification", aCampaign().with("verification", true)),
                Map.entry("organisation", aCampaign().with("organisation", "a".repeat(151))),
                Map.entry("hashtag", aCampaign().with("hashtag", "#ChangeDay")),
                Map.entry("hashtag", aCampaign().with("hashtag", "\u0301")),
                Map.entry("tittle", aCampaign().with("tittle", "a")), Map.entry("id", aCampaign().with("id", "mine")),
                Map.entry("launchedAt", aCampaign().with("launchedAt", "2026-01-01T00:00:00Z")));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeIsNamedByItsField(Map.Entry<String, CampaignMother> mistake) {
        var problem = assertProblem(post("/api/campaigns", mistake.getValue().body(), anOrganiser()), 400,
                "invalid-request");
        assertThat(problem.at("/errors").valueStream().map(error -> error.at("/field").stringValue()))
            .containsOnly(mistake.getKey());
        assertThat(problem.at("/errors/0/message").stringValue()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(strings = { "title", "summary", "standardPledge", "organisation" })
    void halfACharacterIsNoText(String field) {
        var campaign = new LinkedHashMap<>(Map.of("title", "A title"));
        campaign.put(field, "half a CHARACTER");
        var body = JsonMapper.shared().writeValueAsString(campaign).replace("CHARACTER", "\\ud83d");
        var problem = assertProblem(post("/api/campaigns", body, anOrganiser()), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    @Test
    void whatIsJustWithinTheLimitsIsTaken() {
        drafted(aCampaign().titled("👩🏽‍⚕️" + "a".repeat(143))
            .with("slug", "a".repeat(50) + UUID.randomUUID().toString().replace("-", "").substring(0, 30))
            .with("summary", "line\r\n\t".repeat(285))
            .with("standardPledge", "a".repeat(500))
            .with("target", 1_000_000_000)
            .with("milestones", LongStream.rangeClosed(1, 50).boxed().toList())
            .with("themes", List.of("a".repeat(40)))
            .with("hashtag", "é".repeat(60)), anOrganiser());
    }

    @Test
    void aSlugMayHaveAsManyHyphensAsFit() {
        var hyphens = UUID.randomUUID().toString().replace("-", "").replaceAll("(?=.)", "-").substring(1);
        drafted(aCampaign().with("slug", "a-b-c-d-e-f-g-" + hyphens + "-x"), anOrganiser());
    }

    /** Hindi's vowels are marks; so is an accent that was typed after its letter. */
    @ParameterizedTest
    @ValueSource(strings = { "हिन्दी", "cafe\u0301", "ไทย" })
    void aHashtagIsOfAnyScript(String hashtag) {
        var campaign = drafted(aCampaign().with("hashtag", hashtag), anOrganiser());
        assertThat(campaign.at("/hashtag").stringValue()).isEqualTo(hashtag);
    }

    @Test
    void whatHasNotChangedIsNotSentAgain() {
        var ann = anOrganiser();
        var slug = launched(aCampaign(), ann).at("/slug").stringValue();
        var path = "/api/campaigns/" + slug;
        var eTag = get(path, null).getResponseHeaders().getETag();
        assertThat(eTag).isNotNull();
        http.get().uri(path).header("If-None-Match", eTag).exchange().expectStatus().isNotModified();
        http.get().uri(path).header("If-None-Match", "\"another\"").exchange().expectStatus().isOk();
    }

    @Test
    void theEntityTagChangesWithALaunchAndWithTheClock() {
        var ann = anOrganiser();
        var closing = clock.instant().plus(Duration.ofHours(1)).toString();
        var slug = drafted(aCampaign().closing(closing), ann).at("/slug").stringValue();
        var path = "/api/campaigns/" + slug;
        var draft = get(path, ann).getResponseHeaders().getETag();
        post(path + "/launch", null, ann);
        var open = get(path, null).getResponseHeaders().getETag();
        clock.advance(Duration.ofHours(1));
        var closed = get(path, null).getResponseHeaders().getETag();
        assertThat(List.of(String.valueOf(draft), String.valueOf(open), String.valueOf(closed)))
            .doesNotHaveDuplicates();
    }

    @Test
    void otherServicesAreToldWhomToWriteTo() {
        var ann = anOrganiser();
        var campaign = drafted(aCampaign(), ann);
        var path = "/internal/campaigns/" + campaign.at("/id").stringValue() + "/organisers";

        http.get()
            .uri(path)
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.slug")
            .isEqualTo(campaign.at("/slug").stringValue())
            .jsonPath("$.title")
            .isEqualTo("One kind thing")
            .jsonPath("$.organisers.length()")
            .isEqualTo(1)
            .jsonPath("$.organisers[0].id")
            .isEqualTo(ann.organiser().id())
            .jsonPath("$.organisers[0].email")
            .isEqualTo(ann.organiser().email());
        assertProblem(get(path, null), 401, "unauthorized");
        assertProblem(get(path, ann), 401, "unauthorized");
        http.get()
            .uri("/internal/campaigns/nothing/organisers")
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .expectStatus()
            .isNotFound();
    }

    @Test
    void otherServicesAreToldWhetherSomebodyLeadsACampaignAndNothingElse() {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var campaign = drafted(aCampaign(), ann).at("/id").stringValue();

        assertThat(asksWhetherLed(campaign, ann).getStatus().value()).isEqualTo(200);
        assertThat(body(asksWhetherLed(campaign, ann)).toString()).isEqualTo("{\"places\":null}");
        assertProblem(asksWhetherLed(campaign, bob), 404, "not-found");
        assertProblem(asksWhetherLed(drafted(aCampaign(), bob).at("/id").stringValue(), ann), 404, "not-found");
        assertProblem(asksWhetherLed("nothing", ann), 404, "not-found");
        assertThat(body(asksWhetherLed(campaign, bob)).toString()).doesNotContain("@");

        var path = whetherLed(campaign, ann);
        assertProblem(get(path, null), 401, "unauthorized");
        assertProblem(get(path, ann), 401, "unauthorized");
        http.get()
            .uri(path)
            .headers(headers -> headers.setBasicAuth("service", "not-the-secret-at-all"))
            .exchange()
            .expectStatus()
            .isUnauthorized();
    }

    private EntityExchangeResult<JsonNode> asksWhetherLed(String campaign, Caller organiser) {
        return http.get()
            .uri(whetherLed(campaign, organiser))
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .returnResult(JsonNode.class);
    }

    private static String whetherLed(String campaign, Caller organiser) {
        return "/internal/campaigns/" + campaign + "/organisers/" + organiser.organiser().id();
    }

    @Test
    void noAddressIsInWhatEverybodyReads() {
        var ann = anOrganiser();
        var slug = launched(aCampaign(), ann).at("/slug").stringValue();
        assertThat(body(get("/api/campaigns/" + slug, null)).toString()).doesNotContain("@", ann.organiser().id());
    }

    private static List<String> texts(JsonNode array) {
        return array.valueStream().map(JsonNode::stringValue).toList();
    }

    private static List<Long> longs(JsonNode array) {
        return array.valueStream().map(JsonNode::longValue).toList();
    }

    private static List<String> slugs(EntityExchangeResult<JsonNode> answer) {
        return body(answer).at("/items").valueStream().map(item -> item.at("/slug").stringValue()).toList();
    }

}
