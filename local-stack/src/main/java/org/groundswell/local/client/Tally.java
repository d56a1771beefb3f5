package org.groundswell.local.client;

/**
 * How far a campaign has come.
 *
 * @param pledges how many were counted
 * @param people how many stand behind them
 */
public record Tally(long pledges, long people) {

    /**
     * What came in after an earlier tally.
     * @param earlier of the same campaign
     * @return the difference
     */
    public Tally since(Tally earlier) {
        return new Tally(this.pledges - earlier.pledges, this.people - earlier.people);
    }

}
