package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What stewards do, and what then is left to see. */
abstract class SuspendingTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Map<String, String> REASON = Map.of("reason", "Complaint 7: false claims");

    @Test
    void aStewardSuspendsACampaignWithAReasonThatEverybodyReads() {
        var ann = anOrganiser();
        var launched = launched(aCampaign().with("summary", "Lies")
            .with("standardPledge", "I will lie")
            .with("themes", List.of("lies-of-smith"))
            .with("roles", List.of("friends-of-smith"))
            .with("place", "QWO"), ann);

        var suspended = body(post(path(launched) + "/suspend", REASON, theSteward()));
        assertThat(suspended.at("/suspension/reason").stringValue()).isEqualTo("Complaint 7: false claims");
        assertThat(suspended.at("/suspension/since").stringValue()).isNotBlank();
        assertThat(suspended.at("/summary").stringValue()).isEqualTo("Lies");

        var read = body(get(path(launched), null));
        assertThat(read.at("/suspension")).isEqualTo(suspended.at("/suspension"));
        assertThat(read.toString()).doesNotContain("Lies", "I will lie", "smith", "QWO");
        assertThat(read.at("/title")).isEqualTo(launched.at("/title"));
        assertThat(body(get(path(launched), ann)).at("/summary").stringValue()).isEqualTo("Lies");
        var stranger = get(path(launched), null).getResponseHeaders().getETag();
        assertThat(get(path(launched), ann).getResponseHeaders().getETag()).isNotEqualTo(stranger);
    }

    @Test
    void aSuspendedCampaignIsInNoListButForThoseWhoAnswerForIt() {
        var ann = anOrganiser();
        var title = "Suspended " + UUID.randomUUID();
        var launched = launched(aCampaign().titled(title), ann);
        post(path(launched) + "/suspend", REASON, theSteward());
        for (var state : List.of("open", "all")) {
            var list = "/api/campaigns?size=100&state=" + state + "&q=" + title.replace(" ", "+");
            assertThat(titles(list, null)).as(state).isEmpty();
            assertThat(titles(list, anOrganiser())).as(state).isEmpty();
            assertThat(titles(list, ann)).as(state).containsExactly(title);
            assertThat(titles(list, theSteward())).as(state).containsExactly(title);
        }
        post(path(launched) + "/lift", null, theSteward());
        assertThat(titles("/api/campaigns?state=open&q=" + title.replace(" ", "+"), null)).containsExactly(title);
    }

    @Test
    void suspendingAndLiftingAreAnnouncedOnceEachAndRepeatingThemChangesNothing() {
        var ann = anOrganiser();
        var steward = theSteward();
        var launched = launched(aCampaign(), ann);
        var id = launched.at("/id").stringValue();
        // Announcements under way at the same time come in either order.
        await().atMost(PATIENCE).until(() -> announced(id).size() == 1);
        var first = body(post(path(launched) + "/suspend", REASON, steward));
        awaitToldToOthers(id);
        clock.advance(Duration.ofMinutes(1));
        assertThat(body(post(path(launched) + "/suspend", REASON, steward))).isEqualTo(first);
        await().atMost(PATIENCE).until(() -> announced(id).size() == 2);
        assertThat(JsonMapper.shared().readTree(announced(id).get(1).text()).at("/suspended").booleanValue()).isTrue();

        assertThat(body(post(path(launched) + "/lift", null, steward)).at("/suspension").isNull()).isTrue();
        assertThat(body(post(path(launched) + "/lift", null, steward)).at("/suspension").isNull()).isTrue();
        await().atMost(PATIENCE).until(() -> announced(id).size() == 3);
        var lifted = JsonMapper.shared().readTree(announced(id).get(2).text());
        assertThat(lifted.at("/suspended").booleanValue()).isFalse();
        assertThat(lifted.at("/revision").longValue()).isEqualTo(3);
        assertThat(announced(id)).allSatisfy(event -> assertThat(event.everything()).doesNotContain("Complaint"));
        var audit = body(get(path(launched) + "/audit", ann)).at("/items");
        assertThat(audit.valueStream().map(line -> line.at("/what").stringValue())).containsExactly("lifted",
                "suspended", "launched", "drafted");
        assertThat(audit.at("/1/who/id").stringValue()).isEqualTo(steward.organiser().id());
        assertThat(audit.at("/1/after/reason").stringValue()).isEqualTo("Complaint 7: false claims");
        assertThat(audit.at("/0/before/reason").stringValue()).isEqualTo("Complaint 7: false claims");
    }

    @Test
    void aSuspensionThatACrashLeftUnannouncedIsAnnounced() {
        var id = launched(aCampaign(), anOrganiser()).at("/id").stringValue();
        await().atMost(PATIENCE).until(() -> announced(id).size() == 1);
        crashAfter(id, new Change("suspended").put("suspension", new Suspension("Law", clock.instant()))
            .announce(Announcement.LAUNCHED));
        await().atMost(PATIENCE.multipliedBy(2)).until(() -> announced(id).size() == 2);
        assertThat(JsonMapper.shared().readTree(announced(id).get(1).text()).at("/suspended").booleanValue()).isTrue();
    }

    @Test
    void stewardsAloneSuspendAndLift() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        for (var command : List.of("/suspend", "/lift")) {
            var body = command.equals("/suspend") ? REASON : null;
            assertProblem(post(path(draft) + command, body, null), 401, "unauthorized");
            assertProblem(post(path(draft) + command, body, theSteward()), 404, "not-found");
        }
        post(path(draft) + "/launch", null, ann);
        for (var command : List.of("/suspend", "/lift")) {
            var body = command.equals("/suspend") ? REASON : null;
            assertProblem(post(path(draft) + command, body, ann), 403, "forbidden");
            assertProblem(post(path(draft) + command, body, anOrganiser()), 403, "forbidden");
        }
        assertThat(body(get(path(draft), null)).at("/suspension").isNull()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"reason\":\"\"}", "{\"reason\":\" \"}", "{\"reason\":\"a\\u0000\"}",
            "{\"reason\":7}", "{\"reason\":\"a\",\"why\":\"b\"}" })
    void aSuspensionHasAReason(String body) {
        var launched = launched(aCampaign(), anOrganiser());
        assertProblem(post(path(launched) + "/suspend", body, theSteward()), 400, "invalid-request");
        assertThat(body(get(path(launched), null)).at("/suspension").isNull()).isTrue();
    }

    private List<String> titles(String list, @Nullable Caller caller) {
        return body(get(list, caller)).at("/items").valueStream().map(item -> item.at("/title").stringValue()).toList();
    }

    private static String path(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
