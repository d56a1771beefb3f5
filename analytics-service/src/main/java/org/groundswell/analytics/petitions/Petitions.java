package org.groundswell.analytics.petitions;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * All petitions, in memory: every instance hears of every launch since the first one.
 * Until it has heard of all that were launched before it started, it does not know which
 * petitions there are, and says so.
 */
@Component
public class Petitions {

    private final ConcurrentMap<Long, Petition> byNumber = new ConcurrentHashMap<>();

    private final Clock clock;

    private volatile boolean complete;

    Petitions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps what was heard of a petition, unless something newer is known.
     * @param petition the petition
     */
    public void keep(Petition petition) {
        byNumber.merge(petition.number(), petition, (known, heard) -> heard.isNewerThan(known) ? heard : known);
    }

    /** Says that everything from before this instance's start was heard. */
    public void complete() {
        complete = true;
    }

    /**
     * A petition that has opened.
     * @param number its number
     * @return the petition, if there is one
     * @throws PetitionRefusal.NotYetKnown when that is not known yet
     */
    Optional<Petition> find(long number) {
        checkComplete();
        var now = clock.instant();
        return Optional.ofNullable(byNumber.get(number)).filter(petition -> petition.hasOpened(now));
    }

    /**
     * All petitions that have opened.
     * @return in no order
     * @throws PetitionRefusal.NotYetKnown when that is not known yet
     */
    Stream<Petition> all() {
        checkComplete();
        var now = clock.instant();
        return byNumber.values().stream().filter(petition -> petition.hasOpened(now));
    }

    private void checkComplete() {
        if (!complete) {
            throw new PetitionRefusal.NotYetKnown();
        }
    }

}
