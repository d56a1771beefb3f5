package org.groundswell.defaults.testing;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.jspecify.annotations.Nullable;

/** Reads what is on a topic. */
public final class TopicReader {

    private static final Duration POLL = Duration.ofMillis(200);

    private TopicReader() {
    }

    /**
     * All committed records with a key that are on a topic now, partition by partition.
     * @param bootstrapServers the broker
     * @param topic the topic
     * @param key only records with this key; null: all
     * @return the records
     */
    public static List<Received> read(String bootstrapServers, String topic, @Nullable String key) {
        var found = new ArrayList<Received>();
        try (var consumer = new KafkaConsumer<>(Map.of(ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed"), new StringDeserializer(),
                new StringDeserializer())) {
            var partitions = consumer.partitionsFor(topic)
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (var record : consumer.poll(POLL)) {
                    if (key == null || key.equals(record.key())) {
                        found.add(Received.of(record));
                    }
                }
            }
        }
        return found;
    }

    /**
     * A record that was read.
     *
     * @param key its key
     * @param text its value
     * @param headers its headers, as text
     */
    public record Received(@Nullable String key, @Nullable String text, Map<String, String> headers) {

        static Received of(ConsumerRecord<String, String> record) {
            var headers = new TreeMap<String, String>();
            record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
            return new Received(record.key(), record.value(), headers);
        }

        /**
         * A header's value.
         * @param name the header
         * @return its value
         * @throws AssertionError when the record has no such header
         */
        public String header(String name) {
            var value = headers.get(name);
            if (value == null) {
                throw new AssertionError("no header " + name + " among " + headers.keySet());
            }
            return value;
        }

        /**
         * Everything there is of the record.
         * @return key, value and headers as one text
         */
        public String everything() {
            return key + " " + text + " " + headers;
        }

    }

}
