package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.campaign.CampaignMother.aCampaignWithEverything;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

/** Running a campaign again, and how its editions know each other. */
abstract class RunningEditionsTests extends RunningService {

    private static final String CLOSES = "2998-04-30T23:00:00.000Z";

    @Autowired
    private CampaignNumbers numbers;

    @Autowired
    private Quotas quotas;

    @Autowired
    private DraftProperties properties;

    @Autowired
    private Stewards stewards;

    @Test
    void theNextEditionTakesOverWhatIsNotGiven() {
        var ann = anOrganiser();
        var first = launched(aCampaignWithEverything().titled("Next " + UUID.randomUUID()), ann);
        post(pathOf(first) + "/commitments", Map.of("threshold", 100, "text", "a garden", "dueBy", "2999-01-01"), ann);
        campaigns.addMilestone(first.at("/id").stringValue(), new ReachedMilestone(100, clock.instant()));

        var answer = post(pathOf(first) + "/editions", Map.of("closesAt", CLOSES, "summary", "Once more"), ann);

        assertThat(answer.getStatus().value()).isEqualTo(201);
        var second = body(answer);
        assertThat(answer.getResponseHeaders().getLocation()).hasToString(second.at("/links/self").stringValue());
        for (var field : List.of("title", "standardPledge", "target", "conditional", "milestones", "themes", "roles",
                "verification", "place", "organisation", "hashtag", "movement")) {
            assertThat(second.get(field)).as(field).isEqualTo(first.get(field));
        }
        assertThat(second.at("/summary").stringValue()).isEqualTo("Once more");
        assertThat(second.at("/closesAt").stringValue()).isEqualTo(CLOSES);
        assertThat(second.at("/opensAt").isNull()).isTrue();
        assertThat(second.at("/state").stringValue()).isEqualTo("draft");
        assertThat(second.at("/edition").intValue()).isEqualTo(2);
        assertThat(second.at("/slug").stringValue()).isEqualTo(first.at("/slug").stringValue() + "-2");
        assertThat(second.at("/id")).isNotEqualTo(first.at("/id"));
        assertThat(second.at("/number").longValue()).isGreaterThan(first.at("/number").longValue());
        assertThat(second.at("/commitments")).isEmpty();
        assertThat(second.at("/milestonesReached")).isEmpty();
        var line = body(get(pathOf(second) + "/audit", ann)).at("/items/0");
        assertThat(line.at("/what").stringValue()).isEqualTo("drafted");
        assertThat(line.at("/after/edition").intValue()).isEqualTo(2);
    }

