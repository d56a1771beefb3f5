package org.groundswell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.bson.Document;
import org.groundswell.defaults.events.Topics;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TestMailServer.Letter;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicWriter;
import org.groundswell.notification.Delivery.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Organisers are told of their campaign's milestones, each once. */
@ExtendWith(OutputCaptureExtension.class)
abstract class TellingOrganisersTests extends RunningService {

    private static final String TYPE = "groundswell.milestone.reached.v1";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String campaignId = UUID.randomUUID().toString().replace("-", "").substring(0, 26);

    private final String ann = "ann-" + campaignId + "@example.org";

    private final String bob = "bob-" + campaignId + "@example.org";

    private TopicWriter topics = new TopicWriter("");

    @BeforeEach
    void aCampaignOfTwo() {
        topics = new TopicWriter(kafka);
        campaignService.knows(campaignId, "one-kind-thing", "One kind thing — café", Map.of("ann", ann, "bob", bob));
    }

    @Test
    void eachOrganiserGetsOneMailThatSaysWhatWasReached() {
        reached(65_000);

        for (var address : List.of(ann, bob)) {
            assertThat(awaitLetters(address, 1)).singleElement().satisfies(letter -> {
                assertThat(letter.from()).isEqualTo("no-reply@groundswell.invalid");
                assertThat(letter.subject()).isEqualTo("One kind thing — café has reached 65,000 pledges");
                assertThat(letter.text()).contains("\"One kind thing — café\" has just reached 65,000 pledges")
                    .contains("\nhttp://localhost:8080/campaigns/one-kind-thing\n");
            });
        }
        awaitState(State.SENT, State.SENT);
        assertThat(stored()).allSatisfy(delivery -> {
            assertThat(delivery.attempts()).isEqualTo(1);
            assertThat(delivery.sentAt()).isNotNull();
        });
    }

    @Test
    void everyExampleOfTheContractIsUnderstood() {
        for (var example : new Contract("milestone.reached.v1").examples()) {
            var data = new String(Contract.read(example), StandardCharsets.UTF_8)
                .replaceAll("(\"campaignId\":\\s*)\"[^\"]*\"", "$1\"" + campaignId + "\"");
            topics.write("milestones", TopicWriter.event(TYPE, campaignId + example.getFileName(), campaignId,
                    data.getBytes(StandardCharsets.UTF_8)));
        }
        assertThat(awaitLetters(ann, 3)).extracting(Letter::subject)
            .containsExactlyInAnyOrder("One kind thing — café has reached 10 pledges",
                    "One kind thing — café has reached 100 pledges", "One kind thing — café has reached 1,000 pledges");
    }

    @Test
    void theSameMilestoneHeardOfTwiceIsToldOnce() {
        reached(10);
        awaitLetters(ann, 1);
        reached(10);
        reached(100);
        reached(100);
        reached(1000);

        // All are in one partition: with the last one told, the repeated ones have been
        // handled.
        assertThat(awaitLetters(ann, 3)).extracting(Letter::subject)
            .containsExactlyInAnyOrder("One kind thing — café has reached 10 pledges",
                    "One kind thing — café has reached 100 pledges", "One kind thing — café has reached 1,000 pledges");
        awaitState(State.SENT, State.SENT, State.SENT, State.SENT, State.SENT, State.SENT);
        assertThat(mailServer.lettersTo(ann)).hasSize(3);
        assertThat(mailServer.lettersTo(bob)).hasSize(3);
    }

    @Test
    void milestonesOutOfOrderAreAllTold() {
        reached(1000);
        reached(10);
        assertThat(awaitLetters(ann, 2)).extracting(Letter::subject)
            .containsExactlyInAnyOrder("One kind thing — café has reached 1,000 pledges",
                    "One kind thing — café has reached 10 pledges");
        awaitLetters(bob, 2);
    }

