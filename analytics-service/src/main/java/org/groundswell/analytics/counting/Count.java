package org.groundswell.analytics.counting;

import java.nio.ByteBuffer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * Pledges and the people behind them, of one part of a breakdown or of one minute.
 *
 * @param pledges how many pledges
 * @param people how many people
 */
record Count(long pledges, long people) {

    static final Count NONE = new Count(0, 0);

    static final Serde<@Nullable Count> SERDE = Serdes.serdeFrom(
            (topic, count) -> count == null ? null
                    : ByteBuffer.allocate(2 * Long.BYTES).putLong(count.pledges).putLong(count.people).array(),
            (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));

    Count plus(CountedPledge pledge) {
        return new Count(pledges + 1, people + pledge.people());
    }

    Count minus(CountedPledge pledge) {
        return new Count(pledges - 1, people - pledge.people());
    }

    /**
     * Whether a pledge can be among those counted: without it, there are people enough
     * for the others, and not too many.
     */
    boolean covers(CountedPledge pledge) {
        long others = pledges - 1;
        long theirs = people - pledge.people();
        return others >= 0 && others <= theirs && theirs <= others * CountedPledge.MOST_PEOPLE;
    }

    private static Count read(ByteBuffer bytes) {
        return new Count(bytes.getLong(), bytes.getLong());
    }

}
