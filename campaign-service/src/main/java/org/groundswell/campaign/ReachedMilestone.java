package org.groundswell.campaign;

import java.time.Instant;

/**
 * A milestone that the campaign's count has reached; it stays reached.
 *
 * @param threshold number of pledges, from 1
 * @param reachedAt when the crossing pledge was made
 */
public record ReachedMilestone(long threshold, Instant reachedAt) {
}
