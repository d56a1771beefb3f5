package org.groundswell.analytics.messaging;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Generations;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * On a topic of its own, beside what was counted: it must not be deleted with the view.
 */
@Component
class TopicGenerations implements Generations, DisposableBean {

    static final String TOPIC = "generations";

    private static final String KEY = "counting";

    private static final Duration POLL = Duration.ofMillis(100);

    private static final long MOST_SECONDS = 10;

    private final Map<String, Object> settings;

    private final JsonMapper json;

    private @Nullable KafkaConsumer<String, byte[]> consumer;

    private Standing newest = Standing.FIRST;

    TopicGenerations(KafkaProperties kafka, JsonMapper json) {
        this.settings = Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers()),
                "default.api.timeout.ms", (int) TimeUnit.SECONDS.toMillis(MOST_SECONDS));
        this.json = json;
    }

    @Override
    public synchronized Standing read() {
        var reading = consumer;
        if (reading == null) {
            reading = open();
            consumer = reading;
        }
        var partitions = reading.assignment();
        var ends = reading.endOffsets(partitions);
        for (var partition : partitions) {
            while (reading.position(partition) < ends.getOrDefault(partition, 0L)) {
                reading.poll(POLL).forEach(record -> newest = parse(record.value()));
            }
        }
        return newest;
    }

    private KafkaConsumer<String, byte[]> open() {
        var reading = new HashMap<>(settings);
        reading.put("allow.auto.create.topics", false);
        var opened = new KafkaConsumer<>(reading, new StringDeserializer(), new ByteArrayDeserializer());
        try {
            List<TopicPartition> partitions = opened.partitionsFor(TOPIC)
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
            if (partitions.isEmpty()) {
                throw new KafkaException("the topic is not there yet");
            }
            opened.assign(partitions);
            opened.seekToBeginning(partitions);
            return opened;
        }
        catch (KafkaException away) {
            opened.close();
            throw away;
        }
    }

    @Override
    public void keep(Standing standing) {
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(TOPIC, KEY, text(standing))).get(MOST_SECONDS, TimeUnit.SECONDS);
        }
        catch (ExecutionException | TimeoutException away) {
            throw new KafkaException("not kept", away);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("not kept", stopped);
        }
    }

    private byte[] text(Standing standing) {
        return json
            .writeValueAsString(
                    new Kept(standing.current().number(), standing.next() == null ? null : standing.next().number()))
            .getBytes(StandardCharsets.UTF_8);
    }

    private Standing parse(byte[] text) {
        var kept = json.readValue(text, Kept.class);
        return new Standing(new Generation(kept.current), kept.next == null ? null : new Generation(kept.next));
    }

    @Override
    public synchronized void destroy() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }

    private record Kept(int current, @Nullable Integer next) {
    }

}
