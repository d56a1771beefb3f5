package org.groundswell.analytics.recount;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.stereotype.Service;

/**
 * Compares counts with pledge-service's records. While people pledge, the records are a
 * moment ahead of the count, so that a difference is looked at again until it is gone or
 * has lasted.
 */
@Service
public class Recount {

    /** Twice as long as there is between two tallies. */
    private static final Duration PAUSE = Duration.ofMillis(500);

    private final LivePicture picture;

    private final PledgeRecords records;

    private final Duration patience;

    Recount(LivePicture picture, PledgeRecords records, RecountProperties properties) {
        this.picture = picture;
        this.records = records;
        this.patience = properties.recountPatience();
    }

    /**
     * Compares a campaign's count with its records. Takes as long as pledge-service needs
     * to answer, and some seconds more when there is a difference.
     * @param tally the campaign's tally, as far as it is known
     * @return both, equal or as they were when the patience had run out
     * @throws ServiceAway when pledge-service cannot be asked
     */
    public Recounted compare(Tally tally) {
        var found = ask(tally);
        var version = found.tally().version();
        long noticed = System.nanoTime();
        while (found.drift() != 0 && System.nanoTime() - noticed < patience.toNanos()
                && !Thread.currentThread().isInterrupted()) {
            LockSupport.parkNanos(PAUSE.toNanos());
            found = ask(tally);
        }
        var moved = found.drift() != 0 && found.tally().version() != version;
        return new Recounted(found.tally(), found.stored(), found.drift(), moved);
    }

    /** What was counted before the question and while it was answered may both fit. */
    private Recounted ask(Tally known) {
        var before = newest(known);
        var stored = records.of(known.campaignId());
        var tally = stored.driftOf(before) == 0 ? before : newest(known);
        return new Recounted(tally, stored, stored.driftOf(tally), false);
    }

    private Tally newest(Tally known) {
        return picture.find(known.slug()).filter(shown -> shown.version() > known.version()).orElse(known);
    }

}
