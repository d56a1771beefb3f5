package org.groundswell.defaults.events;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.kafka.core.DefaultKafkaProducerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.listener.CommonErrorHandler;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens to a record whose handling failed. One that cannot be read goes to the
 * dead-letter topic with its reason, and its neighbours are handled; any other failure is
 * taken for an outage and tried again, in order, until it is over.
 */
final class DeadLetters {

    private static final Logger log = LoggerFactory.getLogger(DeadLetters.class);

    private static final long FIRST_PAUSE_MS = 200;

    private static final long LONGEST_PAUSE_MS = 5_000;

    private final KafkaTemplate<byte[], byte[]> kafka;

    private final MeterRegistry meters;

    private final Headers service = new RecordHeaders();

    DeadLetters(Map<String, Object> producerProperties, MeterRegistry meters, String service) {
        var properties = new HashMap<>(producerProperties);
        properties.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, DeadLetter.LARGEST_LETTER);
        this.kafka = new KafkaTemplate<>(
                new DefaultKafkaProducerFactory<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
        this.meters = meters;
        this.service.add(DeadLetter.SERVICE_HEADER, service.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * The handler for one consumer.
     * @param topic that it reads; counted from the start, so that the first letter shows
     * as a rise
     */
    CommonErrorHandler errorHandler(String topic) {
        DeadLetter.counter(meters, topic);
        var recoverer = new CuttingRecoverer(kafka, (record, thrown) -> new TopicPartition(Topics.DEAD_LETTERS, -1));
        recoverer.setExceptionHeadersCreator((headers, thrown, isKey, names) -> headers
            .add(names.getExceptionInfo().getExceptionMessage(), reasonOf(thrown).getBytes(StandardCharsets.UTF_8)));
        recoverer.setHeadersFunction((record, thrown) -> service);
        recoverer.setFailIfSendResultIsError(true);
        var pauses = new ExponentialBackOff(FIRST_PAUSE_MS, 2);
        pauses.setMaxInterval(LONGEST_PAUSE_MS);
        var handler = new DefaultErrorHandler((record, thrown) -> {
            recoverer.accept(record, thrown);
            DeadLetter.counter(meters, record.topic()).increment();
            logGivenUp(record, thrown);
        }, pauses);
        handler.addNotRetryableExceptions(UnreadableEvent.class);
        return handler;
    }

    private static void logGivenUp(ConsumerRecord<?, ?> record, Exception thrown) {
        log.atWarn()
            .addKeyValue("topic", record.topic())
            .addKeyValue("partition", record.partition())
            .addKeyValue("offset", record.offset())
            .addKeyValue("reason", reasonOf(thrown))
            .log("record put aside as a dead letter");
    }

    /** An unreadable event says itself what is wrong, and without the event's content. */
    private static String reasonOf(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnreadableEvent unreadable) {
                return DeadLetter.reason(String.valueOf(unreadable.getMessage()));
            }
        }
        return NestedExceptionUtils.getMostSpecificCause(thrown).getClass().getSimpleName();
    }

}
