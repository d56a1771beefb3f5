package org.groundswell.analytics.counting;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/** What was heard of a pledge. */
enum Seen {

    /** It was made, and counts. */
    MADE(1),
    /** It was withdrawn, whether or not it had been heard of before, and never counts. */
    WITHDRAWN(2);

    /** One byte for each pledge. */
    static final Serde<@Nullable Seen> SERDE = Serdes.serdeFrom(
            (topic, seen) -> seen == null ? null : new byte[] { seen.mark },
            (topic, bytes) -> bytes == null ? null : read(bytes[0]));

    private final byte mark;

    Seen(int mark) {
        this.mark = (byte) mark;
    }

    private static Seen read(byte mark) {
        return mark == MADE.mark ? MADE : WITHDRAWN;
    }

}
