package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.TallyMother.aTally;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.groundswell.analytics.History.Point;
import org.groundswell.analytics.History.Step;
import org.groundswell.analytics.Period.Unit;
import org.junit.jupiter.api.Test;

class HistoryTests {

    private static final Instant NINE = Instant.parse("2026-03-13T09:00:00Z");

    private static final Tally TALLY = aTally("a", 5, 5);

    private final List<Period> kept = List.of(
            new Period("c", Unit.HOUR, NINE, 5, List.of(new Period.Part(0, 1, 1), new Period.Part(59, 2, 9))),
            new Period("c", Unit.HOUR, NINE.plus(Duration.ofHours(1)), 5, List.of(new Period.Part(1, 3, 3))),
            new Period("c", Unit.DAY, Unit.DAY.startOf(NINE), 5,
                    List.of(new Period.Part(9, 3, 10), new Period.Part(10, 3, 3))));

    private final History history = new History(new Kept());

    @Test
    void everyMinuteHasAPointAlsoAcrossHours() {
        var points = history.of(TALLY, Step.MINUTE, NINE.plusSeconds(59 * 60 + 30), NINE.plusSeconds(62 * 60));
        assertThat(points).containsExactly(new Point(NINE.plusSeconds(59 * 60), 2, 9),
                new Point(NINE.plusSeconds(60 * 60), 0, 0), new Point(NINE.plusSeconds(61 * 60), 3, 3));
    }

    @Test
    void hoursAndDaysAreSumsOfTheSamePledges() {
        assertThat(history.of(TALLY, Step.HOUR, NINE.minusSeconds(1), NINE.plus(Duration.ofHours(2)))).containsExactly(
                new Point(NINE.minus(Duration.ofHours(1)), 0, 0), new Point(NINE, 3, 10),
                new Point(NINE.plus(Duration.ofHours(1)), 3, 3));
        assertThat(history.of(TALLY, Step.DAY, NINE, NINE.plus(Duration.ofDays(1)))).containsExactly(
                new Point(Instant.parse("2026-03-13T00:00:00Z"), 6, 13),
                new Point(Instant.parse("2026-03-14T00:00:00Z"), 0, 0));
    }

    @Test
    void anEmptyRangeHasNoPoints() {
        assertThat(history.of(TALLY, Step.HOUR, NINE, NINE)).isEmpty();
    }

    /** Only what was asked for. */
    private final class Kept extends NothingStored {

        @Override
        public List<Period> find(Tally tally, Unit unit, Collection<Instant> from) {
            return kept.stream().filter(period -> period.unit() == unit && from.contains(period.from())).toList();
        }

    }

}
