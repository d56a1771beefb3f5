package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.campaign.CampaignMother.aCampaignWithEverything;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.junit.jupiter.api.Test;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.json.JsonMapper;

/** Launching a campaign, and what the other services hear of it. */
abstract class LaunchingCampaignsTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void aCampaignOpensAtItsLaunchAndEverybodySeesIt() {
        var ann = anOrganiser();
        var launched = launched(aCampaign(), ann);
        assertThat(launched.at("/state").stringValue()).isEqualTo("open");
        assertThat(launched.at("/opensAt").stringValue()).isEqualTo(launched.at("/launchedAt").stringValue());
        assertThat(Duration.between(Instant.parse(launched.at("/launchedAt").stringValue()), clock.instant()))
            .isBetween(Duration.ZERO, Duration.ofMinutes(1));
        assertThat(body(get("/api/campaigns/" + launched.at("/slug").stringValue(), null))).isEqualTo(launched);
    }

    @Test
    void aCampaignThatOpensLaterIsScheduledThenOpenThenClosed() {
        var opens = clock.instant().plus(Duration.ofHours(1));
        var launched = launched(aCampaign().opening(opens.toString()).closing(opens.plusSeconds(3600).toString()),
                anOrganiser());
        var path = "/api/campaigns/" + launched.at("/slug").stringValue();

        assertThat(launched.at("/state").stringValue()).isEqualTo("scheduled");
        assertThat(Instant.parse(launched.at("/opensAt").stringValue())).isEqualTo(opens);
        clock.advance(Duration.ofHours(1));
        assertThat(body(get(path, null)).at("/state").stringValue()).isEqualTo("open");
        clock.advance(Duration.ofHours(1));
        assertThat(body(get(path, null)).at("/state").stringValue()).isEqualTo("closed");
    }

    @Test
    void onlyItsOrganisersLaunchACampaign() {
        var ann = anOrganiser();
        var slug = drafted(aCampaign(), ann).at("/slug").stringValue();
        var launch = "/api/campaigns/" + slug + "/launch";

        assertProblem(post(launch, null, null), 401, "unauthorized");
        assertProblem(post(launch, null, anOrganiser()), 404, "not-found");
        assertThat(body(get("/api/campaigns/" + slug, ann)).at("/state").stringValue()).isEqualTo("draft");
        assertThat(post(launch, null, ann).getStatus().value()).isEqualTo(200);
        assertProblem(post(launch, null, anOrganiser()), 403, "forbidden");
        assertProblem(post("/api/campaigns/no-such-campaign/launch", null, ann), 404, "not-found");
    }

    @Test
    void aDraftWhoseClosingHasPassedIsNotLaunched() {
        var ann = anOrganiser();
        var closes = clock.instant().plus(Duration.ofHours(1));
        var slug = drafted(aCampaign().closing(closes.toString()), ann).at("/slug").stringValue();
        clock.advance(Duration.ofHours(1));
        var problem = assertProblem(post("/api/campaigns/" + slug + "/launch", null, signedInAgain(ann)), 400,
                "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("closesAt");
    }

    @Test
    void launchingAgainIsFineAndChangesNothing() {
        var ann = anOrganiser();
        var launched = launched(aCampaign(), ann);
        clock.advance(Duration.ofMinutes(1));
        var again = post("/api/campaigns/" + launched.at("/slug").stringValue() + "/launch", null, ann);
        assertThat(again.getStatus().value()).isEqualTo(200);
        assertThat(body(again)).isEqualTo(launched);
    }

    @Test
    void launchingManyTimesAtTheSameInstantIsOneLaunch() throws Exception {
        var ann = anOrganiser();
        var campaign = drafted(aCampaign(), ann);
        var path = "/api/campaigns/" + campaign.at("/slug").stringValue() + "/launch";

        var answers = atOnce(8, () -> post(path, null, ann));
        post(path, null, ann);

        assertThat(answers).allSatisfy(answer -> assertThat(answer.getStatus().value()).isEqualTo(200));
        assertThat(answers.stream().map(answer -> body(answer).at("/launchedAt").stringValue()).distinct()).hasSize(1);
        var id = campaign.at("/id").stringValue();
        awaitAnnounced(id);
        assertThat(onTheTopic(id)).isNotEmpty()
            .allSatisfy(event -> assertThat(event.header("ce_id")).isEqualTo(id + ":launched:1"))
            .extracting(Received::text)
            .containsOnly(onTheTopic(id).getFirst().text());
    }

    @Test
    void theLaunchIsOnItsTopicAsTheContractSays() {
        var everything = launched(aCampaignWithEverything(), anOrganiser());
        var least = launched(aCampaign(), anOrganiser());

        for (var campaign : List.of(everything, least)) {
            var id = campaign.at("/id").stringValue();
            var event = awaitAnnounced(id);
            assertThat(new Contract("campaign.launched.v1").violations(Objects.requireNonNull(event.text()))).isEmpty();
            assertThat(event.key()).isEqualTo(id);
            assertThat(event.headers()).containsEntry("ce_specversion", "1.0")
                .containsEntry("ce_type", "groundswell.campaign.launched.v1")
                .containsEntry("ce_id", id + ":launched:1")
                .containsEntry("ce_source", "/campaign-service")
                .containsEntry("ce_subject", id)
                .containsEntry("content-type", "application/json");
            assertThat(Instant.parse(event.header("ce_time")))
                .isEqualTo(Instant.parse(campaign.at("/launchedAt").stringValue()));
        }
    }

    @Test
    void theLaunchSaysWhatTheOthersNeedAndNothingOfItsOrganiser() {
        var ann = anOrganiser();
        var campaign = launched(aCampaignWithEverything(), ann);
        var event = awaitAnnounced(campaign.at("/id").stringValue());
        var data = JsonMapper.shared().readTree(event.text());

        assertThat(data.at("/campaignId")).isEqualTo(campaign.at("/id"));
        for (var field : List.of("slug", "number", "title", "summary", "standardPledge", "opensAt", "closesAt",
                "target", "milestones", "themes", "roles", "verification", "organisation", "hashtag", "createdAt",
                "launchedAt", "place", "conditional", "edition")) {
            assertThat(data.get(field)).as(field).isEqualTo(campaign.get(field));
        }
        assertThat(event.everything()).doesNotContain("@", ann.organiser().id(), ann.organiser().email());
    }

    @Test
    void aDraftIsNotAnnounced() {
        var draft = drafted(aCampaign(), anOrganiser()).at("/id").stringValue();
        // The other one comes later, so the draft's event would be there by then.
        awaitAnnounced(launched(aCampaign(), anOrganiser()).at("/id").stringValue());
        assertThat(onTheTopic(draft)).isEmpty();
    }

    @Test
    void aLaunchThatACrashLeftUnannouncedIsAnnounced() {
        var id = drafted(aCampaign(), anOrganiser()).at("/id").stringValue();
        // What a process that was killed right after the launch's write leaves behind.
        crashAfter(id, new Change("launched").set("launchedAt", null, clock.instant()).announce(Announcement.LAUNCHED));

        assertThat(awaitAnnounced(id).header("ce_id")).isEqualTo(id + ":launched:1");
    }

    @Test
    void anAnnouncementThatIsNotKnownToHaveArrivedIsRepeatedTheSame() {
        var id = launched(aCampaign(), anOrganiser()).at("/id").stringValue();
        awaitAnnounced(id);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)),
                new Update().set("unannounced", List.of(Announcement.LAUNCHED)).unset("announcingUntil"),
                Campaign.class);

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(onTheTopic(id)).hasSizeGreaterThanOrEqualTo(2));
        assertThat(onTheTopic(id)).extracting(Received::everything)
            .containsOnly(onTheTopic(id).getFirst().everything());
    }

    @Test
    void whatSomebodyIsAnnouncingIsLeftToThemUntilTheirTimeIsOver() {
        var id = launched(aCampaign(), anOrganiser()).at("/id").stringValue();
        awaitAnnounced(id);
        await().atMost(PATIENCE).until(() -> campaigns.findById(id).orElseThrow().unannounced().isEmpty());
        var before = onTheTopic(id).size();
        // What an instance has left behind that was killed while it sent.
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)),
                new Update().set("unannounced", List.of(Announcement.LAUNCHED))
                    .set("announcingUntil", clock.instant().plus(Campaigns.ANNOUNCING)),
                Campaign.class);

        // Two rounds of looking for what was left.
        await().during(Duration.ofSeconds(5)).atMost(PATIENCE).until(() -> onTheTopic(id).size() == before);
        clock.advance(Campaigns.ANNOUNCING);

        await().atMost(PATIENCE).until(() -> onTheTopic(id).size() == before + 1);
    }

    private Received awaitAnnounced(String id) {
        await().atMost(PATIENCE)
            .until(() -> campaigns.findById(id).orElseThrow().unannounced().isEmpty() && !onTheTopic(id).isEmpty());
        return onTheTopic(id).getFirst();
    }

    private List<Received> onTheTopic(String id) {
        return TopicReader.read(kafka, "campaigns", id);
    }

}
