package org.groundswell.analytics.counting;

import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;

/**
 * Something that counting says, on its way to a topic; its headers travel with the
 * record.
 *
 * @param topic where to
 * @param data the record's value
 */
record Emission(String topic, byte[] data) {

    /** Its topic is chosen apart. */
    static final Serde<Emission> SERDE = Serdes.serdeFrom((topic, emission) -> emission.data, (topic, bytes) -> {
        throw new UnsupportedOperationException("is only written");
    });

    static final String TALLIES = "tallies";

    /** Like tallies, of a count that is made anew beside the one that everybody sees. */
    static final String RECOUNTS = "recounts";

    static final String PERIODS = "periods";

    static final String MILESTONES = "milestones";

}
