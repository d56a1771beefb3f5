package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpMethod;
import tools.jackson.databind.JsonNode;

/**
 * What is made of what is heard of campaigns: in any order, again, and on two instances.
 */
abstract class HearingOfCampaignsTests extends RunningService {

    private static final Instant OPENED = Instant.now().minusSeconds(3600).truncatedTo(ChronoUnit.MILLIS);

    @Autowired
    private Secrets secrets;

    @Test
    void aLaunchHeardTwiceIsHeardOnce() {
        var launch = launched(campaignId, slug, OPENED, null, "Once");
        tell(launch);
        tell(launch);
        allHeard();
        assertThat(mongo.getCollection("campaigns").countDocuments(new Document("_id", slug))).isEqualTo(1);
        assertThat(pledge(aPledge().body(), null).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void launchesOutOfOrderLeaveTheNewest() {
        revision = 10;
        tell(launched(campaignId, slug, OPENED, null, "The newest"));
        revision = 9;
        tell(launched(campaignId, slug, OPENED, Instant.now().minusSeconds(1), "Z older and greater in all else"));
        revision = 2;
        suspended = true;
        tell(launched(campaignId, slug, OPENED, null, "Much older"));
        allHeard();
        assertThat(body(pledge(Map.of(), null)).at("/text").stringValue()).isEqualTo("The newest");
    }

    @Test
    void aLaunchWithoutRevisionIsTheFirst() {
        revision = 2;
        tell(launched(campaignId, slug, OPENED, null, "The second"));
        tell(new Event("groundswell.campaign.launched.v1", campaignId + ":launched", campaignId, OPENED,
                Map.of("campaignId", campaignId, "slug", slug, "title", "T", "opensAt", OPENED, "themes", List.of(),
                        "roles", List.of("public"), "verification", "email")));
        allHeard();
        assertThat(body(pledge(Map.of(), null)).at("/text").stringValue()).isEqualTo("The second");
    }

    @Test
    void whateverIsHeardAtTheSameInstantTheNewestStands() throws Exception {
        var seed = Long.getLong("groundswell.test.seed", System.nanoTime());
        var others = new Campaigns(mongo);
        var tellings = new ArrayList<Callable<Object>>();
        IntStream.rangeClosed(1, 200).forEach(number -> tellings.add(() -> {
            (number % 2 == 0 ? campaigns : others).keep(campaign("revision " + number), number);
            return number;
        }));
        tellings.add(() -> {
            others.close(campaignId, OPENED.plusSeconds(60));
            return "closed";
        });
        tellings.addAll(List.copyOf(tellings));
        Collections.shuffle(tellings, new Random(seed));
        try (var instances = Executors.newFixedThreadPool(8)) {
            for (var told : instances.invokeAll(tellings)) {
                told.get();
            }
        }
        var kept = new Campaigns(mongo).find(slug).orElseThrow();
        assertThat(kept.title()).as("seed %d", seed).isEqualTo("revision 200");
        assertThat(kept.closedAt()).as("seed %d", seed).isEqualTo(OPENED.plusSeconds(60));
    }

    @Test
    void whatWasKeptBeforeThereWereRevisionsIsUnderstood() {
        var before = "from-before-" + newId();
        mongo.getCollection("campaigns")
            .insertOne(new Document("_id", before).append("campaignId", campaignId)
                .append("title", "T")
                .append("opensAt", Date.from(OPENED))
                .append("themes", List.of())
                .append("roles", List.of("public"))
                .append("verification", "NONE"));
        var kept = campaigns.find(before).orElseThrow();
        assertThat(kept.campaignId()).isEqualTo(campaignId);
        assertThat(kept.suspended()).isFalse();
        slug = before;
        announce(OPENED, null, "Newer");
        allHeard();
        assertThat(body(pledge(Map.of(), null)).at("/text").stringValue()).isEqualTo("Newer");
    }

    @Test
    void anEndHeardTwiceIsHeardOnceAndTheEarliestTimeStands() {
        var at = OPENED.plusSeconds(60);
        tellClosed(at);
        tellClosed(at);
        tellClosed(at.plusSeconds(60));
        allHeard();
        assertClosed();
        assertThat(ending()).containsEntry("closedAt", Date.from(at));
        assertThat(mongo.getCollection("endings").countDocuments(new Document("_id", campaignId))).isEqualTo(1);
    }

    @Test
    void aLaterRevisionOpensNoClosedCampaign() {
        tellClosed(Instant.now().minusSeconds(1));
        allHeard();
        assertClosed();
        relaunch(OPENED, null);
        assertClosed();
        relaunch(OPENED, Instant.now().plusSeconds(3600));
        assertClosed();
    }

    @Test
    void anEndHeardBeforeTheLaunchIsNotLost() {
        slug = "campaign-" + newId();
        campaignId = newId();
        revision = 0;
        tellClosed(Instant.now().minusSeconds(1));
        announce(OPENED, null, "I will listen");
        allHeard();
        assertClosed();
    }

    @Test
    void fromTheTimeOfItsClosingOnACampaignTakesNoPledges() {
        tellClosed(Instant.now().plusSeconds(3600));
        allHeard();
        assertThat(pledge(aPledge().body(), "key-in-time").getStatusCode().value()).isEqualTo(201);
        clock.advance(Duration.ofHours(1));
        assertClosed();
        assertThat(pledge(aPledge().body(), "key-in-time").getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void aDecisionHeardTwiceAndBeforeTheEndIsHeardOnceAndClosesToo() {
        decided("fell-short");
        decided("fell-short");
        allHeard();
        assertClosed();
        tellClosed(OPENED.plusSeconds(60));
        decided("fell-short");
        allHeard();
        assertThat(ending()).containsEntry("closedAt", Date.from(OPENED.plusSeconds(60)))
            .containsEntry("outcome", "FELL_SHORT");
        assertClosed();
    }

    @Test
    void aDecisionHeardBeforeTheLaunchIsNotLost() {
        slug = "campaign-" + newId();
        campaignId = newId();
        revision = 0;
        decided("succeeded");
        announce(OPENED, null, "I will listen");
        allHeard();
        assertClosed();
        assertThat(ending()).containsEntry("outcome", "SUCCEEDED");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            groundswell.campaign.launched.v1 | {"campaignId": "ID", "revision": 0}        | revision
            groundswell.campaign.closed.v1   | {"campaignId": "ID"}                       | closedAt
            groundswell.campaign.closed.v1   | {"closedAt": "2026-03-01T00:00:00.000Z"}   | campaignId
            groundswell.campaign.closed.v1   | {"campaignId": "ID", "closedAt": "soon"}   | another form
            groundswell.campaign.decided.v1  | {"campaignId": "ID", "outcome": "won"}     | outcome
            """)
    void whatCannotBeReadGoesToTheDeadLettersAndItsNeighboursAreHeard(String type, String data, String said) {
        var bad = newId();
        tell(new Event(type, bad + ":bad", bad, OPENED, json.readTree(data.replace("ID", bad))));
        launch(OPENED, null, "Neighbour");
        var dead = await().until(() -> TopicReader.read(kafka, "dead-letters", bad), found -> !found.isEmpty());
        assertThat(dead).hasSize(1);
        assertThat(dead.getFirst().header("kafka_dlt-exception-message")).contains(said);
        assertThat(mongo.getCollection("endings").countDocuments(new Document("_id", bad))).isZero();
    }

    @Test
    void whatIsNotOfInterestIsNoDeadLetter() {
        tell(new Event("groundswell.campaign.praised.v1", campaignId + ":praised", campaignId, OPENED, Map.of()));
        allHeard();
        assertThat(TopicReader.read(kafka, "dead-letters", campaignId)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = { "campaign.launched.v1", "campaign.closed.v1", "campaign.decided.v1" })
    void everyExampleIsUnderstood(String name) {
        for (var example : new Contract(name).examples()) {
            var data = json.readTree(Contract.read(example));
            var id = data.at("/campaignId").stringValue();
            tell(new Event("groundswell." + name, id + ":example", id, Instant.now(), data));
            var kept = name.equals("campaign.launched.v1") ? List.of("campaigns", data.at("/slug").stringValue())
                    : List.of("endings", id);
            await().until(() -> mongo.getCollection(kept.getFirst())
                .countDocuments(new Document("_id", kept.getLast())) == 1);
            allHeard();
            assertThat(TopicReader.read(kafka, "dead-letters", id)).isEmpty();
        }
    }

    @Test
    void aSuspendedCampaignTakesNoPledgesAndIsOutOfSightUntilThatIsLifted() {
        var pledge = body(pledge(aPledge().with("text", "Mine").body(), "key-before"));
        var other = body(pledge(aPledge().body(), null));
        assertThat(wall("").at("/items").size()).isEqualTo(2);
        suspend();

        assertRefused(pledge(aPledge().body(), "key-after"), 409, "/problems/campaign-suspended", null);
        assertThat(body(pledge(aPledge().with("text", "Mine").body(), "key-before"))).isEqualTo(pledge);
        assertThat(wall("").at("/items").isEmpty()).isTrue();
        assertThat(wall("").at("/links/next").isNull()).isTrue();
        var path = "/api/pledges/" + idOf(pledge);
        // It is there, so that it can be taken back, and says nothing.
        assertThat(body(get(path)).at("/id").stringValue()).isEqualTo(idOf(pledge));
        assertThat(get(path).getBody()).doesNotContain("Mine");
        assertThat(send(HttpMethod.DELETE, path, null, "Pledge " + secretOf(pledge)).getStatusCode().value())
            .isEqualTo(204);
        await().untilAsserted(() -> assertThat(publishedEventIds()).contains(idOf(pledge) + ":withdrawn"));

        suspended = false;
        relaunch(OPENED, null);
        assertThat(pledge(aPledge().body(), "key-after").getStatusCode().value()).isEqualTo(201);
        assertThat(wall("").at("/items").size()).isEqualTo(2);
        assertThat(get("/api/pledges/" + idOf(other)).getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void aSuspendedCampaignThatIsOverSaysThatItIsOver() {
        tellClosed(Instant.now().minusSeconds(1));
        allHeard();
        suspend();
        assertClosed();
    }

    @Test
    void aSuspensionThatIsOldNewsSuspendsNothing() {
        relaunch(OPENED, null);
        suspended = true;
        revision = 1;
        tell(launched(campaignId, slug, OPENED, null, "I will listen"));
        allHeard();
        assertThat(pledge(aPledge().body(), null).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void whileACampaignIsSuspendedNothingIsConfirmed() {
        verification = "email";
        launch(OPENED, null, "I will listen");
        pledge(aPledge().with("email", "someone@example.org").body(), "key-confirmed");
        var token = Map.of("token", secrets.confirmation(stored().getString("_id")));
        suspend();
        assertProblem(send(HttpMethod.POST, "/api/pledges/confirm", token, null), 409, "/problems/campaign-suspended");
        assertThat(stored()).containsKey("unconfirmedSince");
        suspended = false;
        relaunch(OPENED, null);
        var confirmed = send(HttpMethod.POST, "/api/pledges/confirm", token, null);
        assertThat(confirmed.getStatusCode().value()).isEqualTo(201);
        suspend();
        assertThat(send(HttpMethod.POST, "/api/pledges/confirm", token, null).getBody()).isEqualTo(confirmed.getBody());
    }

    private void suspend() {
        suspended = true;
        relaunch(OPENED, null);
    }

    private void decided(String outcome) {
        tell(new Event("groundswell.campaign.decided.v1", campaignId + ":decided", campaignId, Instant.now(),
                Map.of("campaignId", campaignId, "outcome", outcome, "pledges", 1, "target", 2, "decidedAt",
                        OPENED.plusSeconds(120))));
    }

    /** A campaign's events are heard in order, so when this one is, all before are. */
    private void allHeard() {
        var last = newId();
        tell(new Event("groundswell.campaign.launched.v1", last + ":last", campaignId, OPENED,
                Map.of("campaignId", last, "slug", last, "title", "T", "opensAt", OPENED, "themes", List.of(), "roles",
                        List.of(), "verification", "none")));
        await().until(() -> mongo.getCollection("campaigns").countDocuments(new Document("_id", last)) == 1);
        await().until(() -> campaigns.find(slug).isPresent());
    }

    private void assertClosed() {
        await()
            .untilAsserted(() -> assertRefused(pledge(aPledge().body(), null), 409, "/problems/campaign-closed", null));
    }

    private Document ending() {
        var found = mongo.getCollection("endings").find(new Document("_id", campaignId)).first();
        assertThat(found).isNotNull();
        return found;
    }

    private Campaign campaign(String title) {
        return new Campaign(slug, campaignId, title, null, OPENED, null, List.of(), List.of("public"),
                Verification.NONE, false, null);
    }

    private static String idOf(JsonNode pledge) {
        return pledge.at("/id").stringValue();
    }

    private static String secretOf(JsonNode pledge) {
        return pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
    }

}
