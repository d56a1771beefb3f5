package org.groundswell.local.deadletters;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a record that a service put aside, but for its value. Texts are as
 * they came, so they may hold anything.
 *
 * @param id its partition and offset among the dead letters, such as {@code 3-17}
 * @param at when it was written
 * @param topic where it was before, null when nothing says so
 * @param partition there
 * @param offset there
 * @param service that could not read it, null when nothing says so
 * @param group of consumers that could not read it, null when nothing says so
 * @param type of the event, null when it has none
 * @param eventId the event's own id, null when it has none
 * @param bytes the value's size, null when it has none
 * @param reason why it could not be read, null when nothing says so
 * @param cut whether something of it had to be left out
 * @param putBack whether it was sent to its topic again
 */
public record DeadLetter(String id, Instant at, @Nullable String topic, @Nullable Integer partition,
        @Nullable Long offset, @Nullable String service, @Nullable String group, @Nullable String type,
        @Nullable String eventId, @Nullable Integer bytes, @Nullable String reason, boolean cut, boolean putBack) {

    /** Where the letters are. */
    static final String TOPIC = "dead-letters";

    private static final String SPRING = "kafka_dlt-";

    private static final String OURS = "groundswell-";

    private static final String ORIGINAL_TOPIC = SPRING + "original-topic";

    private static final String PUT_BACK = OURS + "put-back";

    static DeadLetter of(ConsumerRecord<byte[], byte[]> record) {
        Headers headers = record.headers();
        return new DeadLetter(id(record), Instant.ofEpochMilli(record.timestamp()), text(headers, ORIGINAL_TOPIC),
                (number(headers, SPRING + "original-partition") instanceof Long number) ? number.intValue() : null,
                number(headers, SPRING + "original-offset"), text(headers, OURS + "service"),
                text(headers, SPRING + "original-consumer-group"), text(headers, "ce_type"), text(headers, "ce_id"),
                (record.value() != null) ? record.value().length : null, text(headers, SPRING + "exception-message"),
                Boolean.parseBoolean(text(headers, OURS + "cut")), false);
    }

    static String id(ConsumerRecord<byte[], byte[]> record) {
        return record.partition() + "-" + record.offset();
    }

    DeadLetter asPutBack() {
        return new DeadLetter(this.id, this.at, this.topic, this.partition, this.offset, this.service, this.group,
                this.type, this.eventId, this.bytes, this.reason, this.cut, true);
    }

    /** Who refused it, as well as it is known. */
    public @Nullable String refusedBy() {
        return (this.service != null) ? this.service : this.group;
    }

    /** A record that says of a letter that it was put back. */
    static ProducerRecord<byte[], byte[]> marker(String id) {
        ProducerRecord<byte[], byte[]> marker = new ProducerRecord<>(TOPIC, null);
        marker.headers().add(PUT_BACK, id.getBytes(StandardCharsets.UTF_8));
        return marker;
    }

    /**
     * The letter that a record marks as put back; null when it is no marker. A letter may
     * have any header from before, but a marker does not come from another topic.
     */
    static @Nullable String marked(ConsumerRecord<byte[], byte[]> record) {
        return (record.headers().lastHeader(ORIGINAL_TOPIC) == null) ? text(record.headers(), PUT_BACK) : null;
    }

    /** The headers that the record had before it was put aside. */
    static Headers originalHeaders(Headers headers) {
        Headers original = new RecordHeaders();
        for (Header header : headers) {
            if (!header.key().startsWith(SPRING) && !header.key().startsWith(OURS)) {
                original.add(header);
            }
        }
        return original;
    }

    private static @Nullable String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return (header != null && header.value() != null) ? new String(header.value(), StandardCharsets.UTF_8) : null;
    }

    private static @Nullable Long number(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        if (header == null || header.value() == null) {
            return null;
        }
        return switch (header.value().length) {
            case Integer.BYTES -> (long) ByteBuffer.wrap(header.value()).getInt();
            case Long.BYTES -> ByteBuffer.wrap(header.value()).getLong();
            default -> null;
        };
    }

}
