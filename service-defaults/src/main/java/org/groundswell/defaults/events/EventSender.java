package org.groundswell.defaults.events;

import io.cloudevents.CloudEvent;
import java.util.concurrent.CompletableFuture;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;

/** Sends events and says when the broker has them. */
public final class EventSender {

    private final KafkaTemplate<String, CloudEvent> kafka;

    private final EventWriter writer;

    /**
     * Creates a sender.
     * @param kafka sends with {@code acks=all}, so that an acknowledged event is not lost
     * @param writer gives events their form
     */
    public EventSender(KafkaTemplate<String, CloudEvent> kafka, EventWriter writer) {
        this.kafka = kafka;
        this.writer = writer;
    }

    /**
     * Sends an event. Does not wait for the broker, but may block for the producer's
     * {@code max.block.ms} while the broker cannot be reached or the producer's buffer is
     * full.
     * @param topic where to
     * @param event what
     * @return done once the broker has acknowledged it; failed when it was not or may not
     * have been taken
     */
    public CompletableFuture<Void> send(String topic, Event event) {
        try {
            return kafka.send(topic, event.subject(), writer.write(event)).thenApply(result -> null);
        }
        catch (KafkaException thrown) {
            return CompletableFuture.failedFuture(thrown);
        }
    }

}
