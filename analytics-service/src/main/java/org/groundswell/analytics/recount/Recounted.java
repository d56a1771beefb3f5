package org.groundswell.analytics.recount;

import org.groundswell.analytics.Tally;

/**
 * A campaign's count beside a recount.
 *
 * @param tally the count that is published
 * @param stored what pledge-service's records come to
 * @param drift how far they are apart; 0: they say the same
 * @param moving whether the count changed while it was compared, so that the difference
 * may mean no more than that events take a moment
 */
public record Recounted(Tally tally, StoredCounts stored, long drift, boolean moving) {
}
