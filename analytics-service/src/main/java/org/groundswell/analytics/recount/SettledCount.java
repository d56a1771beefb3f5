package org.groundswell.analytics.recount;

/**
 * What was counted of a campaign, and whether that is all.
 *
 * @param pledges pledges made and not withdrawn; if it is settled, those that were
 * withdrawn since the instant that was asked about count
 * @param version the tally's; 0: nothing was counted yet
 * @param settled whether every pledge that pledge-service had stored, and every
 * withdrawal, is in the count
 */
public record SettledCount(long pledges, long version, boolean settled) {

    static final SettledCount NOTHING_YET = new SettledCount(0, 0, false);

}
