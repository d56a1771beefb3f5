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

    /** Pledges, and which of them are not published. */
    private static final class Remembered implements UnpublishedPledges {

        private final Map<String, Pledge> unpublished = new ConcurrentHashMap<>();

        Pledge stored(Pledge pledge) {
            unpublished.put(pledge.id(), pledge);
            return pledge;
        }

        @Override
        public List<Pledge> find(Instant madeBefore, int limit) {
            return unpublished.values().stream().limit(limit).toList();
        }

        @Override
        public void markPublished(Collection<String> ids) {
            unpublished.keySet().removeAll(ids);
        }

    }

}
