package org.groundswell.analytics.recount;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What pledge-service's records of a campaign come to.
 *
 * @param pledges pledges made and not withdrawn
 * @param people the people behind them
 * @param withdrawn pledges withdrawn
 * @param unpublished pledges that pledge-service does not know to be on Kafka, and which
 * so may be missing from the tally
 * @param byPlace parts by place
 * @param byRole parts by role
 * @param byTheme parts by theme
 * @param byChannel parts by channel
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record StoredCounts(long pledges, long people, long withdrawn, long unpublished, List<Tally.Part> byPlace,
        List<Tally.Part> byRole, List<Tally.Part> byTheme, List<Tally.Part> byChannel) {

    /**
     * How far a tally is from these.
     * @param tally the campaign's tally
     * @return the sum of all differences, in the totals and in each part of each
     * breakdown, in pledges and in people; 0: they say the same
     */
    public long driftOf(Tally tally) {
        return Math.abs(tally.pledges() - pledges) + Math.abs(tally.people() - people)
                + Math.abs(tally.withdrawn() - withdrawn) + drift(tally.byPlace(), byPlace)
                + drift(tally.byRole(), byRole) + drift(tally.byTheme(), byTheme) + drift(tally.byChannel(), byChannel);
    }

    /** In whatever order the parts are; one that is missing is as one of nothing. */
    private static long drift(List<Tally.Part> counted, List<Tally.Part> stored) {
        Map<@Nullable String, long[]> differences = new HashMap<>();
        counted.forEach(part -> add(differences, part, 1));
        stored.forEach(part -> add(differences, part, -1));
        return differences.values().stream().mapToLong(both -> Math.abs(both[0]) + Math.abs(both[1])).sum();
    }

    private static void add(Map<@Nullable String, long[]> differences, Tally.Part part, int sign) {
        var difference = differences.computeIfAbsent(part.code(), code -> new long[2]);
        difference[0] += sign * part.pledges();
        difference[1] += sign * part.people();
    }

}
