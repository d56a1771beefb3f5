package org.groundswell.local.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long counts took to come to listeners.
 *
 * @param latencies of those that came
 * @param missing how many did not come
 */
record Deliveries(Latencies latencies, long missing) {

    /**
     * From the answer to a pledge until each listener could see it. Who pledged cannot be
     * told from a count, so pledges are taken in the order of their answers: the k-th is
     * visible with the first tally that has at least as many pledges as there were
     * before, and k more. Two pledges that are counted in another order than they were
     * answered in change places that way, and neither the mean nor, by much, the
     * percentiles. One that was visible before its answer came took no time.
     * @param answered when each pledge was answered, ascending
     * @param before how many pledges there were before
     * @param listeners what was seen
     */
    static Deliveries sinceAnswers(long[] answered, long before, List<Sightings> listeners) {
        int[] micros = new int[answered.length * listeners.size()];
        int size = 0;
        for (Sightings listener : listeners) {
            long[] seen = listener.firstSeen(before + 1, answered.length);
            for (int i = 0; i < answered.length; i++) {
                if (seen[i] != Sightings.NEVER) {
                    micros[size++] = (int) Math.max(0, (seen[i] - answered[i]) / 1000);
                }
            }
        }
        int[] came = Arrays.copyOf(micros, size);
        Arrays.sort(came);
        return new Deliveries(new Latencies(came), micros.length - size);
    }

    /**
     * From when the first of the listeners saw a pledge until each of them did.
     * @param count how many pledges
     * @param before how many pledges there were before
     * @param listeners what was seen
     */
    static Deliveries sinceTheFirstListener(int count, long before, List<Sightings> listeners) {
        long[] first = new long[count];
        Arrays.fill(first, Long.MAX_VALUE);
        for (Sightings listener : listeners) {
            long[] seen = listener.firstSeen(before + 1, count);
            for (int i = 0; i < count; i++) {
                if (seen[i] != Sightings.NEVER) {
                    first[i] = Math.min(first[i], seen[i]);
                }
            }
        }
        return sinceAnswers(first, before, listeners);
    }

}
