package org.groundswell.analytics.petitions;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.stream.Stream;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A petition and its count at one version.
 *
 * @param petition the petition
 * @param tally its newest tally; null: none was heard of yet, so it counts nothing
 */
record Counted(Petition petition, @Nullable Tally tally) {

    /** As the petitions site lists them. */
    static final Comparator<Counted> BY_POPULARITY = Comparator.comparingLong(Counted::signatures)
        .reversed()
        .thenComparing(Counted::number, Comparator.reverseOrder());

    static final Comparator<Counted> NEWEST_FIRST = Comparator
        .comparing((Counted counted) -> counted.petition.opensAt())
        .reversed()
        .thenComparing(Counted::number, Comparator.reverseOrder());

    private static final int MINUTES = 60;

    long number() {
        return petition.number();
    }

    long signatures() {
        return tally == null ? 0 : tally.pledges();
    }

    /** Pledges of this minute and the 59 before it that still stand. */
    long signaturesOfLastHour(Instant now) {
        if (tally == null) {
            return 0;
        }
        var thisMinute = now.truncatedTo(ChronoUnit.MINUTES);
        return tally.lastMinutes()
            .stream()
            .filter(minute -> !minute.at().isAfter(thisMinute)
                    && ChronoUnit.MINUTES.between(minute.at(), thisMinute) < MINUTES)
            .mapToLong(Tally.Minute::pledges)
            .sum();
    }

    /**
     * When a milestone was reached.
     * @param index which, from 0, in ascending order
     * @return when; null: it was not, or there is no such milestone
     */
    @Nullable Instant reachedAt(int index) {
        var threshold = petition.threshold(index);
        if (tally == null || threshold == null) {
            return null;
        }
        return tally.milestones()
            .stream()
            .filter(reached -> reached.threshold() == threshold)
            .map(Tally.Reached::reachedAt)
            .findFirst()
            .orElse(null);
    }

    /** When what is shown of it last changed. */
    Instant updatedAt(Instant now) {
        var counted = tally == null ? petition.launchedAt() : tally.asOf();
        var closed = petition.state(now) == Petition.State.CLOSED ? petition.closesAt() : null;
        return Stream.of(petition.launchedAt(), petition.opensAt(), counted, closed == null ? counted : closed)
            .max(Comparator.naturalOrder())
            .orElseThrow();
    }

    /** Whether it shows the very same content, found without comparing it. */
    boolean isSameVersionAs(Counted other) {
        return petition == other.petition && tally == other.tally;
    }

}
