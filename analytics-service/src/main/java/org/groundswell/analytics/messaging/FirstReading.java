package org.groundswell.analytics.messaging;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.groundswell.analytics.petitions.Petitions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.context.event.EventListener;
import org.springframework.kafka.event.ListenerContainerPartitionIdleEvent;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.stereotype.Component;

/**
 * Watches how far this instance has come with what lay on the topics when it began to
 * read them, and says when it has read it all. A record that was handled tells, and,
 * since a partition can be empty or end with the mark of a transaction, which no handler
 * sees, so does the consumer itself where nothing comes. It is asked of each partition:
 * on some other one there may always be something.
 */
@Component
class FirstReading implements KafkaBindingRebalanceListener {

    static final String CAMPAIGNS = "hearOfCampaigns-in-0";

    static final String TALLIES = "showPicture-in-0";

    private final Set<String> unread = new HashSet<>(Set.of(CAMPAIGNS, TALLIES));

    private final Map<String, Reading> readings = new HashMap<>();

    private final Runnable whenOver;

    private volatile boolean over;

    @Autowired
    FirstReading(Petitions petitions) {
        this(petitions::complete);
    }

    FirstReading(Runnable whenOver) {
        this.whenOver = whenOver;
    }

    /**
     * Watches a handler.
     * @param binding the binding that calls it
     * @param handler the handler
     * @return does the same
     */
    Consumer<Message<byte[]>> watched(String binding, Consumer<Message<byte[]>> handler) {
        return message -> {
            try {
                handler.accept(message);
            }
            finally {
                // An unreadable record is put aside, and behind us too.
                passed(binding, message);
            }
        };
    }

    @Override
    public synchronized void onPartitionsAssigned(String binding,
            org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Collection<TopicPartition> partitions,
            boolean initial) {
        if (unread.contains(binding)) {
            readings.put(binding, new Reading(consumer, new HashMap<>(consumer.endOffsets(partitions))));
        }
    }

    @EventListener
    synchronized void onIdle(ListenerContainerPartitionIdleEvent idle) {
        if (over) {
            return;
        }
        var partition = idle.getTopicPartition();
        readings.forEach((binding, reading) -> {
            if (reading.consumer == idle.getConsumer()) {
                reading.ends.computeIfPresent(partition,
                        (same, end) -> reading.consumer.position(partition) >= end ? null : end);
            }
        });
        finish();
    }

    private void passed(String binding, Message<?> message) {
        if (!over) {
            passed(binding,
                    new TopicPartition(header(message, KafkaHeaders.RECEIVED_TOPIC, String.class),
                            header(message, KafkaHeaders.RECEIVED_PARTITION, Integer.class)),
                    header(message, KafkaHeaders.OFFSET, Long.class));
        }
    }

    private synchronized void passed(String binding, TopicPartition partition, long offset) {
        var reading = readings.get(binding);
        if (reading != null) {
            reading.ends.computeIfPresent(partition, (same, end) -> offset + 1 >= end ? null : end);
            finish();
        }
    }

    private void finish() {
        readings.entrySet().removeIf(reading -> reading.getValue().ends.isEmpty() && unread.remove(reading.getKey()));
        if (unread.isEmpty() && !over) {
            over = true;
            whenOver.run();
        }
    }

    private static <T> T header(Message<?> message, String name, Class<T> type) {
        @Nullable T value = message.getHeaders().get(name, type);
        return Objects.requireNonNull(value, name);
    }

    /**
     * One binding's reading.
     *
     * @param consumer who reads
     * @param ends what is still to be reached, by partition
     */
    private record Reading(org.apache.kafka.clients.consumer.Consumer<?, ?> consumer, Map<TopicPartition, Long> ends) {
    }

}
