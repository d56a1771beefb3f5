package org.groundswell.analytics.counting;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a threshold that was reached.
 *
 * @param at when
 * @param pledgeId the pledge that crossed it; null: it was set below the count
 * @param said whether it was announced
 */
record Crossing(Instant at, @Nullable String pledgeId, boolean said) {

    static final Serde<@Nullable Crossing> SERDE = Serdes.serdeFrom(
            (topic, crossing) -> crossing == null ? null : write(crossing),
            (topic, bytes) -> bytes == null ? null : read(ByteBuffer.wrap(bytes)));

    static Crossing announced(MilestoneReached milestone) {
        return new Crossing(milestone.reachedAt(), milestone.pledgeId(), true);
    }

    MilestoneReached of(String campaignId, long threshold) {
        return new MilestoneReached(campaignId, threshold, at, pledgeId);
    }

    private static byte[] write(Crossing crossing) {
        var pledge = crossing.pledgeId == null ? new byte[0] : crossing.pledgeId.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + 1 + pledge.length)
            .putLong(crossing.at.toEpochMilli())
            .put((byte) (crossing.said ? 1 : 0))
            .put(pledge)
            .array();
    }

    private static Crossing read(ByteBuffer bytes) {
        var at = Instant.ofEpochMilli(bytes.getLong());
        // Once only what had been announced was remembered, and of that no more than
        // when.
        var said = !bytes.hasRemaining() || bytes.get() == 1;
        var pledge = StandardCharsets.UTF_8.decode(bytes).toString();
        return new Crossing(at, pledge.isEmpty() ? null : pledge, said);
    }

}
