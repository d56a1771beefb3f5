package org.groundswell.analytics.counting;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/**
 * An event of a campaign that was not heard of yet, as it came.
 *
 * @param since when it began to wait
 * @param origin where it came from
 * @param record the record
 */
record WaitingEvent(Instant since, Origin origin, Record<String, byte[]> record) {

    static final Serde<@Nullable WaitingEvent> SERDE = Serdes.serdeFrom(
            (topic, event) -> event == null ? null : write(event),
            (topic, bytes) -> bytes == null ? null : read(bytes));

    private static final int NULL = -1;

    private static byte[] write(WaitingEvent event) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(event.since.toEpochMilli());
            out.writeUTF(event.origin.topic());
            out.writeInt(event.origin.partition());
            out.writeLong(event.origin.offset());
            out.writeUTF(event.record.key());
            out.writeLong(event.record.timestamp());
            var headers = event.record.headers().toArray();
            out.writeInt(headers.length);
            for (var header : headers) {
                out.writeUTF(header.key());
                write(out, header.value());
            }
            write(out, event.record.value());
        }
        catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    private static void write(DataOutputStream out, byte @Nullable [] value) throws IOException {
        out.writeInt(value == null ? NULL : value.length);
        if (value != null) {
            out.write(value);
        }
    }

    private static byte @Nullable [] readValue(DataInputStream in) throws IOException {
        int length = in.readInt();
        return length == NULL ? null : in.readNBytes(length);
    }

    private static WaitingEvent read(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            var since = Instant.ofEpochMilli(in.readLong());
            var origin = new Origin(in.readUTF(), in.readInt(), in.readLong());
            var key = in.readUTF();
            var timestamp = in.readLong();
            var headers = new RecordHeaders();
            for (int left = in.readInt(); left > 0; left--) {
                headers.add(in.readUTF(), readValue(in));
            }
            return new WaitingEvent(since, origin, new Record<>(key, readValue(in), timestamp, headers));
        }
        catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Where a record came from.
     *
     * @param topic the topic
     * @param partition which of its partitions
     * @param offset the place there
     */
    record Origin(String topic, int partition, long offset) {
    }

}
