package org.groundswell.pledge;

import java.time.Instant;
import java.util.List;

/** Which pledges' pledgers are still to be written to. */
public interface UnmailedPledges {

    /**
     * Some whose time has come.
     * @param now by when
     * @param limit how many at most
     * @return in no order; fewer than the limit: these are all
     */
    List<Due> due(Instant now, int limit);

    /**
     * Takes one for an attempt, so that nobody else makes one meanwhile.
     * @param due as it was found
     * @param until when the attempt is given up for crashed
     * @return whether it is taken; false: somebody else was first
     */
    boolean claim(Due due, Instant until);

    /**
     * Puts one off.
     * @param id the pledge
     * @param at when to try again
     */
    void putOff(String id, Instant at);

    /**
     * Remembers that the pledger was written to.
     * @param id the pledge
     * @param forget whether the address served its purpose and is erased
     */
    void mailed(String id, boolean forget);

    /**
     * A pledge whose pledger is to be written to.
     *
     * @param pledge the pledge
     * @param at since when
     */
    record Due(Pledge pledge, Instant at) {
    }

}
