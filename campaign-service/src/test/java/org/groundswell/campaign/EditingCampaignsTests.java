package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.campaign.CampaignMother.aCampaignWithEverything;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.groundswell.defaults.testing.Contract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Changing what a campaign says of itself, before its launch and after. */
abstract class EditingCampaignsTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aPatchChangesWhatItNamesAndNothingElse() {
        var ann = anOrganiser();
        var draft = drafted(aCampaignWithEverything(), ann);

        var edited = body(edit(draft, Map.of("summary", "Anew", "target", 5), ann));

        assertThat(edited.at("/summary").stringValue()).isEqualTo("Anew");
        assertThat(edited.at("/target").intValue()).isEqualTo(5);
        for (var field : List.of("title", "slug", "standardPledge", "opensAt", "closesAt", "milestones", "themes",
                "roles", "verification", "place", "organisation", "hashtag", "conditional", "id", "number")) {
            assertThat(edited.get(field)).as(field).isEqualTo(draft.get(field));
        }
        assertThat(body(get(path(draft), ann))).isEqualTo(edited);
    }

    @Test
    void nullGivesAFieldItsDefault() {
        var ann = anOrganiser();
        var draft = drafted(aCampaignWithEverything(), ann);
        var nothing = new HashMap<String, @Nullable Object>();
        for (var field : List.of("summary", "milestones", "roles", "themes", "verification", "conditional", "target")) {
            nothing.put(field, null);
        }

        var edited = body(edit(draft, nothing, ann));

        var plain = drafted(aCampaign(), ann);
        for (var field : nothing.keySet()) {
            assertThat(edited.get(field)).as(field).isEqualTo(plain.get(field));
        }
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'',
            value = { "title, null", "title, ' '", "tittle, 'x'", "id, 'x'", "state, 'open'", "launchedAt, 'x'",
                    "target, '5'", "roles, [1]", "place, 'nowhere'", "closesAt, '2020-01-01T00:00:00Z'",
                    "slug, 'Not A Slug'", "conditional, true" })
    void whatNoDraftCouldSayNoPatchCan(String field, String value) {
        var ann = anOrganiser();
        var draft = drafted(aCampaign().titled("Anyone"), ann);
        var json = "{\"" + field + "\":"
                + (value.equals("null") || value.startsWith("[") || value.equals("true") ? value : "\"" + value + "\"")
                + "}";
        assertProblem(patch(path(draft), JsonMapper.shared().readTree(json), "*", ann), 400, "invalid-request");
        assertThat(body(get(path(draft), ann))).isEqualTo(draft);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = { "[]|400", "\"title\"|400", "null|400", "{\"title\":|400",
            "{\"title\":\"a\",\"title\":\"b\"}|400" })
    void aPatchIsAnObject(String json, int status) {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        assertProblem(patch(path(draft), json, "*", ann), status, "invalid-request");
    }

    @Test
    void aPatchInAnotherFormatIsRefused() {
        var ann = anOrganiser();
        var answer = http.patch()
            .uri(path(drafted(aCampaign(), ann)))
            .header("If-Match", "*")
            .headers(headers -> headers.setBearerAuth(ann.token()))
            .contentType(MediaType.valueOf("application/json-patch+json"))
            .body("[]")
            .exchange()
            .returnResult(JsonNode.class);
        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void whoHasNotReadWhatIsThereChangesNothing() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var read = eTag(draft, ann);
        assertThat(patch(path(draft), Map.of("summary", "first"), read, ann).getStatus().value()).isEqualTo(200);

        assertProblem(patch(path(draft), Map.of("summary", "second"), read, ann), 412, "precondition-failed");
        assertProblem(patch(path(draft), Map.of("summary", "second"), null, ann), 428, "precondition-required");
        assertThat(body(get(path(draft), ann)).at("/summary").stringValue()).isEqualTo("first");
    }

    /** RFC 9110, section 13.1.1: any of a list, compared strongly. */
    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '`', value = { "*; 200", "READ; 200", "\"other\", READ; 200",
            "READ , \"other\"; 200", "\"other\"; 412", "W/READ; 412", "other; 412", "\"\"; 412" })
    void aChangeIsForTheVersionThatWasRead(String ifMatch, int status) {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var condition = ifMatch.replace("READ", eTag(draft, ann));

        assertThat(patch(path(draft), Map.of("summary", "new"), condition, ann).getStatus().value()).isEqualTo(status);
    }

    @Test
    void ofThoseWhoReadTheSameOneIsHeard() throws Exception {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var read = eTag(draft, ann);
        var number = new AtomicInteger();

        var answers = atOnce(8,
                () -> patch(path(draft), Map.of("summary", "by " + number.incrementAndGet()), read, ann));

        assertThat(answers.stream().filter(answer -> answer.getStatus().value() == 200)).hasSize(1);
        assertThat(answers.stream().filter(answer -> answer.getStatus().value() == 412)).hasSize(7);
        var heard = answers.stream().filter(answer -> answer.getStatus().value() == 200).findFirst().orElseThrow();
        assertThat(body(get(path(draft), ann))).isEqualTo(body(heard));
    }

    @Test
    void changesAtTheSameInstantAreAllKept() throws Exception {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var fields = List.of("summary", "standardPledge", "organisation", "hashtag");
        var number = new AtomicInteger();

        atOnce(4, () -> patch(path(draft), Map.of(fields.get(number.getAndIncrement()), "kept"), "*", ann));

        var edited = body(get(path(draft), ann));
        assertThat(fields).allSatisfy(field -> assertThat(edited.get(field).stringValue()).isEqualTo("kept"));
    }

    @Test
    void onlyItsLeadsChangeACampaign() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        assertProblem(patch(path(draft), Map.of("summary", "x"), "*", null), 401, "unauthorized");
        assertProblem(patch(path(draft), Map.of("summary", "x"), "*", anOrganiser()), 404, "not-found");
        launch(draft, ann);
        assertProblem(patch(path(draft), Map.of("summary", "x"), "*", anOrganiser()), 403, "forbidden");
        assertThat(body(get(path(draft), null)).at("/summary").isNull()).isTrue();
    }

    @Test
    void aDraftCanHaveAnotherSlugAndTheOldOneIsFree() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var slug = "another-" + UUID.randomUUID();
        assertThat(body(edit(draft, Map.of("slug", slug), ann)).at("/slug").stringValue()).isEqualTo(slug);
        assertProblem(get(path(draft), ann), 404, "not-found");
        var other = drafted(aCampaign(), ann);
        assertProblem(patch(path(other), Map.of("slug", slug), "*", ann), 409, "conflict");
    }

    @Test
    void theLaunchFixesWhatPeoplePledgeTo() {
        var ann = anOrganiser();
        var past = clock.instant().minusSeconds(60).toString();
        var launched = launched(aCampaign().with("target", 100)
            .with("standardPledge", "I will")
            .opening(past)
            .closing(clock.instant().plus(Duration.ofDays(9)).toString()), ann);
        var broken = new ArrayList<Map<String, @Nullable Object>>();
        broken.add(Map.of("slug", "other"));
        broken.add(Map.of("standardPledge", "I may"));
        broken.add(Collections.singletonMap("standardPledge", null));
        broken.add(Map.of("target", 99));
        broken.add(Collections.singletonMap("target", null));
        broken.add(Map.of("opensAt", clock.instant().plusSeconds(600).toString()));
        broken.add(Map.of("opensAt", clock.instant().minusSeconds(600).toString()));
        broken.add(Map.of("closesAt", clock.instant().minusSeconds(1).toString()));
        broken.add(Map.of("conditional", true));
        for (var patch : broken) {
            var problem = assertProblem(patch(path(launched), patch, "*", ann), 409, "campaign-launched");
            assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(patch.keySet().iterator().next());
        }
        assertThat(body(get(path(launched), null))).isEqualTo(launched);

        var edited = body(edit(launched, Map.of("target", 101, "title", "Better", "summary", "More", "closesAt",
                clock.instant().plusSeconds(600).toString(), "milestones", List.of(5, 50), "themes", List.of("a")),
                ann));
        assertThat(edited.at("/target").intValue()).isEqualTo(101);
        assertThat(edited.at("/title").stringValue()).isEqualTo("Better");
    }

    @Test
    void aScheduledCampaignOpensWhenItsOrganisersSayButNotInThePast() {
        var ann = anOrganiser();
        var opens = clock.instant().plus(Duration.ofDays(2));
        var launched = launched(aCampaign().opening(opens.toString()), ann);
        assertProblem(patch(path(launched), Map.of("opensAt", clock.instant().minusSeconds(1).toString()), "*", ann),
                409, "campaign-launched");
        var sooner = clock.instant().plus(Duration.ofDays(1)).toString();
        assertThat(body(edit(launched, Map.of("opensAt", sooner), ann)).at("/opensAt").stringValue()).isEqualTo(sooner);
    }

    @Test
    void whatAConditionalCampaignAsksIsFixedAltogether() {
        var ann = anOrganiser();
        var launched = launched(aCampaign().with("target", 100)
            .with("conditional", true)
            .closing(clock.instant().plus(Duration.ofDays(9)).toString()), ann);
        for (var patch : List.of(Map.of("target", 101), Map.of("conditional", false),
                Map.of("closesAt", clock.instant().plus(Duration.ofDays(10)).toString()))) {
            assertProblem(patch(path(launched), patch, "*", ann), 409, "campaign-launched");
        }
    }

    @Test
    void theDatesOfAClosedCampaignAreFinalAndItsTextsAreNot() {
        var ann = anOrganiser();
        var launched = launched(aCampaign().with("target", 10), ann);
        post(path(launched) + "/close", null, ann);
        for (var patch : List.of(Map.of("target", 11), Map.of("opensAt", "2999-01-01T00:00:00Z"),
                Map.of("closesAt", "2999-01-01T00:00:00Z"))) {
            assertProblem(patch(path(launched), patch, "*", ann), 409, "campaign-launched");
        }
        var edited = body(edit(launched, Map.of("summary", "Thank you"), ann));
        assertThat(edited.at("/summary").stringValue()).isEqualTo("Thank you");
        assertThat(edited.at("/state").stringValue()).isEqualTo("closed");
    }

    @Test
    void aChangeThatOthersNeedToKnowIsAnnouncedWithARevisionOfItsOwn() {
        var ann = anOrganiser();
        var launched = launched(aCampaign(), ann);
        var id = launched.at("/id").stringValue();
        edit(launched, Map.of("title", "Better"), ann);
        edit(launched, Map.of("title", "Better"), ann);

        await().atMost(PATIENCE).until(() -> announced(id).size() >= 2);
        var events = announced(id);
        assertThat(events).extracting(event -> event.header("ce_id"))
            .containsExactlyInAnyOrder(id + ":launched:1", id + ":launched:2");
        var second = events.stream()
            .filter(event -> event.header("ce_id").endsWith(":2"))
            .map(event -> Objects.requireNonNull(event.text()))
            .findFirst()
            .orElseThrow();
        assertThat(new Contract("campaign.launched.v1").violations(second)).isEmpty();
        var data = JsonMapper.shared().readTree(second);
        assertThat(data.at("/revision").longValue()).isEqualTo(2);
        assertThat(data.at("/title").stringValue()).isEqualTo("Better");
    }

    @Test
    void anEditThatACrashLeftUnannouncedIsAnnounced() {
        var ann = anOrganiser();
        var id = launched(aCampaign(), ann).at("/id").stringValue();
        crashAfter(id, new Change("edited").set("plan.title", "One kind thing", "Two").announce(Announcement.LAUNCHED));
        await().atMost(PATIENCE.multipliedBy(2))
            .untilAsserted(() -> assertThat(announced(id)).extracting(event -> event.header("ce_id"))
                .contains(id + ":launched:2"));
    }

    @Test
    void theTrailSaysWhoChangedWhatWhenFromWhatToWhat() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign().with("summary", "Before"), ann);
        edit(draft, Map.of("summary", "After"), ann);
        edit(draft, Map.of("summary", "After"), ann);
        launch(draft, ann);
        launch(draft, ann);
        post(path(draft) + "/close", null, ann);

        var lines = lines(draft, ann);
        assertThat(lines).extracting(line -> line.at("/what").stringValue())
            .containsExactly("closed", "launched", "edited", "drafted");
        var edited = lines.get(2);
        assertThat(edited.at("/before")).hasToString("{\"summary\":\"Before\"}");
        assertThat(edited.at("/after")).hasToString("{\"summary\":\"After\"}");
        assertThat(lines).allSatisfy(line -> {
            assertThat(line.at("/who/id").stringValue()).isEqualTo(ann.organiser().id());
            assertThat(line.at("/who/email").stringValue()).isEqualTo(ann.organiser().email());
            assertThat(Instant.parse(line.at("/at").stringValue())).isBetween(clock.instant().minusSeconds(600),
                    clock.instant());
        });
        assertThat(lines.get(1).at("/after/opensAt").stringValue())
            .isEqualTo(body(get(path(draft), null)).at("/opensAt").stringValue());
    }

    @Test
    void aChangeThatWasFollowedByACrashIsInTheTrail() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var id = draft.at("/id").stringValue();
        crashAfter(id, new Change("edited").set("plan.summary", null, "Anew"));
        // Without anybody's reading it, which would bring the line there too.
        await().atMost(PATIENCE).until(() -> campaigns.findById(id).orElseThrow().untold().isEmpty());
        assertThat(lines(draft, ann)).extracting(line -> line.at("/what").stringValue())
            .containsExactly("edited", "drafted");
    }

    @Test
    void theTrailIsForTheLeadsAndComesPageByPage() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        IntStream.range(0, 4).forEach(i -> edit(draft, Map.of("summary", "Version " + i), ann));
        var audit = path(draft) + "/audit";
        assertProblem(get(audit, null), 401, "unauthorized");
        assertProblem(get(audit, anOrganiser()), 404, "not-found");
        var first = body(get(audit + "?size=2", ann));
        assertThat(first.at("/total").intValue()).isEqualTo(5);
        assertThat(first.at("/items")).hasSize(2);
        assertThat(first.at("/items/0/after/summary").stringValue()).isEqualTo("Version 3");
        var last = body(get(audit + "?size=2&page=3", ann));
        assertThat(last.at("/items")).hasSize(1);
        assertThat(last.at("/items/0/what").stringValue()).isEqualTo("drafted");
        launch(draft, ann);
        assertProblem(get(audit, anOrganiser()), 403, "forbidden");
        assertThat(get(audit, theSteward()).getStatus().value()).isEqualTo(200);
    }

    private List<JsonNode> lines(JsonNode campaign, Caller lead) {
        return body(get(path(campaign) + "/audit", lead)).at("/items").valueStream().toList();
    }

    private void launch(JsonNode draft, Caller lead) {
        assertThat(post(path(draft) + "/launch", null, lead).getStatus().value()).isEqualTo(200);
    }

    private EntityExchangeResult<JsonNode> edit(JsonNode campaign, Object patch, Caller lead) {
        var answer = patch(path(campaign), patch, "*", lead);
        assertThat(answer.getStatus().value()).as(() -> String.valueOf(answer.getResponseBody())).isEqualTo(200);
        return answer;
    }

    private String eTag(JsonNode campaign, Caller lead) {
        return Objects.requireNonNull(get(path(campaign), lead).getResponseHeaders().getETag());
    }

    private static String path(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
