package org.groundswell.analytics.counting;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Random events beside a simple model: pledges made, withdrawn, both again and in either
 * order, launches and rubbish; and after every step everything that must always be true.
 */
class CountingModelTests {

    private static final int STEPS = 400;

    private static final int PLEDGES = 250;

    private static final List<Long> THRESHOLDS = List.of(5L, 20L);

    private final Map<String, CountedPledge> standing = new HashMap<>();

    private final Set<String> withdrawn = new HashSet<>();

    private final Map<Long, Instant> reached = new TreeMap<>();

    private long changes;

    private long deadLetters;

    private int timesFallenBack;

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void whateverComesTheCountIsThatOfTheModel(long seed) {
        var random = new Random(seed);
        var announced = new ArrayList<String>();
        var dead = 0L;
        try (var driver = new CountingDriver()) {
            launch(driver);
            for (int step = 0; step < STEPS; step++) {
                var before = changes;
                step(driver, random, step);
                var tallies = driver.tallies();
                assertThat(tallies).hasSize(expectedTallies(before, step));
                tallies.forEach(this::assertIsTheModels);
                driver.read("milestones")
                    .forEach(milestone -> announced.add(CountingDriver.header(milestone, "ce_id")));
                assertThat(announced).doesNotHaveDuplicates().hasSize(reached.size());
                dead += driver.read("dead-letters").size();
                assertThat(dead).isEqualTo(deadLetters);
            }
        }
        // It was worth it.
        assertThat(reached).hasSameSizeAs(THRESHOLDS);
        assertThat(timesFallenBack).isPositive();
        assertThat(withdrawn).hasSizeGreaterThan(50);
        assertThat(deadLetters).isPositive();
    }

    /** One for all changes since the last, and one at each meeting point. */
    private int expectedTallies(long before, int step) {
        if (changes == before) {
            return step == 0 ? 1 : 0;
        }
        return changes / 256 > before / 256 ? 2 : 1;
    }

    private void step(CountingDriver driver, Random random, int step) {
        var pledge = aPledge(random.nextInt(PLEDGES));
        // For a while most are made, for a while most are withdrawn.
        var made = step / 100 % 2 == 0 ? 80 : 20;
        var dice = random.nextInt(100);
        if (dice < 5) {
            driver.raw("pledges", CountingDriver.CAMPAIGN, new byte[] { 1, 2 });
            deadLetters++;
        }
        else if (dice < 10) {
            driver.withdrawn(pledge, Map.of("people", 0));
            deadLetters++;
        }
        else if (dice < 15) {
            launch(driver);
        }
        else if (dice < made) {
            driver.made(pledge);
            made(pledge);
        }
        else {
            var gone = random.nextInt(4) > 0 ? standing.values().stream().findAny().orElse(pledge) : pledge;
            driver.withdrawn(gone);
            withdrawn(gone);
        }
    }

    private void launch(CountingDriver driver) {
        driver.launched(THRESHOLDS.stream().mapToLong(Long::longValue).toArray());
        changes++;
    }

    private void made(CountedPledge pledge) {
        if (!withdrawn.contains(pledge.pledgeId()) && standing.putIfAbsent(pledge.pledgeId(), pledge) == null) {
            changes++;
            THRESHOLDS.stream()
                .filter(threshold -> threshold <= standing.size())
                .forEach(threshold -> reached.putIfAbsent(threshold, pledge.madeAt()));
        }
    }

    private void withdrawn(CountedPledge pledge) {
        if (withdrawn.add(pledge.pledgeId())) {
            changes++;
            if (standing.remove(pledge.pledgeId()) != null && reached.containsKey(standing.size() + 1L)) {
                timesFallenBack++;
            }
        }
    }

    private void assertIsTheModels(Tally tally) {
        assertThat(tally.version()).isEqualTo(changes);
        assertThat(tally.pledges()).isEqualTo(standing.size());
        assertThat(tally.people()).isEqualTo(people(List.copyOf(standing.values())));
        assertThat(tally.withdrawn()).isEqualTo(withdrawn.size());
        assertParts(tally, tally.byPlace(), CountedPledge::place);
        assertParts(tally, tally.byRole(), CountedPledge::role);
        assertParts(tally, tally.byTheme(), CountedPledge::theme);
        assertParts(tally, tally.byChannel(), CountedPledge::channel);
        assertThat(tally.lastMinutes()).isEqualTo(minutesOfTheHourBefore(tally.asOf()));
        assertThat(tally.milestones()).isEqualTo(reached.entrySet()
            .stream()
            .map(milestone -> new Tally.Reached(milestone.getKey(), milestone.getValue()))
            .toList());
    }

    private void assertParts(Tally tally, List<Tally.Part> parts, Function<CountedPledge, @Nullable String> code) {
        assertThat(parts.stream().mapToLong(Tally.Part::pledges).sum()).isEqualTo(tally.pledges());
        assertThat(parts.stream().mapToLong(Tally.Part::people).sum()).isEqualTo(tally.people());
        var expected = new HashMap<@Nullable String, List<CountedPledge>>();
        standing.values()
            .forEach(pledge -> expected.computeIfAbsent(code.apply(pledge), part -> new ArrayList<>()).add(pledge));
        assertThat(parts).containsExactlyInAnyOrderElementsOf(expected.entrySet()
            .stream()
            .map(part -> new Tally.Part(part.getKey(), part.getValue().size(), people(part.getValue())))
            .toList());
    }

    private List<Tally.Minute> minutesOfTheHourBefore(Instant asOf) {
        var minute = Duration.ofMinutes(1);
        return standing.values()
            .stream()
            .map(pledge -> pledge.madeAt().truncatedTo(ChronoUnit.MINUTES))
            .filter(madeIn -> madeIn.plus(minute).isAfter(asOf.minus(minute.multipliedBy(59))) && !madeIn.isAfter(asOf))
            .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
            .entrySet()
            .stream()
            .map(pledges -> new Tally.Minute(pledges.getKey(), pledges.getValue()))
            .toList();
    }

    private static long people(List<CountedPledge> pledges) {
        return pledges.stream().mapToLong(CountedPledge::people).sum();
    }

    /** A pledge's attributes are its own, so that all its events say the same. */
    private static CountedPledge aPledge(int number) {
        var own = new Random(number);
        return new CountedPledge("p" + number, CountingDriver.CAMPAIGN,
                CountingDriver.NOON.minusSeconds(own.nextInt(7_200)), 1 + own.nextInt(9), pick(own, "QWO", "QF7", null),
                pick(own, "clinical", null), pick(own, "dignity", null), pick(own, "web", "paper"));
    }

    private static @Nullable String pick(Random random, @Nullable String... values) {
        return values[random.nextInt(values.length)];
    }

}
