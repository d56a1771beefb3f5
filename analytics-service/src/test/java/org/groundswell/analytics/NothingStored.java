package org.groundswell.analytics;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** A view that has nothing and keeps nothing. */
public class NothingStored implements TallyView {

    @Override
    public Optional<Tally> find(String slug) {
        return Optional.empty();
    }

    @Override
    public List<Period> find(Tally tally, Period.Unit unit, Collection<Instant> from) {
        return List.of();
    }

    @Override
    public void keep(Collection<Tally> tallies) {
        // Nothing is kept.
    }

    @Override
    public void keepPeriods(Collection<Period> periods) {
        // Nothing is kept.
    }

}
