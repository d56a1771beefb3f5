package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.groundswell.defaults.events.Topics;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a campaign shows of the milestones that its count has reached. */
abstract class HearingOfMilestonesTests extends RunningService {

    private static final String TYPE = "groundswell.milestone.reached.v1";

    private static final String AT = "2026-03-13T11:12:13.000Z";

    private String id = "";

    private String slug = "";

    private TopicWriter topics = new TopicWriter("");

    @BeforeEach
    void aLaunchedCampaign() {
        var campaign = launched(aCampaign(), anOrganiser());
        id = campaign.at("/id").stringValue();
        slug = campaign.at("/slug").stringValue();
        topics = new TopicWriter(kafka);
    }

    @Test
    void everyExampleOfTheContractIsUnderstood() {
        for (var example : new Contract("milestone.reached.v1").examples()) {
            var data = new String(Contract.read(example), StandardCharsets.UTF_8)
                .replaceAll("(\"campaignId\":\\s*)\"[^\"]*\"", "$1\"" + id + "\"");
            topics.write("milestones",
                    TopicWriter.event(TYPE, example.toString(), id, data.getBytes(StandardCharsets.UTF_8)));
        }
        awaitThresholds(1000L, 10L, 100L);
        assertThat(milestones().valueStream().map(milestone -> milestone.at("/reachedAt").stringValue()))
            .containsOnly(AT);
    }

    @Test
    void aMilestoneHeardOfTwiceIsShownOnce() {
        reached(10);
        reached(10);
        reached(100);
        awaitThresholds(10L, 100L);
    }

    @Test
    void aMilestoneKeepsTheTimeAtWhichItWasFirstHeardOf() {
        reached(10);
        topics.write("milestones", event("""
                {"campaignId": "%s", "threshold": 10, "reachedAt": "2030-01-01T00:00:00.000Z"}""".formatted(id)));
        reached(100);
        awaitThresholds(10L, 100L);
        assertThat(milestones().at("/0/reachedAt").stringValue()).isEqualTo(AT);
    }

    @Test
    void milestonesOutOfOrderAreAllShown() {
        reached(1000);
        reached(10);
        reached(100);
        awaitThresholds(1000L, 10L, 100L);
    }

    @Test
    void poisonIsPutAsideAndItsNeighboursAreHeard() {
        reached(10);
        topics.write("milestones", event("not json"));
        topics.write("milestones", event("null"));
        topics.write("milestones", event("""
                {"campaignId": "%s", "threshold": -1, "reachedAt": "%s"}""".formatted(id, AT)));
        topics.write("milestones", event("""
                {"campaignId": "%s", "threshold": "10", "reachedAt": "%s"}""".formatted(id, AT)));
        topics.write("milestones", id, null);
        reached(100);

        awaitThresholds(10L, 100L);
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, id)).hasSize(5);
    }

    @Test
    void otherEventsAndOtherCampaignsAreLetPass() {
        topics.write("milestones", TopicWriter.event("groundswell.milestone.forgotten.v1", "other", id, """
                {"campaignId": "%s", "threshold": 10, "reachedAt": "%s"}""".formatted(id, AT)
            .getBytes(StandardCharsets.UTF_8)));
        topics.write("milestones", event("""
                {"campaignId": "00000000000000000000000000", "threshold": 10, "reachedAt": "%s"}""".formatted(AT)));
        reached(100);

        awaitThresholds(100L);
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, id)).isEmpty();
        assertThat(campaigns.findById("00000000000000000000000000")).isEmpty();
    }

    @Test
    void aMilestoneChangesTheEntityTag() {
        var before = get("/api/campaigns/" + slug, null).getResponseHeaders().getETag();
        reached(10);
        awaitThresholds(10L);
        assertThat(get("/api/campaigns/" + slug, null).getResponseHeaders().getETag()).isNotEqualTo(before);
    }

    private void reached(long threshold) {
        topics.write("milestones", event("""
                {"campaignId": "%s", "threshold": %d, "reachedAt": "%s"}""".formatted(id, threshold, AT)));
    }

    private CloudEvent event(String data) {
        return TopicWriter.event(TYPE, id + ":" + Instant.now(), id, data.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The campaign's records are in one partition: with the last one handled, all are.
     */
    private void awaitThresholds(Long... thresholds) {
        await().atMost(Duration.ofSeconds(20))
            .untilAsserted(() -> assertThat(
                    milestones().valueStream().map(milestone -> milestone.at("/threshold").longValue()))
                .containsExactlyElementsOf(List.of(thresholds)));
    }

    private JsonNode milestones() {
        return body(get("/api/campaigns/" + slug, null)).at("/milestonesReached");
    }

}
