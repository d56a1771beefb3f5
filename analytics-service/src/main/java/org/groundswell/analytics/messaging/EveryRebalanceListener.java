package org.groundswell.analytics.messaging;

import java.util.Collection;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.cloud.stream.binder.kafka.KafkaBindingRebalanceListener;
import org.springframework.context.annotation.Primary;
import org.springframework.stereotype.Component;

/** All listeners, since the binder takes one alone, and none where there are several. */
@Component
@Primary
class EveryRebalanceListener implements KafkaBindingRebalanceListener {

    private final ObjectProvider<KafkaBindingRebalanceListener> all;

    EveryRebalanceListener(ObjectProvider<KafkaBindingRebalanceListener> all) {
        this.all = all;
    }

    @Override
    public void onPartitionsRevokedBeforeCommit(String binding, Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions) {
        others().forEach(listener -> listener.onPartitionsRevokedBeforeCommit(binding, consumer, partitions));
    }

    @Override
    public void onPartitionsRevokedAfterCommit(String binding, Consumer<?, ?> consumer,
            Collection<TopicPartition> partitions) {
        others().forEach(listener -> listener.onPartitionsRevokedAfterCommit(binding, consumer, partitions));
    }

    @Override
    public void onPartitionsAssigned(String binding, Consumer<?, ?> consumer, Collection<TopicPartition> partitions,
            boolean initial) {
        others().forEach(listener -> listener.onPartitionsAssigned(binding, consumer, partitions, initial));
    }

    private Stream<KafkaBindingRebalanceListener> others() {
        return all.stream().filter(listener -> listener != this);
    }

}
