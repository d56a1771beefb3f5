package org.groundswell.defaults.events;

import java.time.Instant;

/**
 * An event to be sent.
 *
 * @param type its logical name with its version, such as
 * {@code groundswell.pledge.made.v1}
 * @param id deterministic: the same happening has the same id, however often it is sent
 * @param subject the id of the campaign it is about, which is also the record's key
 * @param time when it happened
 * @param data a record that Jackson writes as the event's JSON
 */
public record Event(String type, String id, String subject, Instant time, Object data) {
}
