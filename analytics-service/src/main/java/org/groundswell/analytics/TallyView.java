package org.groundswell.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The stored tallies and their periods: what queries read that the live picture does not
 * have. All of it can be made again from what was counted.
 */
public interface TallyView {

    /**
     * Finds a tally.
     * @param slug the campaign's slug
     * @return the newest that was kept, if any
     */
    Optional<Tally> find(String slug);

    /**
     * Finds the periods of a campaign that have pledges, as the count of a tally has
     * them.
     * @param tally a tally of the campaign
     * @param unit how long they are
     * @param from the periods' first instants
     * @return those of them that were kept, in no order
     */
    List<Period> find(Tally tally, Period.Unit unit, Collection<Instant> from);

    /**
     * Keeps tallies, each unless a newer one is kept.
     * @param tallies the tallies
     */
    void keep(Collection<Tally> tallies);

    /**
     * Keeps periods, each unless a newer one is kept.
     * @param periods the periods
     */
    void keepPeriods(Collection<Period> periods);

}
