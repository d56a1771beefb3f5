package org.groundswell.local.bench;

import java.util.Arrays;

/**
 * Which counts one listener has seen, and when. Written by one thread; others may read
 * meanwhile.
 */
final class Sightings {

    static final long NEVER = Long.MIN_VALUE;

    private long[] pledges = new long[16];

    private long[] nanoTimes = new long[16];

    private int size;

    synchronized void add(long seen, long nanoTime) {
        if (this.size == this.pledges.length) {
            this.pledges = Arrays.copyOf(this.pledges, 2 * this.size);
            this.nanoTimes = Arrays.copyOf(this.nanoTimes, 2 * this.size);
        }
        this.pledges[this.size] = seen;
        this.nanoTimes[this.size] = nanoTime;
        this.size++;
    }

    /** The count seen last; -1 before the first. */
    synchronized long newest() {
        return (this.size == 0) ? -1 : this.pledges[this.size - 1];
    }

    /**
     * When a count was first seen that was at least so high, for each of a row of counts.
     * @param first the first count of the row
     * @param length how many counts it has, each one higher than the one before
     * @return as {@link System#nanoTime()}; {@link #NEVER} where it was not
     */
    synchronized long[] firstSeen(long first, int length) {
        long[] seen = new long[length];
        int at = 0;
        for (int i = 0; i < length; i++) {
            while (at < this.size && this.pledges[at] < first + i) {
                at++;
            }
            seen[i] = (at < this.size) ? this.nanoTimes[at] : NEVER;
        }
        return seen;
    }

    /** How many of a row of counts were seen exactly. */
    synchronized int exactly(long first, int length) {
        return (int) Arrays.stream(this.pledges, 0, this.size)
            .filter((seen) -> seen >= first && seen < first + length)
            .distinct()
            .count();
    }

}
