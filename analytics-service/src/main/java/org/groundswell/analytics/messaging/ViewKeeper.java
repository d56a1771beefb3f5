package org.groundswell.analytics.messaging;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.groundswell.analytics.ViewPositions;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.UnreadableEvent;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.kafka.support.KafkaHeaders;
import org.springframework.messaging.Message;
import org.springframework.messaging.MessageHeaders;
import org.springframework.messaging.support.MessageBuilder;

/**
 * Writes what was counted to the view, as many as have gathered at once, and of each
 * campaign and period only the newest. The position in each partition is the view's own.
 */
final class ViewKeeper implements Consumer<Message<List<Object>>>, KafkaBindingRebalanceListener {

    static final String BINDING = "keepView-in-0";

    private static final String TALLY = "groundswell.tally.v1";

    private static final String PERIOD = "groundswell.tally.period.v1";

    private final EventReader events;

    private final TallyView view;

    private final ViewPositions positions;

    ViewKeeper(EventReader events, TallyView view, ViewPositions positions) {
        this.events = events;
        this.view = view;
        this.positions = positions;
    }

    @Override
    public void accept(Message<List<Object>> batch) {
        var gathered = new Gathered();
        int index = 0;
        try {
            for (; index < batch.getPayload().size(); index++) {
                gathered.add(batch, index);
            }
        }
        catch (UnreadableEvent unreadable) {
            gathered.write();
            throw new BatchListenerFailedException("unreadable", unreadable, index);
        }
        gathered.write();
    }

    @Override
    public void onPartitionsAssigned(String binding, org.apache.kafka.clients.consumer.Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions, boolean initial) {
        if (binding.equals(BINDING)) {
            for (var partition : partitions) {
                positions.next(partition.toString())
                    .ifPresentOrElse(next -> consumer.seek(partition, next),
                            () -> consumer.seekToBeginning(List.of(partition)));
            }
        }
    }

    private static <T> T header(Message<?> batch, String name, int index, Class<T> type) {
        List<?> all = Objects.requireNonNull(batch.getHeaders().get(name, List.class), name);
        return type.cast(all.get(index));
    }

    /** What is to be written: the newest of each. */
    private final class Gathered {

        private final Map<String, Tally> tallies = new HashMap<>();

        private final Map<Object, Period> periods = new HashMap<>();

        private final Map<String, Long> next = new HashMap<>();

        void add(Message<List<Object>> batch, int index) {
            var from = new TopicPartition(header(batch, KafkaHeaders.RECEIVED_TOPIC, index, String.class),
                    header(batch, KafkaHeaders.RECEIVED_PARTITION, index, Integer.class));
            var offset = header(batch, KafkaHeaders.OFFSET, index, Long.class);
            @SuppressWarnings("unchecked")
            Map<String, @Nullable Object> headers = header(batch, KafkaHeaders.BATCH_CONVERTED_HEADERS, index,
                    Map.class);
            var event = events
                .read(MessageBuilder.createMessage(batch.getPayload().get(index), new MessageHeaders(headers)));
            switch (event.getType()) {
                case TALLY -> add(events.data(event, Tally.class));
                case PERIOD -> add(events.data(event, Period.class));
                default -> {
                    // Not of the view.
                }
            }
            next.put(from.toString(), offset + 1);
        }

        private void add(Tally tally) {
            tallies.merge(tally.slug(), tally, (one, other) -> one.version() >= other.version() ? one : other);
        }

        private void add(Period period) {
            periods.merge(List.of(period.campaignId(), period.unit(), period.from()), period,
                    (one, other) -> one.version() >= other.version() ? one : other);
        }

        void write() {
            view.keepPeriods(new ArrayList<>(periods.values()));
            view.keep(new ArrayList<>(tallies.values()));
            if (!next.isEmpty()) {
                positions.keep(next);
            }
        }

    }

}
