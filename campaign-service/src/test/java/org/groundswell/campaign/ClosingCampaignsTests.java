package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How a campaign ends: by its date, or by its organisers. */
abstract class ClosingCampaignsTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    @Autowired
    private CloseByDate closeByDate;

    @Test
    void itsOrganisersCloseACampaignOnceAndForEver() {
        var ann = anOrganiser();
        var launched = launched(aCampaign(), ann);
        var closed = body(post(path(launched) + "/close", null, ann));
        assertThat(closed.at("/state").stringValue()).isEqualTo("closed");
        assertThat(closed.at("/closedAt").stringValue()).isNotBlank();
        assertThat(closed.at("/closesAt").isNull()).isTrue();

        clock.advance(Duration.ofMinutes(1));
        assertThat(body(post(path(launched) + "/close", null, ann))).isEqualTo(closed);
        assertThat(body(post(path(launched) + "/launch", null, ann))).isEqualTo(closed);
        assertThat(body(get(path(launched), null))).isEqualTo(closed);
        var event = awaitClosed(launched);
        assertThat(event.header("ce_id")).isEqualTo(id(launched) + ":closed");
        assertThat(event.header("ce_type")).isEqualTo("groundswell.campaign.closed.v1");
        assertThat(new Contract("campaign.closed.v1").violations(Objects.requireNonNull(event.text()))).isEmpty();
        var data = JsonMapper.shared().readTree(event.text());
        assertThat(data.at("/how").stringValue()).isEqualTo("organisers");
        assertThat(data.at("/closedAt")).isEqualTo(closed.at("/closedAt"));
        assertThat(event.everything()).doesNotContain("@", ann.organiser().id());
    }

    @Test
    void aScheduledCampaignCanBeClosedBeforeItOpens() {
        var ann = anOrganiser();
        var launched = launched(aCampaign().opening(clock.instant().plus(Duration.ofDays(1)).toString()), ann);
        assertThat(body(post(path(launched) + "/close", null, ann)).at("/state").stringValue()).isEqualTo("closed");
    }

    @Test
    void aDraftIsNotClosed() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        assertProblem(post(path(draft) + "/close", null, ann), 409, "conflict");
        assertThat(body(get(path(draft), ann))).isEqualTo(draft);
    }

    @Test
    void onlyItsLeadsCloseACampaign() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        assertProblem(post(path(draft) + "/close", null, null), 401, "unauthorized");
        assertProblem(post(path(draft) + "/close", null, anOrganiser()), 404, "not-found");
        var launched = launched(aCampaign(), ann);
        assertProblem(post(path(launched) + "/close", null, anOrganiser()), 403, "forbidden");
        assertThat(body(get(path(launched), null)).at("/state").stringValue()).isEqualTo("open");
    }

    @Test
    void theClosingDateClosesACampaignWithoutAnybody() {
        var closes = clock.instant().plus(Duration.ofHours(1));
        var launched = launched(aCampaign().closing(closes.toString()), anOrganiser());
        clock.advance(Duration.ofHours(1));
        var data = JsonMapper.shared().readTree(awaitClosed(launched).text());
        assertThat(data.at("/how").stringValue()).isEqualTo("date");
        assertThat(Instant.parse(data.at("/closedAt").stringValue())).isEqualTo(closes);
        assertThat(Instant.parse(body(get(path(launched), null)).at("/closedAt").stringValue())).isEqualTo(closes);
    }

    @Test
    void aClosingDateThatIsPutOffIsNotHeldTo() {
        var ann = anOrganiser();
        var closes = clock.instant().plus(Duration.ofHours(1));
        var launched = launched(aCampaign().closing(closes.toString()), ann);
        patch(path(launched), Map.of("closesAt", closes.plus(Duration.ofDays(1)).toString()), "*", ann);
        clock.advance(Duration.ofHours(2));
        closeByDate.closeWhatIsDue();
        assertThat(body(get(path(launched), null)).at("/state").stringValue()).isEqualTo("open");
    }

    @Test
    void manyClocksAndOrganisersAtTheSameInstantCloseItOnce() throws Exception {
        var ann = anOrganiser();
        var closes = clock.instant().plus(Duration.ofHours(1));
        var launched = launched(aCampaign().closing(closes.toString()), ann);
        clock.advance(Duration.ofHours(1));
        var again = signedInAgain(ann);
        atOnce(8, () -> {
            closeByDate.closeWhatIsDue();
            return post(path(launched) + "/close", null, again);
        });
        awaitClosed(launched);
        assertThat(closings(launched)).hasSize(1);
        var audit = body(get(path(launched) + "/audit", again)).at("/items");
        assertThat(audit.valueStream().filter(line -> line.at("/what").stringValue().equals("closed"))).hasSize(1);
    }

    @Test
    void aClosingThatACrashLeftUnannouncedIsAnnounced() {
        var launched = launched(aCampaign(), anOrganiser());
        await().atMost(PATIENCE).until(() -> !announced(id(launched)).isEmpty());
        crashAfter(id(launched), LeadCampaigns.closed(campaigns.findById(id(launched)).orElseThrow(),
                new Closing(clock.instant(), Closing.How.ORGANISERS)));
        awaitClosed(launched);
        assertThat(closings(launched)).hasSize(1);
    }

    @Test
    void theLaunchIsAnnouncedBeforeTheClosingEvenIfBothWereLeftBehind() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        crashAfter(id(draft),
                new Change("launched").set("launchedAt", null, clock.instant()).announce(Announcement.LAUNCHED));
        crashAfter(id(draft), LeadCampaigns.closed(campaigns.findById(id(draft)).orElseThrow(),
                new Closing(clock.instant(), Closing.How.ORGANISERS)));
        awaitClosed(draft);
        assertThat(announced(id(draft))).extracting(event -> event.header("ce_id"))
            .containsExactly(id(draft) + ":launched:1", id(draft) + ":closed");
    }

    private Received awaitClosed(JsonNode campaign) {
        await().atMost(PATIENCE).until(() -> !closings(campaign).isEmpty());
        return closings(campaign).getFirst();
    }

    private List<Received> closings(JsonNode campaign) {
        return announced(id(campaign)).stream()
            .filter(event -> event.header("ce_type").equals("groundswell.campaign.closed.v1"))
            .toList();
    }

    private static String id(JsonNode campaign) {
        return campaign.at("/id").stringValue();
    }

    private static String path(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
