package org.groundswell.analytics.web;

import java.util.List;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.recount.Recounted;
import org.groundswell.analytics.recount.StoredCounts;

/**
 * A count beside a recount. A difference with {@code moving} may mean no more than that
 * people are pledging just now.
 */
record RecountView(Published tally, StoredCounts stored, boolean equal, boolean moving) {

    static RecountView of(Recounted recounted) {
        return new RecountView(Published.of(recounted.tally()), recounted.stored(), recounted.drift() == 0,
                recounted.moving());
    }

    /** Of a tally, what can be counted anew. */
    record Published(long version, long pledges, long people, long withdrawn, List<Tally.Part> byPlace,
            List<Tally.Part> byRole, List<Tally.Part> byTheme, List<Tally.Part> byChannel) {

        static Published of(Tally tally) {
            return new Published(tally.version(), tally.pledges(), tally.people(), tally.withdrawn(), tally.byPlace(),
                    tally.byRole(), tally.byTheme(), tally.byChannel());
        }

    }

}
