package org.groundswell.analytics;

import java.util.Optional;

/**
 * The stored tallies: what queries read while an instance has no live picture of a
 * campaign yet.
 */
public interface TallyView {

    /**
     * Finds a tally.
     * @param slug the campaign's slug
     * @return the newest that was kept, if any
     */
    Optional<Tally> find(String slug);

    /**
     * Keeps a tally, unless a newer one is kept.
     * @param tally the tally
     * @return whether it was newer than what was kept
     */
    boolean keep(Tally tally);

}
