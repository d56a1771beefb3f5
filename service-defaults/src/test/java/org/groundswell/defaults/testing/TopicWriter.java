package org.groundswell.defaults.testing;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/**
 * Puts records on topics as another service, or a broken one, would.
 *
 * @param bootstrapServers the broker
 */
public record TopicWriter(String bootstrapServers) {

    /**
     * An event in its usual form.
     * @param type its type
     * @param id its id
     * @param subject the campaign it is about
     * @param data its JSON
     * @return the event
     */
    public static CloudEvent event(String type, String id, String subject, byte[] data) {
        return CloudEventBuilder.v1()
            .withId(id)
            .withSource(URI.create("/test"))
            .withType(type)
            .withSubject(subject)
            .withData("application/json", data)
            .build();
    }

    /**
     * Writes an event; it is on the topic when this returns.
     * @param topic the topic
     * @param event the event; its subject is the record's key
     */
    public void write(String topic, CloudEvent event) {
        send(KafkaMessageFactory.<String>createWriter(topic, null, null, event.getSubject()).writeBinary(event));
    }

    /**
     * Writes a record without any headers; it is on the topic when this returns.
     * @param topic the topic
     * @param key the record's key
     * @param value the record's value
     */
    public void write(String topic, String key, byte @Nullable [] value) {
        send(new ProducerRecord<>(topic, key, value));
    }

    private void send(ProducerRecord<String, byte[]> record) {
        try (var producer = new KafkaProducer<>(
                Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers),
                new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
        catch (ExecutionException thrown) {
            throw new IllegalStateException(thrown);
        }
        catch (InterruptedException thrown) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(thrown);
        }
    }

}