    @Test
    void poisonIsPutAsideAndItsNeighboursAreTold() {
        reached(10);
        topics.write("milestones", event("poison-1", "not json"));
        topics.write("milestones", event("poison-2", "null"));
        topics.write("milestones", event("poison-3", """
                {"campaignId": "%s", "threshold": 0, "reachedAt": "2026-03-13T11:12:13.000Z"}"""
            .formatted(campaignId)));
        topics.write("milestones", campaignId, null);
        reached(100);

        awaitLetters(ann, 2);
        awaitLetters(bob, 2);
        // One that is read again after a rebalance is put aside again.
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, campaignId))
            .extracting(letter -> letter.headers().get("ce_id"))
            .containsOnly("poison-1", "poison-2", "poison-3", null);
        assertThat(stored()).hasSize(4);
    }

    @Test
    void otherEventsAndCampaignsThatAreGoneAreLetPass() {
        topics.write("milestones", TopicWriter.event("groundswell.milestone.forgotten.v1", "other", campaignId,
                "{}".getBytes(StandardCharsets.UTF_8)));
        topics.write("milestones", event("gone", """
                {"campaignId": "gone", "threshold": 10, "reachedAt": "2026-03-13T11:12:13.000Z"}"""));
        reached(100);

        awaitLetters(ann, 1);
        awaitLetters(bob, 1);
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, campaignId)).isEmpty();
        assertThat(stored()).hasSize(2);
    }

    @Test
    void campaignServiceAwayDelaysTheNewsAndLosesNone() {
        campaignService.goAway();
        reached(10);
        reached(100);
        await().atMost(PATIENCE).until(() -> campaignService.questions() >= 3);
        assertThat(stored()).isEmpty();

        campaignService.comeBack();
        awaitLetters(ann, 2);
        awaitLetters(bob, 2);
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, campaignId)).isEmpty();
    }

    @Test
    void campaignServiceAwayBetweenTheNewsAndTheMailPutsTheMailOff() {
        mailServer.stop();
        reached(10);
        awaitAttempts(1);
        campaignService.goAway();
        mailServer.start();
        clock.advance(Duration.ofSeconds(5));
        awaitAttempts(2);
        assertThat(mailServer.lettersTo(ann)).isEmpty();

        campaignService.comeBack();
        awaitStateAsTimePasses(State.SENT, State.SENT);
        assertThat(mailServer.lettersTo(ann)).hasSize(1);
        assertThat(mailServer.lettersTo(bob)).hasSize(1);
    }

    @Test
    void aMailServerThatIsAwayPutsTheMailOffWithLongerAndLongerPauses() {
        mailServer.stop();
        reached(10);
        assertThat(awaitAttempts(1)).allSatisfy(delivery -> assertThat(delivery.dueAt())
            .isBetween(clock.instant().minusSeconds(25), clock.instant().plus(delivery.pause())));
        clock.advance(Duration.ofSeconds(5));
        awaitAttempts(2);

        mailServer.start();
        awaitStateAsTimePasses(State.SENT, State.SENT);
        assertThat(mailServer.lettersTo(ann)).hasSize(1);
        assertThat(mailServer.lettersTo(bob)).hasSize(1);
        assertThat(stored()).allSatisfy(delivery -> assertThat(delivery.attempts()).isGreaterThanOrEqualTo(3));
    }

    @Test
    void aMailServerThatStaysAwayForAWeekIsNotWaitedForLonger() {
        mailServer.stop();
        reached(10);
        awaitAttempts(1);
        clock.advance(Duration.ofDays(7).plusMinutes(1));
        awaitState(State.GIVEN_UP, State.GIVEN_UP);
        mailServer.start();
        assertThat(mailServer.lettersTo(ann)).isEmpty();
    }

    @Test
    void whoNoLongerLeadsTheCampaignIsNotTold() {
        mailServer.stop();
        reached(10);
        awaitAttempts(1);
        campaignService.knows(campaignId, "one-kind-thing", "One kind thing", Map.of("bob", bob));
        mailServer.start();
        clock.advance(Duration.ofSeconds(5));

        awaitLetters(bob, 1);
        awaitState(State.GIVEN_UP, State.SENT);
        assertThat(mailServer.lettersTo(ann)).isEmpty();
    }

    @Test
    void aMailThatIsSentAgainAfterACrashHasTheSameMessageId() {
        reached(10);
        var first = awaitLetters(ann, 1).getFirst();
        awaitState(State.SENT, State.SENT);
        // What a process leaves behind that was killed between sending and noting it.
        mongo.updateMulti(ofTheCampaign(), new Update().set("state", State.DUE), Delivery.class);
        clock.advance(TellOrganisers.CLAIM);
        assertThat(awaitLetters(ann, 2)).extracting(Letter::id).containsOnly(first.id());
        assertThat(awaitLetters(bob, 2)).extracting(Letter::id).doesNotContain(first.id());
    }

    @Test
    void noAddressIsStoredOrLogged(CapturedOutput output) {
        mailServer.stop();
        reached(10);
        awaitAttempts(1);
        mailServer.start();
        clock.advance(Duration.ofSeconds(5));
        awaitLetters(ann, 1);
        awaitState(State.SENT, State.SENT);

        for (var collection : mongo.getCollectionNames()) {
            assertThat(mongo.findAll(Document.class, collection)).extracting(Document::toJson)
                .noneMatch(document -> document.contains("@") || document.contains("example.org"));
        }
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(output.getAll()).contains("delivery put off", "organiser told"));
        assertThat(output.getAll()).doesNotContain(ann, bob, "example.org");
    }

    private void reached(long threshold) {
        topics.write("milestones", event(campaignId + ":milestone:" + threshold, """
                {"campaignId": "%s", "threshold": %d, "reachedAt": "2026-03-13T11:12:13.000Z"}""".formatted(campaignId,
                threshold)));
    }

    private CloudEvent event(String id, String data) {
        return TopicWriter.event(TYPE, id, campaignId, data.getBytes(StandardCharsets.UTF_8));
    }

    private List<Letter> awaitLetters(String address, int count) {
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(mailServer.lettersTo(address)).hasSizeGreaterThanOrEqualTo(count));
        return mailServer.lettersTo(address);
    }

    /** Waits until both deliveries have had that many attempts, and are put off. */
    private List<Delivery> awaitAttempts(int attempts) {
        return await().atMost(PATIENCE)
            .until(this::stored,
                    found -> found.size() == 2 && found.stream()
                        .allMatch(delivery -> delivery.attempts() >= attempts
                                // A claim lasts longer than the first pauses.
                                && delivery.dueAt().isBefore(clock.instant().plusSeconds(25))));
    }

    private void awaitState(State... states) {
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(stored()).extracting(Delivery::state).containsExactlyInAnyOrder(states));
    }

    /** With the breaker open, an attempt more may be put off. */
    private void awaitStateAsTimePasses(State... states) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(500)).untilAsserted(() -> {
            clock.advance(Duration.ofSeconds(10));
            assertThat(stored()).extracting(Delivery::state).containsExactlyInAnyOrder(states);
        });
    }

    private List<Delivery> stored() {
        return mongo.find(ofTheCampaign(), Delivery.class);
    }

    private Query ofTheCampaign() {
        return Query.query(Criteria.where("campaignId").is(campaignId));
    }

}
