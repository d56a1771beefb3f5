package org.groundswell.pledge.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.PledgeMother.aStoredPledge;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.CloudEventSerializer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.clients.producer.RoundRobinPartitioner;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.serialization.StringSerializer;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.events.EventWriter;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgeMother;
import org.groundswell.pledge.UnpublishedPledges;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

class PledgePublisherTests {

    private final MockProducer<String, CloudEvent> kafka = new MockProducer<>(false, new RoundRobinPartitioner(),
            new StringSerializer(), new CloudEventSerializer()) {
        @Override
        public void close(Duration timeout) {
            // Templates close what they borrow.
        }

        @Override
        public void close() {
            // Templates close what they borrow.
        }
    };

    private final Remembered store = new Remembered();

    private final PledgePublisher publisher = new PledgePublisher(
            new EventSender(new KafkaTemplate<>(() -> kafka), new EventWriter(JsonMapper.shared(), "pledge-service")),
            store, Clock.systemUTC(), new SimpleMeterRegistry());

    @AfterEach
    void stop() {
        publisher.destroy();
    }

    @Test
    void aPledgeIsMarkedWhenKafkaHasItAndNotBefore() {
        var pledge = store.stored(aStoredPledge("one"));
        publisher.made(List.of(pledge));
        await().until(() -> kafka.history().size() == 1);
        assertThat(store.unpublished).containsKey(pledge.id());
        kafka.completeNext();
        await().until(store.unpublished::isEmpty);
    }

    @Test
    void whatKafkaDidNotTakeIsSweptUpAndKeepsItsId() {
        var pledge = store.stored(aStoredPledge("one"));
        publisher.made(List.of(pledge));
        await().until(() -> kafka.history().size() == 1);
        kafka.errorNext(new TimeoutException("broker away"));
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> kafka.history().size() == 2);
        kafka.completeNext();
        await().until(store.unpublished::isEmpty);
        assertThat(kafka.history()).extracting(record -> record.value().getId())
            .containsExactly(pledge.id() + ":made", pledge.id() + ":made");
    }

    @Test
    void whatAnEarlierProcessLeftIsPublishedAtTheStart() {
        var left = List.of(store.stored(aStoredPledge("one")), store.stored(aStoredPledge("two")));
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> kafka.history().size() == 2);
        while (kafka.completeNext()) {
            assertThat(left).hasSize(2);
        }
        await().until(store.unpublished::isEmpty);
    }

    @Test
    void aSweepThatFailsIsMadeAgain() {
        store.stored(aStoredPledge("one"));
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> kafka.history().size() == 1);
        kafka.errorNext(new TimeoutException("broker away"));
        await().until(() -> {
            Thread.startVirtualThread(publisher::sweepAfterFailure);
            return kafka.history().size() == 2;
        });
        kafka.completeNext();
        await().until(store.unpublished::isEmpty);
    }

    @Test
    void thatAPledgeWasWithdrawnIsToldAfterThatItWasMade() {
        var pledge = store.stored(aStoredPledge("one"));
        publisher.made(List.of(pledge));
        store.withdrawn(PledgeMother.withdrawn(pledge));
        publisher.withdrawn(PledgeMother.withdrawn(pledge));
        await().until(() -> kafka.history().size() == 2);
        assertThat(kafka.history()).extracting(record -> record.value().getId())
            .containsExactly(pledge.id() + ":made", pledge.id() + ":withdrawn");
        kafka.completeNext();
        await().until(store.unpublished::isEmpty);
        assertThat(store.withdrawn).hasSize(1);
        kafka.completeNext();
        await().until(store.withdrawn::isEmpty);
    }

    @Test
    void aSweepTellsThatAPledgeWasMadeBeforeThatItWasWithdrawn() {
        var pledge = PledgeMother.withdrawn(aStoredPledge("one"));
        store.stored(pledge);
        store.withdrawn(pledge);
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> kafka.completeNext());
        await().until(() -> kafka.completeNext());
        assertThat(kafka.history()).extracting(record -> record.value().getId())
            .containsExactly(pledge.id() + ":made", pledge.id() + ":withdrawn");
        await().until(() -> store.unpublished.isEmpty() && store.withdrawn.isEmpty());
    }

    @Test
    void afterAWriteOfUnknownOutcomeTheStoreIsLookedThrough() {
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> store.looked > 0);
        store.stored(aStoredPledge("written all the same"));
        publisher.uncertain();
        Thread.startVirtualThread(publisher::sweepAfterFailure);
        await().until(() -> kafka.completeNext());
        await().until(store.unpublished::isEmpty);
    }

    /** Pledges, and what of them is not published. */
    private static final class Remembered implements UnpublishedPledges {

        private final Map<String, Pledge> unpublished = new ConcurrentHashMap<>();

        private final Map<String, Pledge> withdrawn = new ConcurrentHashMap<>();

        private volatile int looked;

        Pledge stored(Pledge pledge) {
            unpublished.put(pledge.id(), pledge);
            return pledge;
        }

        void withdrawn(Pledge pledge) {
            withdrawn.put(pledge.id(), pledge);
        }

        @Override
        public List<Pledge> find(Story story, Instant madeBefore, int limit) {
            looked++;
            return of(story).values().stream().limit(limit).toList();
        }

        @Override
        public void markPublished(Story story, Collection<String> ids) {
            of(story).keySet().removeAll(ids);
        }

        private Map<String, Pledge> of(Story story) {
            return story == Story.MADE ? unpublished : withdrawn;
        }

    }

}
