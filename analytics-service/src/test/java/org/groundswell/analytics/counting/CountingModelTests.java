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
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random events beside a simple model: pledges made, withdrawn, both again and in either
 * order, early, late and of unknown campaigns, launches with other milestones, suspended
 * and not, older launches after newer ones, closings before and after launches, and
 * rubbish; and after every step everything that must always be true.
 * {@code -Dgroundswell.counting.seeds=500} tries more.
 */
class CountingModelTests {

    private static final int STEPS = 400;

    private static final int PLEDGES = 250;

    private static final List<Long> FIRST_THRESHOLDS = List.of(5L, 20L);

    private static final List<Long> LATER_THRESHOLDS = List.of(3L, 12L, 33L, 1_000L);

    /** They would be reached at once. */
    private static final long[] OTHER_THRESHOLDS = { 1, 2, 4 };

    /** Of an event that waits for its campaign. */
    private static final long MOST_TICKS = CountingProcessor.WAIT.dividedBy(CountingProcessor.TALLY_INTERVAL);

    private final Map<String, CountedPledge> standing = new HashMap<>();

    private final Set<String> withdrawn = new HashSet<>();

    private final TreeSet<Long> thresholds = new TreeSet<>(FIRST_THRESHOLDS);

    private final Map<Long, Instant> reached = new TreeMap<>();

    private final Map<String, Period> periods = new HashMap<>();

    private final List<Runnable> early = new ArrayList<>();

    private final List<Long> waitingSince = new ArrayList<>();

    private long ticks;

    private long revision;

    private boolean suspended;

    private @Nullable Instant closedAt;

    private int timesOldNews;

    private long changes;

    private long deadLetters;

    private int timesFallenBack;

