package org.groundswell.defaults.events;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.BiFunction;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaOperations;
import org.springframework.kafka.listener.DeadLetterPublishingRecoverer;

/**
 * Puts records aside, whatever their size: one that was compressed on its topic can be
 * larger than a dead letter may be. What does not fit is left out, and a header says so,
 * since a dead letter that cannot be written would stop its partition for ever.
 */
final class CuttingRecoverer extends DeadLetterPublishingRecoverer {

    private static final int LARGEST_KEY_AND_HEADERS = DeadLetter.LONGEST_VALUE / 2;

    private static final int LONGEST_KEPT_HEADER = 1_000;

    private static final int MOST_KEPT_HEADERS = 100;

    CuttingRecoverer(KafkaOperations<byte[], byte[]> kafka,
            BiFunction<ConsumerRecord<?, ?>, Exception, TopicPartition> destination) {
        super(kafka, destination);
    }

    @Override
    protected ProducerRecord<Object, Object> createProducerRecord(ConsumerRecord<?, ?> record, TopicPartition to,
            Headers headers, byte @Nullable [] key, byte @Nullable [] value) {
        var whole = super.createProducerRecord(record, to, headers, key, value);
        var cutValue = whole.value() instanceof byte[] bytes && bytes.length > DeadLetter.LONGEST_VALUE
                ? Arrays.copyOf(bytes, DeadLetter.LONGEST_VALUE) : whole.value();
        var tooMuchElse = sizeOf(whole.key()) + sizeOf(headers) > LARGEST_KEY_AND_HEADERS;
        var kept = tooMuchElse ? lastShort(headers) : headers;
        var isCut = tooMuchElse || cutValue != whole.value();
        kept.add(DeadLetter.CUT_HEADER, String.valueOf(isCut).getBytes(StandardCharsets.UTF_8));
        return new ProducerRecord<>(whole.topic(), whole.partition(), tooMuchElse ? null : whole.key(), cutValue, kept);
    }

    /** The last, because those that say where the record came from are at the end. */
    private static Headers lastShort(Headers headers) {
        var kept = Arrays.stream(headers.toArray())
            .filter(header -> sizeOf(header.value()) <= LONGEST_KEPT_HEADER
                    && header.key().length() <= LONGEST_KEPT_HEADER)
            .toArray(Header[]::new);
        return new RecordHeaders(Arrays.copyOfRange(kept, Math.max(0, kept.length - MOST_KEPT_HEADERS), kept.length));
    }

    private static long sizeOf(Headers headers) {
        return Arrays.stream(headers.toArray())
            .mapToLong(header -> sizeOf(header.value()) + sizeOf(header.key().getBytes(StandardCharsets.UTF_8)))
            .sum();
    }

    private static long sizeOf(@Nullable Object bytes) {
        return bytes instanceof byte[] array ? array.length : 0;
    }

}