    @Test
    void theNumberIsOneMoreThanTheHighestWhicheverEditionIsRunAgain() {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);
        var second = next(first, ann);
        var third = next(second, ann);
        var fourth = next(first, ann);
        assertThat(List.of(first, second, third, fourth)).extracting(each -> each.at("/edition").intValue())
            .containsExactly(1, 2, 3, 4);
        assertThat(List.of(second, third, fourth)).allSatisfy(each -> {
            assertThat(each.at("/movement")).isEqualTo(first.at("/id"));
        });
    }

    @Test
    void withoutABodyItIsTheSameAgainAndNullIsTheDefault() {
        var ann = anOrganiser();
        var first = launched(aCampaign().with("target", 500).with("hashtag", "Day"), ann);
        var same = body(post(pathOf(first) + "/editions", null, ann));
        assertThat(same.at("/target").longValue()).isEqualTo(500);
        var without = new LinkedHashMap<String, @Nullable Object>();
        without.put("target", null);
        assertThat(body(post(pathOf(first) + "/editions", without, ann)).at("/target").isNull()).isTrue();
    }

    @Test
    void whatIsGivenIsHeldToTheRulesOfANewCampaign() {
        var ann = anOrganiser();
        var first = launched(aCampaignWithEverything(), ann);
        var path = pathOf(first) + "/editions";

        assertField(path, Map.of(), "closesAt", ann);
        assertField(path, Map.of("closesAt", "2020-01-01T00:00:00Z"), "closesAt", ann);
        assertField(path, Map.of("closesAt", CLOSES, "title", ""), "title", ann);
        assertField(path, Map.of("closesAt", CLOSES, "place", "nowhere"), "place", ann);
        assertField(path, Map.of("closesAt", CLOSES, "edition", 7), "edition", ann);
        assertField(path, Map.of("closesAt", CLOSES, "movement", "mine"), "movement", ann);
        assertProblem(post(path, List.of(), ann), 400, "invalid-request");
        assertProblem(post(path, Map.of("closesAt", CLOSES, "slug", first.at("/slug").stringValue()), ann), 409,
                "conflict");
        assertThat(body(get(path, ann)).at("/items")).hasSize(1);
    }

    @Test
    void onlyWhoLeadsTheWholeCampaignRunsItAgain() {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var first = launched(aCampaign(), ann);
        lead(first, bob, "QWO", null);

        assertProblem(post(pathOf(first) + "/editions", Map.of(), null), 401, "unauthorized");
        assertProblem(post(pathOf(first) + "/editions", Map.of(), anOrganiser()), 403, "forbidden");
        assertProblem(post(pathOf(first) + "/editions", Map.of(), bob), 403, "forbidden");
        assertProblem(post("/api/campaigns/no-such-campaign/editions", Map.of(), ann), 404, "not-found");
        assertThat(body(get(pathOf(first) + "/editions", ann)).at("/items")).hasSize(1);
    }

    @Test
    void whoLeadsTheWholeCampaignNowLeadsTheNextEditionToo() {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var hub = anOrganiser();
        var gone = anOrganiser();
        var first = launched(aCampaign(), ann);
        lead(first, bob, null, ann.organiser().id());
        lead(first, hub, "QWO", ann.organiser().id());
        lead(first, gone, null, ann.organiser().id());
        leave(first, gone);

        var second = next(first, bob);

        var leads = campaigns.findById(second.at("/id").stringValue()).orElseThrow().leads();
        assertThat(leads).extracting(Leadership::organiserId)
            .containsExactly(ann.organiser().id(), bob.organiser().id());
        assertThat(leads).extracting(Leadership::invitedBy).containsExactly(null, ann.organiser().id());
        assertThat(leads).extracting(Leadership::place).containsOnlyNulls();
        assertThat(leads).extracting(Leadership::leftAt).containsOnlyNulls();
        assertThat(get(pathOf(second), ann).getStatus().value()).isEqualTo(200);
        assertProblem(get(pathOf(second), hub), 404, "not-found");
        assertProblem(get(pathOf(second), gone), 404, "not-found");
    }

    @Test
    void whoWasLeftOutOfADraftDoesNotRunTheMovementPastIt() {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var first = launched(aCampaign(), ann);
        lead(first, bob, null, ann.organiser().id());
        var second = next(first, bob);
        leave(second, ann);

        assertProblem(post(pathOf(first) + "/editions", Map.of(), ann), 403, "forbidden");
        assertThat(next(first, bob).at("/edition").intValue()).isEqualTo(3);
    }

    @Test
    void editionsAtTheSameInstantHaveNumbersOfTheirOwn() throws Exception {
        var ann = anOrganiser();
        var first = launched(aCampaign().titled("Same instant " + UUID.randomUUID()), ann);

        var drafted = atOnce(6, () -> next(first, ann));

        assertThat(drafted).extracting(each -> each.at("/edition").intValue())
            .containsExactlyInAnyOrder(2, 3, 4, 5, 6, 7);
        assertThat(drafted).extracting(each -> each.at("/slug").stringValue()).doesNotHaveDuplicates();
    }

    @Test
    void ofTwoWithTheSameSlugAtTheSameInstantOneIsRefused() throws Exception {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);
        var slug = "wanted-" + UUID.randomUUID();

        var answers = atOnce(6, () -> post(pathOf(first) + "/editions", Map.of("slug", slug), ann));

        assertThat(answers).extracting(answer -> answer.getStatus().value())
            .containsExactlyInAnyOrder(201, 409, 409, 409, 409, 409);
        assertThat(body(get(pathOf(first) + "/editions", ann)).at("/items")).hasSize(2);
    }

    @Test
    void whoeverIsKilledWhileDraftingAnEditionLeavesAllOfItOrNothing() {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);
        var slug = "wanted-" + UUID.randomUUID();

        draftAndBeKilled(first, slug, ann, campaigns, () -> {
            throw new Killed();
        });
        assertThat(numbers(body(get(pathOf(first) + "/editions", ann)))).containsExactly(1);
        draftAndBeKilled(first, slug, ann, new Campaigns(mongo, clock) {
            @Override
            Campaign insert(Campaign campaign) {
                super.insert(campaign);
                throw new Killed();
            }
        }, numbers);

        assertThat(numbers(body(get(pathOf(first) + "/editions", ann)))).containsExactly(1, 2);
        var second = body(get("/api/campaigns/" + slug, ann));
        assertThat(body(get(pathOf(second) + "/audit", ann)).at("/items/0/what").stringValue()).isEqualTo("drafted");
        // Who asks again, having had no answer.
        assertProblem(post(pathOf(first) + "/editions", Map.of("slug", slug), ann), 409, "conflict");
        assertThat(post(pathOf(second) + "/launch", null, ann).getStatus().value()).isEqualTo(200);
    }

    @Test
    void editionsKnowEachOtherTheFirstFirst() {
        var ann = anOrganiser();
        var first = launched(aCampaign().with("target", 500), ann);
        var second = next(first, ann);
        post(pathOf(second) + "/launch", null, ann);
        var third = next(first, ann);

        for (var edition : List.of(first, second)) {
            var movement = body(get(pathOf(edition) + "/editions", null));
            assertThat(movement.at("/movement")).isEqualTo(first.at("/id"));
            assertThat(numbers(movement)).containsExactly(1, 2);
            var item = movement.at("/items/0");
            for (var field : List.of("edition", "slug", "title", "state", "opensAt", "closesAt", "target")) {
                assertThat(item.get(field)).as(field).isEqualTo(first.get(field));
            }
            assertThat(item.at("/links/self")).isEqualTo(first.at("/links/self"));
            assertThat(item.at("/links/tally")).isEqualTo(first.at("/links/tally"));
        }
        assertThat(numbers(body(get(pathOf(first) + "/editions", ann)))).containsExactly(1, 2, 3);
        assertThat(numbers(body(get(pathOf(first) + "/editions", anOrganiser())))).containsExactly(1, 2);
        assertProblem(get(pathOf(third) + "/editions", null), 404, "not-found");
        assertThat(first.at("/links/editions").stringValue()).endsWith(pathOf(first) + "/editions");
    }

    @Test
    void aSuspendedEditionIsLeftOutForThePublic() {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);
        var second = next(first, ann);
        post(pathOf(second) + "/launch", null, ann);
        crashAfter(first.at("/id").stringValue(),
                new Change("suspended").put("suspension", new Suspension("abuse", clock.instant())));

        assertThat(numbers(body(get(pathOf(second) + "/editions", null)))).containsExactly(2);
        assertThat(numbers(body(get(pathOf(first) + "/editions", anOrganiser())))).containsExactly(2);
        assertThat(numbers(body(get(pathOf(second) + "/editions", ann)))).containsExactly(1, 2);
    }

    @Test
    void aMovementHasAtMostAHundredEditions() {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);
        var second = next(first, ann);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(second.at("/id").stringValue())),
                new Update().set("edition.number", 99), Campaign.class);
        assertThat(next(first, ann).at("/edition").intValue()).isEqualTo(100);
        assertProblem(post(pathOf(first) + "/editions", Map.of(), ann), 409, "conflict");
    }

    private void draftAndBeKilled(JsonNode first, String slug, Caller by, Campaigns campaigns,
            CampaignNumbers numbers) {
        var editions = new Editions(campaigns, new Drafts(campaigns, numbers, quotas, properties, clock), stewards,
                clock);
        assertThatExceptionOfType(Killed.class).isThrownBy(() -> editions.next(first.at("/slug").stringValue(),
                by.organiser().id(), last -> new LeadCampaigns.Edited(last.plan(), slug)));
    }

    private void assertField(String path, Map<String, ?> body, String field, Caller caller) {
        var problem = assertProblem(post(path, body, caller), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    private JsonNode next(JsonNode campaign, Caller by) {
        var answer = post(pathOf(campaign) + "/editions", Map.of(), by);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        return body(answer);
    }

    private void lead(JsonNode campaign, Caller who, @Nullable String place, @Nullable String invitedBy) {
        mongo
            .updateFirst(Query.query(Criteria.where("_id").is(campaign.at("/id").stringValue())),
                    new Update().push("leads",
                            new Leadership(who.organiser().id(), place, invitedBy, clock.instant(), null)),
                    Campaign.class);
    }

    private void leave(JsonNode campaign, Caller who) {
        var id = campaign.at("/id").stringValue();
        var leads = campaigns.findById(id).orElseThrow().leads();
        var place = IntStream.range(0, leads.size())
            .filter(index -> leads.get(index).isOf(who.organiser().id()))
            .findFirst()
            .orElseThrow();
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)),
                new Update().set("leads." + place + ".leftAt", clock.instant()), Campaign.class);
    }

    private static List<Integer> numbers(JsonNode movement) {
        return movement.at("/items").valueStream().map(item -> item.at("/edition").intValue()).toList();
    }

    private static String pathOf(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

    /** Nothing is done after it. */
    private static final class Killed extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
