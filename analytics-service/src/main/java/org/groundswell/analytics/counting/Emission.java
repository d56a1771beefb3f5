package org.groundswell.analytics.counting;

/**
 * Something that counting says, on its way to a topic; its headers travel with the
 * record.
 *
 * @param topic where to
 * @param data the record's value
 */
record Emission(String topic, byte[] data) {

    static final String TALLIES = "tallies";

    static final String MILESTONES = "milestones";

}
