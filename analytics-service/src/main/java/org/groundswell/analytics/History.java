package org.groundswell.analytics;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * A campaign's growth: its pledges by the time they were made in, from the stored view.
 */
@Component
public class History {

    private final TallyView view;

    History(TallyView view) {
        this.view = view;
    }

    /**
     * Counts by time.
     * @param tally the campaign's tally
     * @param step how long each point is
     * @param from the first point's first instant is the step that has it
     * @param to the last point is the step before or around it
     * @return a point for each step, those without pledges included
     */
    public List<Point> of(Tally tally, Step step, Instant from, Instant to) {
        var counts = counts(tally, step, from, to);
        var points = new ArrayList<Point>();
        for (var at = from.truncatedTo(step.unit); at.isBefore(to); at = at.plus(step.length())) {
            points.add(counts.getOrDefault(at, new Point(at, 0, 0)));
        }
        return points;
    }

    private HashMap<Instant, Point> counts(Tally tally, Step step, Instant from, Instant to) {
        var periods = new ArrayList<Instant>();
        for (var at = step.kept.startOf(from); at.isBefore(to); at = at.plus(step.kept.length())) {
            periods.add(at);
        }
        var counts = new HashMap<Instant, Point>();
        for (var period : view.find(tally, step.kept, periods)) {
            for (var part : period.parts()) {
                var at = period.from().plus(step.kept.part().multipliedBy(part.index())).truncatedTo(step.unit);
                counts.merge(at, new Point(at, part.pledges(), part.people()), Point::plus);
            }
        }
        return counts;
    }

    /**
     * Pledges made in a step that still stand.
     *
     * @param at the step's first instant
     * @param pledges how many
     * @param people the people behind them
     */
    public record Point(Instant at, long pledges, long people) {

        private Point plus(Point other) {
            return new Point(at, pledges + other.pledges, people + other.people);
        }

    }

    /** How long a point is. */
    public enum Step {

        /** A minute. */
        MINUTE(ChronoUnit.MINUTES, Period.Unit.HOUR),
        /** An hour. */
        HOUR(ChronoUnit.HOURS, Period.Unit.DAY),
        /** A day (UTC). */
        DAY(ChronoUnit.DAYS, Period.Unit.DAY);

        private final ChronoUnit unit;

        private final Period.Unit kept;

        Step(ChronoUnit unit, Period.Unit kept) {
            this.unit = unit;
            this.kept = kept;
        }

        /**
         * How long it is.
         * @return its length
         */
        public Duration length() {
            return unit.getDuration();
        }

    }

}
