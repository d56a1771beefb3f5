package org.groundswell.analytics.counting;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.GroupState;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.events.EventReader;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.stereotype.Component;

/** What Kafka knows of the counts: how far they are, and what they have said. */
@Component
class CountedTopics {

    static final List<String> INPUTS = List.of("campaigns", "pledges");

    /** Kafka Streams names a transaction by application, process and thread. */
    private static final String PROCESS = "-\\p{XDigit}{8}-.*";

    private static final Duration POLL = Duration.ofMillis(200);

    private static final long MOST_SECONDS = 20;

    private final Map<String, Object> settings;

    private final EventReader reader;

    CountedTopics(KafkaProperties kafka, EventReader reader) {
        this.settings = Map.of("bootstrap.servers", String.join(",", kafka.getBootstrapServers()));
        this.reader = reader;
    }

    /** How many events a count has still to read. */
    long behind(String applicationId) {
        return ask(admin -> {
            var counted = answer(admin.listConsumerGroupOffsets(applicationId).partitionsToOffsetAndMetadata());
            var partitions = partitions(admin, INPUTS);
            var ends = offsets(admin, partitions, OffsetSpec.latest());
            var starts = offsets(admin, partitions, OffsetSpec.earliest());
            return partitions.stream()
                .mapToLong(partition -> ends.get(partition).offset()
                        - offset(counted.get(partition), starts.get(partition)))
                .sum();
        });
    }

    private static long offset(@Nullable OffsetAndMetadata counted, ListOffsetsResultInfo start) {
        return counted == null ? start.offset() : counted.offset();
    }

    /**
     * Whether no instance takes part in a count, and nothing that one said is pending.
     */
    boolean nobodyCounts(String applicationId) {
        return ask(admin -> isEmpty(admin, applicationId) && admin.listTransactions()
            .all()
            .get(MOST_SECONDS, TimeUnit.SECONDS)
            .stream()
            .filter(transaction -> transaction.transactionalId().matches(Pattern.quote(applicationId) + PROCESS))
            .noneMatch(transaction -> switch (transaction.state()) {
                case ONGOING, PREPARE_COMMIT, PREPARE_ABORT, PREPARE_EPOCH_FENCE -> true;
                default -> false;
            }));
    }

    private static boolean isEmpty(Admin admin, String applicationId) throws Exception {
        try {
            var group = answer(admin.describeConsumerGroups(Set.of(applicationId)).all()).get(applicationId);
            return group.groupState() == GroupState.EMPTY || group.groupState() == GroupState.DEAD;
        }
        catch (GroupIdNotFoundException gone) {
            return true;
        }
    }

    /** Deletes what a count remembered, once nobody counts for it. */
    void forget(String applicationId) {
        ask(admin -> {
            var remembered = answer(admin.listTopics().names()).stream()
                .filter(topic -> CountingState.isChangelogOf(topic, applicationId))
                .toList();
            answer(admin.deleteTopics(remembered).all());
            try {
                answer(admin.deleteConsumerGroups(Set.of(applicationId)).all());
            }
            catch (GroupIdNotFoundException gone) {
                // By another instance.
            }
            return remembered;
        });
    }

    /** All milestones that were announced, by their event's id. */
    Map<String, MilestoneReached> announced() {
        var announced = new HashMap<String, MilestoneReached>();
        read(Emission.MILESTONES, record -> {
            var event = reader.read(record.headers(), record.value());
            if (event.getType().equals(MilestoneReached.TYPE)) {
                announced.putIfAbsent(event.getId(), reader.data(event, MilestoneReached.class));
            }
        });
        return announced;
    }

    /** All tallies on a topic. */
    void tallies(String topic, Consumer<Tally> reading) {
        read(topic, record -> reading.accept(reader.data(reader.read(record.headers(), record.value()), Tally.class)));
    }

    private void read(String topic, Consumer<ConsumerRecord<String, byte[]>> reading) {
        var committed = new HashMap<>(settings);
        committed.put("isolation.level", "read_committed");
        try (var consumer = new KafkaConsumer<>(committed, new StringDeserializer(), new ByteArrayDeserializer())) {
            var partitions = consumer.partitionsFor(topic)
                .stream()
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(POLL).forEach(reading);
            }
        }
    }

    private static Collection<TopicPartition> partitions(Admin admin, List<String> topics) throws Exception {
        return answer(admin.describeTopics(topics).allTopicNames()).values()
            .stream()
            .flatMap(topic -> topic.partitions()
                .stream()
                .map(partition -> new TopicPartition(topic.name(), partition.partition())))
            .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, ListOffsetsResultInfo> offsets(Admin admin,
            Collection<TopicPartition> partitions, OffsetSpec spec) throws Exception {
        return answer(admin
            .listOffsets(partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> spec)))
            .all());
    }

    private static <T> T answer(KafkaFuture<T> future) throws Exception {
        try {
            return future.get(MOST_SECONDS, TimeUnit.SECONDS);
        }
        catch (ExecutionException failed) {
            throw failed.getCause() instanceof KafkaException known ? known : failed;
        }
    }

    private <T> T ask(Question<T> question) {
        try (var admin = Admin.create(settings)) {
            return question.of(admin);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Kafka was not waited for", stopped);
        }
        catch (ExecutionException | TimeoutException | KafkaException away) {
            throw new IllegalStateException("Kafka did not answer", away);
        }
        catch (Exception defect) {
            throw new IllegalStateException(defect);
        }
    }

    /** Something to ask Kafka. */
    @FunctionalInterface
    private interface Question<T> {

        T of(Admin admin) throws Exception;

    }

}
