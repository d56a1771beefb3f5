package org.groundswell.analytics.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.support.MessageBuilder;

/** When what lay on the topics at the start has been read. */
class FirstReadingTests {

    private static final TopicPartition CAMPAIGNS_0 = new TopicPartition("campaigns", 0);

    private static final TopicPartition CAMPAIGNS_1 = new TopicPartition("campaigns", 1);

    private static final TopicPartition TALLIES_0 = new TopicPartition("tallies", 0);

    private final AtomicBoolean over = new AtomicBoolean();

    private final FirstReading reading = new FirstReading(() -> over.set(true));

    private final MockConsumer<byte[], byte[]> campaigns = consumer(Map.of(CAMPAIGNS_0, 2L, CAMPAIGNS_1, 0L));

    private final MockConsumer<byte[], byte[]> tallies = consumer(Map.of(TALLIES_0, 5L));

    @Test
    void itIsOverWhenTheLastRecordOfEveryTopicWasHandled() {
        assigned();
        idle(campaigns);
        handle(FirstReading.CAMPAIGNS, CAMPAIGNS_0, 0);
        handle(FirstReading.TALLIES, TALLIES_0, 3);
        handle(FirstReading.CAMPAIGNS, CAMPAIGNS_0, 1);
        assertThat(over).isFalse();
        // Others came meanwhile: it never was idle, and the last was a mark.
        handle(FirstReading.TALLIES, TALLIES_0, 5);
        assertThat(over).isTrue();
    }

    @Test
    void itIsOverWhenTheConsumerHasPassedAMarkThatNobodyHandles() {
        assigned();
        campaigns.seek(CAMPAIGNS_0, 2);
        idle(campaigns);
        tallies.seek(TALLIES_0, 4);
        idle(tallies);
        assertThat(over).isFalse();
        tallies.seek(TALLIES_0, 5);
        idle(campaigns);
        assertThat(over).isFalse();
        idle(tallies);
        assertThat(over).isTrue();
    }

    /** What was fetched may still wait for its handler. */
    @Test
    void aPartitionOnWhichNothingComesSaysNothingOfAnother() {
        assertThat(campaigns.assignment()).containsExactlyInAnyOrder(CAMPAIGNS_0, CAMPAIGNS_1);
        assigned();
        handle(FirstReading.TALLIES, TALLIES_0, 4);
        campaigns.seek(CAMPAIGNS_0, 2);
        idle(campaigns, CAMPAIGNS_1);
        assertThat(over).isFalse();
        handle(FirstReading.CAMPAIGNS, CAMPAIGNS_0, 1);
        assertThat(over).isTrue();
    }

    @Test
    void aRecordThatCouldNotBeReadIsBehindUsToo() {
        assigned();
        campaigns.seek(CAMPAIGNS_0, 1);
        tallies.seek(TALLIES_0, 5);
        idle(campaigns);
        idle(tallies);
        assertThatIllegalStateException().isThrownBy(() -> reading.watched(FirstReading.CAMPAIGNS, message -> {
            throw new IllegalStateException("unreadable");
        }).accept(message(CAMPAIGNS_0, 1)));
        assertThat(over).isTrue();
    }

    @Test
    void anotherConsumerOfTheSameTopicTellsNothing() {
        assigned();
        var view = consumer(Map.of(TALLIES_0, 5L));
        view.seek(TALLIES_0, 5);
        reading.onPartitionsAssigned("keepView-in-0", view, view.assignment(), true);
        campaigns.seek(CAMPAIGNS_0, 2);
        idle(campaigns);
        idle(view);
        assertThat(over).isFalse();
    }

    @Test
    void beforeBothHaveBegunItIsNotOver() {
        var nothing = consumer(Map.of(CAMPAIGNS_0, 0L));
        reading.onPartitionsAssigned(FirstReading.CAMPAIGNS, nothing, nothing.assignment(), true);
        idle(nothing);
        assertThat(over).isFalse();
    }

    private void assigned() {
        reading.onPartitionsAssigned(FirstReading.CAMPAIGNS, campaigns, campaigns.assignment(), true);
        reading.onPartitionsAssigned(FirstReading.TALLIES, tallies, tallies.assignment(), true);
    }

    private void idle(MockConsumer<byte[], byte[]> consumer) {
        consumer.assignment().forEach(partition -> idle(consumer, partition));
    }

    private void idle(MockConsumer<byte[], byte[]> consumer, TopicPartition partition) {
        reading
            .onIdle(new ListenerContainerPartitionIdleEvent(this, this, 500, "container", partition, consumer, false));
    }

    private void handle(String binding, TopicPartition partition, long offset) {
        reading.watched(binding, message -> {
        }).accept(message(partition, offset));
    }

    private static Message<byte[]> message(TopicPartition partition, long offset) {
        return MessageBuilder.withPayload(new byte[0])
            .setHeader(KafkaHeaders.RECEIVED_TOPIC, partition.topic())
            .setHeader(KafkaHeaders.RECEIVED_PARTITION, partition.partition())
            .setHeader(KafkaHeaders.OFFSET, offset)
            .build();
    }

    private static MockConsumer<byte[], byte[]> consumer(Map<TopicPartition, Long> ends) {
        var consumer = new MockConsumer<byte[], byte[]>("earliest");
        consumer.assign(List.copyOf(ends.keySet()));
        var beginnings = new HashMap<TopicPartition, Long>();
        ends.keySet().forEach(partition -> beginnings.put(partition, 0L));
        consumer.updateBeginningOffsets(beginnings);
        consumer.updateEndOffsets(ends);
        return consumer;
    }

}
