package org.groundswell.analytics.web;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.groundswell.analytics.Level;
import org.groundswell.analytics.Places;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * A tally as everybody reads it; {@code lastHour} has the pledges of each of the last 60
 * minutes that still stand, oldest first.
 */
record TallyView(String campaign, long version, Instant asOf, long pledges, long people, long withdrawn,
        @Nullable Long target, List<PlacePart> byPlace, List<Tally.Part> byRole, List<Tally.Part> byTheme,
        List<Tally.Part> byChannel, long[] lastHour, List<Tally.Reached> milestones) {

    private static final int MINUTES = 60;

    private static final String NOT_GIVEN = "Not given";

    static TallyView of(Tally tally, Places places, Instant now) {
        return of(tally, places, Level.PLACE, now);
    }

    static TallyView of(Tally tally, Places places, Level level, Instant now) {
        var byPlace = largestFirst(places.gather(tally.byPlace(), level)).stream()
            .map(part -> new PlacePart(part.code(), part.code() == null ? NOT_GIVEN : places.nameOf(part.code()),
                    part.pledges(), part.people()))
            .toList();
        return new TallyView(tally.slug(), tally.version(), tally.asOf(), tally.pledges(), tally.people(),
                tally.withdrawn(), tally.target(), byPlace, largestFirst(tally.byRole()), largestFirst(tally.byTheme()),
                largestFirst(tally.byChannel()), lastHour(tally, now), tally.milestones());
    }

    /**
     * Which minute the last of {@code lastHour} is: part of what makes one answer differ
     * from the next.
     */
    static long minuteOf(Instant now) {
        return Math.floorDiv(now.getEpochSecond(), MINUTES);
    }

    private static List<Tally.Part> largestFirst(List<Tally.Part> parts) {
        return parts.stream()
            .sorted(Comparator.comparingLong(Tally.Part::pledges)
                .reversed()
                .thenComparing(Tally.Part::code, Comparator.nullsLast(Comparator.naturalOrder())))
            .toList();
    }

    private static long[] lastHour(Tally tally, Instant now) {
        var minutes = new long[MINUTES];
        for (var minute : tally.lastMinutes()) {
            var age = minuteOf(now) - Duration.between(Instant.EPOCH, minute.at()).toMinutes();
            if (age >= 0 && age < MINUTES) {
                minutes[(int) (MINUTES - 1 - age)] += minute.pledges();
            }
        }
        return minutes;
    }

    /** A part by place, with the place's name. */
    record PlacePart(@Nullable String code, String name, long pledges, long people) {
    }

}
