package org.groundswell.analytics.counting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Generations;
import org.groundswell.analytics.Generations.Standing;
import org.groundswell.analytics.Rebuild;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Has all instances count anew, by what is said on Kafka. */
@Component
class CountingAnew implements Rebuild {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final Duration PAUSE = Duration.ofMillis(500);

    private final Generations generations;

    private final CountedTopics topics;

    private final Role role;

    CountingAnew(Generations generations, CountedTopics topics, Role role) {
        this.generations = generations;
        this.topics = topics;
        this.role = role;
    }

    @Override
    public Progress progress() {
        var standing = generations.read();
        var next = standing.next();
        return new Progress(standing.current().number(), next == null ? null : next.number(),
                next == null ? 0 : topics.behind(CountingControl.applicationId(next)),
                role.voice() == Role.Voice.ALOUD && role.generation().equals(standing.current()));
    }

    @Override
    public void begin() {
        var standing = generations.read();
        if (standing.next() == null) {
            generations.keep(new Standing(standing.current(), standing.current().next()));
        }
    }

    @Override
    public void turn() {
        generations.keep(new Standing(next(generations.read()), null));
    }

    private static Generation next(Standing standing) {
        if (standing.next() == null) {
            throw new IllegalStateException("Nothing is being counted anew.");
        }
        return standing.next();
    }

    @Override
    public Comparison compare() {
        var standing = generations.read();
        var next = next(standing);
        var until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            var before = read(Emission.TALLIES, standing.current());
            var after = read(Emission.RECOUNTS, next);
            var campaigns = new HashSet<>(before.keySet());
            campaigns.addAll(after.keySet());
            var differing = new ArrayList<Difference>();
            for (var campaign : campaigns) {
                var difference = compare(campaign, before.get(campaign), after.get(campaign));
                if (difference != null) {
                    differing.add(difference);
                }
            }
            if (differing.isEmpty() || System.nanoTime() > until) {
                return new Comparison(campaigns.size(), differing);
            }
            pause();
        }
    }

    /** The tallies that a count has said, by campaign and number of changes. */
    private Map<String, TreeMap<Long, Tally>> read(String topic, Generation generation) {
        var tallies = new HashMap<String, TreeMap<Long, Tally>>();
        topics.tallies(topic, tally -> {
            if (Generation.of(tally.version()).equals(generation)) {
                tallies.computeIfAbsent(tally.slug(), slug -> new TreeMap<>())
                    .put(Generation.changes(tally.version()), tally);
            }
        });
        return tallies;
    }

    static @Nullable Difference compare(String campaign, @Nullable TreeMap<Long, Tally> before,
            @Nullable TreeMap<Long, Tally> after) {
        if (before == null || after == null) {
            return new Difference(campaign, before == null ? null : before.lastEntry().getValue(),
                    after == null ? null : after.lastEntry().getValue());
        }
        var common = new TreeMap<>(before);
        common.keySet().retainAll(after.keySet());
        // Where there is no such place, what they say last may be the same all the same.
        var one = common.isEmpty() ? before.lastEntry().getValue() : common.lastEntry().getValue();
        var other = common.isEmpty() ? after.lastEntry().getValue() : after.get(common.lastKey());
        return saidOf(one).equals(saidOf(other)) ? null : new Difference(campaign, one, other);
    }

    private static List<Object> saidOf(Tally tally) {
        return List.of(tally.pledges(), tally.people(), tally.withdrawn(), new HashSet<>(tally.byPlace()),
                new HashSet<>(tally.byRole()), new HashSet<>(tally.byTheme()), new HashSet<>(tally.byChannel()),
                tally.milestones());
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The comparison was interrupted.", stopped);
        }
    }

}
