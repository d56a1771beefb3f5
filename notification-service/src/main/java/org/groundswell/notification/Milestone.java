package org.groundswell.notification;

import java.time.Instant;

/**
 * A milestone that organisers are to be told of.
 *
 * @param eventId the event that said so, by which a repeated one is known
 * @param campaignId the campaign
 * @param threshold number of pledges reached
 * @param reachedAt when
 */
public record Milestone(String eventId, String campaignId, long threshold, Instant reachedAt) {
}
