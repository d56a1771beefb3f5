package org.groundswell.local.bench;

import java.util.Arrays;
import java.util.List;

/**
 * How long something took, each time.
 *
 * @param micros in microseconds, in ascending order
 */
record Latencies(int[] micros) {

    /**
     * The time that a share of them did not exceed.
     * @param share above 0, at most 1
     * @return in milliseconds; NaN when there are none
     */
    double percentileMillis(double share) {
        if (this.micros.length == 0) {
            return Double.NaN;
        }
        return this.micros[(int) Math.ceil(share * this.micros.length) - 1] / 1000.0;
    }

    /** The cells of a table for some percentiles. */
    List<String> cells(double... shares) {
        return Arrays.stream(shares).mapToObj((share) -> Figures.number("%,.1f", percentileMillis(share))).toList();
    }

}