    static LongStream seeds() {
        return LongStream.rangeClosed(1, Long.getLong("groundswell.counting.seeds", 4));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void whateverComesTheCountIsThatOfTheModel(long seed) {
        var random = new Random(seed);
        var announced = new ArrayList<String>();
        var dead = 0L;
        int early = random.nextInt(10);
        try (var driver = new CountingDriver()) {
            for (int step = 0; step < STEPS; step++) {
                var before = changes;
                if (step == early) {
                    launch(driver, step);
                }
                else {
                    step(driver, random, step);
                }
                var tallies = driver.tallies();
                tick();
                assertThat(tallies).hasSize(expectedTallies(before));
                tallies.forEach(this::assertIsTheModels);
                driver.read("milestones")
                    .forEach(milestone -> announced.add(CountingDriver.header(milestone, "ce_id")));
                assertThat(announced).doesNotHaveDuplicates().hasSize(reached.size());
                dead += driver.read("dead-letters").size();
                assertThat(dead).isEqualTo(deadLetters);
                periods.putAll(driver.periods());
                assertPeriodsAreTheModels();
            }
        }
        // It was worth it.
        assertThat(reached).hasSizeGreaterThan(FIRST_THRESHOLDS.size());
        assertThat(timesFallenBack).isPositive();
        assertThat(timesOldNews).isPositive();
        assertThat(withdrawn).hasSizeGreaterThan(50);
        assertThat(deadLetters).isPositive();
    }

    /**
     * The same events to a count that is made anew: it says the same aside, and when it
     * takes over, somewhere in between, no milestone is missing or said twice.
     */
    @ParameterizedTest
    @MethodSource("seeds")
    void aCountMadeAnewSaysTheSameAndAnnouncesNothingTwice(long seed) {
        var random = new Random(seed);
        int turned = random.nextInt(STEPS / 4, STEPS / 2);
        int aloud = turned + random.nextInt(20);
        var announced = new ArrayList<String>();
        var role = new TurningRole();
        try (var seen = new CountingDriver(); var anew = new CountingDriver(role)) {
            for (int step = 0; step < STEPS; step++) {
                var seenToo = step < turned;
                if (step == 0) {
                    launch(anew, step);
                    seen.launchedAt(at(step), Map.of("revision", revision, "suspended", suspended), thresholds());
                }
                else {
                    var pledge = aPledge(random.nextInt(PLEDGES));
                    if (random.nextInt(100) < (step / 100 % 2 == 0 ? 80 : 40)) {
                        made(pledge);
                        anew.made(pledge);
                        if (seenToo) {
                            seen.made(pledge);
                        }
                    }
                    else {
                        withdrawn(pledge);
                        anew.withdrawn(pledge);
                        if (seenToo) {
                            seen.withdrawn(pledge);
                        }
                    }
                }
                if (step == turned) {
                    role.voice = Role.Voice.SILENT;
                }
                if (step == aloud) {
                    role.voice = Role.Voice.ALOUD;
                }
                if (seenToo) {
                    assertSaysTheSame(seen.tallies(), anew.tallies("recounts"));
                    assertThat(anew.read("tallies")).isEmpty();
                    seen.read("milestones").forEach(milestone -> {
                        announced.add(CountingDriver.header(milestone, "ce_id"));
                        role.hear(CountingDriver.text(milestone));
                    });
                    assertThat(anew.read("milestones")).isEmpty();
                }
                else if (step >= aloud) {
                    anew.tallies().forEach(this::assertIsTheModels);
                    anew.read("milestones")
                        .forEach(milestone -> announced.add(CountingDriver.header(milestone, "ce_id")));
                    assertThat(announced).doesNotHaveDuplicates().hasSize(reached.size());
                }
                else {
                    assertThat(anew.tallies()).isEmpty();
                }
            }
            assertThat(announced).hasSize(reached.size()).isNotEmpty();
        }
    }

    private void assertSaysTheSame(List<Tally> seen, List<Tally> anew) {
        assertThat(anew).usingRecursiveFieldByFieldElementComparatorIgnoringFields("version", "asOf").isEqualTo(seen);
        anew.forEach(this::assertIsTheModels);
    }

    private void tick() {
        ticks++;
        if (waitingSince.removeIf(since -> ticks - since >= MOST_TICKS)) {
            deadLetters++;
        }
    }

    /** One for all changes since the last, and one at each meeting point. */
    private int expectedTallies(long before) {
        if (changes == before || !isLaunched()) {
            return 0;
        }
        return changes / 256 > before / 256 ? 2 : 1;
    }

    private void step(CountingDriver driver, Random random, int step) {
        var pledge = aPledge(random.nextInt(PLEDGES));
        // For a while most are made, for a while most are withdrawn.
        var made = step / 100 % 2 == 0 ? 80 : 25;
        var dice = random.nextInt(100);
        if (dice < 4) {
            driver.raw("pledges", CountingDriver.CAMPAIGN, new byte[] { 1, 2 });
            deadLetters++;
        }
        else if (dice < 7) {
            driver.withdrawn(pledge, Map.of("people", 0));
            deadLetters++;
        }
        else if (dice < 10) {
            driver.made("absurd" + step, 1, null, null, null, "web", Instant.parse("9999-01-01T00:00:00Z"));
            deadLetters++;
        }
        else if (dice < 12) {
            driver.made(new CountedPledge("stray" + step, "anothercampaign", CountingDriver.NOON, 1, null, null, null,
                    "web"));
            waitingSince.add(ticks);
        }
        else if (dice < 16 && isLaunched()) {
            thresholds.add(LATER_THRESHOLDS.get(random.nextInt(LATER_THRESHOLDS.size())));
            suspended = random.nextBoolean();
            launch(driver, step);
        }
        else if (dice < 20 && isLaunched()) {
            sayOldNews(driver, random, step);
        }
        else if (dice < 22) {
            close(driver, step);
        }
        else if (dice < made) {
            driver.made(pledge);
            soon(() -> made(pledge));
        }
        else {
            var gone = random.nextInt(4) > 0 ? standing.values().stream().findAny().orElse(pledge) : pledge;
            driver.withdrawn(gone);
            soon(() -> withdrawn(gone));
        }
    }

    /** What comes before its campaign waits for it. */
    private void soon(Runnable change) {
        if (isLaunched()) {
            change.run();
        }
        else {
            early.add(change);
        }
    }

    private boolean isLaunched() {
        return revision > 0;
    }

    private void launch(CountingDriver driver, int step) {
        revision++;
        driver.launchedAt(at(step), Map.of("revision", revision, "suspended", suspended), thresholds());
        changes++;
        thresholds.headSet((long) standing.size(), true).forEach(threshold -> reached.putIfAbsent(threshold, at(step)));
        early.forEach(Runnable::run);
        early.clear();
    }

    /** A repetition, or an older launch after a newer one: it changes nothing. */
    private void sayOldNews(CountingDriver driver, Random random, int step) {
        var old = 1 + random.nextLong(revision);
        var other = new HashMap<String, Object>(Map.of("suspended", !suspended, "target", 7));
        if (old > 1 || random.nextBoolean()) {
            other.put("revision", old);
        }
        driver.launchedAt(at(step), other, OTHER_THRESHOLDS);
        timesOldNews++;
    }

    private void close(CountingDriver driver, int step) {
        if (closedAt == null) {
            closedAt = at(step);
            changes++;
        }
        driver.closed(closedAt);
    }

    private long[] thresholds() {
        return thresholds.stream().mapToLong(Long::longValue).toArray();
    }

    private static Instant at(int step) {
        return CountingDriver.NOON.plusSeconds(step);
    }

    private void made(CountedPledge pledge) {
        if (!withdrawn.contains(pledge.pledgeId()) && standing.putIfAbsent(pledge.pledgeId(), pledge) == null) {
            changes++;
            thresholds.headSet((long) standing.size(), true)
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
        assertThat(Generation.changes(tally.version())).isEqualTo(changes);
        assertThat(tally.closesAt()).isEqualTo(closedAt);
        assertThat(tally.suspended()).isEqualTo(suspended);
        assertThat(tally.target()).isEqualTo(100);
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

    private void assertPeriodsAreTheModels() {
        for (var unit : Period.Unit.values()) {
            var expected = standing.values()
                .stream()
                .collect(Collectors.groupingBy(pledge -> unit.startOf(pledge.madeAt())));
            var said = periods.values().stream().filter(period -> period.unit() == unit).toList();
            assertThat(said).extracting(Period::from).containsAll(expected.keySet());
            said.forEach(period -> assertThat(period.parts())
                .isEqualTo(partsOf(period, expected.getOrDefault(period.from(), List.of()))));
        }
    }

    private static List<Period.Part> partsOf(Period period, List<CountedPledge> pledges) {
        return pledges.stream()
            .collect(Collectors.groupingBy(
                    pledge -> (int) Duration.between(period.from(), pledge.madeAt()).dividedBy(period.unit().part()),
                    TreeMap::new, Collectors.toList()))
            .entrySet()
            .stream()
            .map(part -> new Period.Part(part.getKey(), part.getValue().size(), people(part.getValue())))
            .toList();
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
                CountingDriver.NOON.minusSeconds(own.nextInt(own.nextInt(5) == 0 ? 3_000_000 : 7_200)),
                1 + own.nextInt(9), pick(own, "QWO", "QF7", null), pick(own, "clinical", null),
                pick(own, "dignity", null), pick(own, "web", "paper"));
    }

    private static @Nullable String pick(Random random, @Nullable String... values) {
        return values[random.nextInt(values.length)];
    }

    /** Of a count that takes over. */
    private static final class TurningRole implements Role {

        private final Map<String, MilestoneReached> announced = new HashMap<>();

        private Voice voice = Voice.ASIDE;

        void hear(String milestone) {
            var heard = CountingDriver.read(milestone, MilestoneReached.class);
            announced.put(MilestoneReached.eventId(heard.campaignId(), heard.threshold()), heard);
        }

        @Override
        public Generation generation() {
            return Generation.FIRST.next();
        }

        @Override
        public Voice voice() {
            return voice;
        }

        @Override
        public Map<String, MilestoneReached> announced() {
            return announced;
        }

    }

}
