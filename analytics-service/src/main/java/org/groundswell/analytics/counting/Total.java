package org.groundswell.analytics.counting;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's totals.
 *
 * @param version rises with every change
 * @param pledges pledges made and not withdrawn
 * @param people the people behind them
 * @param withdrawn pledges withdrawn
 */
record Total(long version, long pledges, long people, long withdrawn) {

    static final Total NONE = new Total(0, 0, 0, 0);

    static final Serde<@Nullable Total> SERDE = Serdes.serdeFrom((topic, total) -> total == null ? null
            : ByteBuffer.allocate(4 * Long.BYTES)
                .putLong(total.version)
                .putLong(total.pledges)
                .putLong(total.people)
                .putLong(total.withdrawn)
                .array(),
            (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));

    Total made(CountedPledge pledge) {
        return new Total(version + 1, pledges + 1, people + pledge.people(), withdrawn);
    }

    Total withdrawn(CountedPledge pledge) {
        return new Total(version + 1, pledges - 1, people - pledge.people(), withdrawn + 1);
    }

    Total withdrawnBeforeItCounted() {
        return new Total(version + 1, pledges, people, withdrawn + 1);
    }

    Total changed() {
        return new Total(version + 1, pledges, people, withdrawn);
    }

    private static Total read(ByteBuffer bytes) {
        return new Total(bytes.getLong(), bytes.getLong(), bytes.getLong(), bytes.getLong());
    }

}
