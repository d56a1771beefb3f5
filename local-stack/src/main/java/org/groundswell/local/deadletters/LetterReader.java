package org.groundswell.local.deadletters;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads the topic of dead letters from its start to where it ends now.
 */
final class LetterReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);

    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final KafkaConsumer<byte[], byte[]> consumer;

    private final Set<String> topics;

    private final Map<TopicPartition, Long> ends;

    LetterReader(String kafka) {
        this.consumer = new KafkaConsumer<>(
                Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka, ConsumerConfig.ISOLATION_LEVEL_CONFIG,
                        "read_committed", ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false,
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false,
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis(),
                        ConsumerConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis()),
                new ByteArrayDeserializer(), new ByteArrayDeserializer());
        try {
            Map<String, List<PartitionInfo>> known = this.consumer.listTopics();
            this.topics = known.keySet();
            List<TopicPartition> partitions = known.getOrDefault(DeadLetter.TOPIC, List.of())
                .stream()
                .map((info) -> new TopicPartition(info.topic(), info.partition()))
                .toList();
            this.consumer.assign(partitions);
            this.consumer.seekToBeginning(partitions);
            this.ends = this.consumer.endOffsets(partitions);
        }
        catch (RuntimeException ex) {
            this.consumer.close();
            throw ex;
        }
    }

    /** All topics there are. */
    Set<String> topics() {
        return this.topics;
    }

    boolean hasMore() {
        return this.ends.entrySet().stream().anyMatch((end) -> this.consumer.position(end.getKey()) < end.getValue());
    }

    /** Some of the records, in each partition in their order. */
    ConsumerRecords<byte[], byte[]> next() throws IOException {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ConsumerRecords<byte[], byte[]> records = this.consumer.poll(POLL);
        while (records.isEmpty() && hasMore()) {
            if (System.nanoTime() > deadline) {
                throw new IOException("Kafka does not hand over the dead letters");
            }
            records = this.consumer.poll(POLL);
        }
        return records;
    }

    @Override
    public void close() {
        this.consumer.close();
    }

}
