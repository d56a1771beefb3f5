package org.groundswell.analytics.recount;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import org.jspecify.annotations.Nullable;

/**
 * What pledge-service's records of a campaign come to, and what of that is new.
 *
 * @param counts what they come to
 * @param withdrawnSince those of the withdrawn pledges that were withdrawn since the
 * instant that was asked about; null: pledge-service is of an earlier release, which does
 * not say so
 */
@JsonIgnoreProperties(ignoreUnknown = true)
record StoredSince(@JsonUnwrapped StoredCounts counts, @Nullable Long withdrawnSince) {
}
