package org.groundswell.local.bench;

import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What came of a stretch of load.
 *
 * @param micros how long each request took that was answered with 201, in microseconds,
 * in ascending order
 * @param people how many stand behind the accepted pledges
 * @param errors how often there was which other answer, or none
 * @param took from the first request to the last answer
 */
record Outcome(int[] micros, long people, Map<String, Integer> errors, Duration took) {

    long accepted() {
        return this.micros.length;
    }

    double perSecond() {
        return this.micros.length / (this.took.toNanos() / 1e9);
    }

    /**
     * The response time that a share of the accepted requests did not exceed.
     * @param share above 0, at most 1
     * @return in milliseconds; NaN when none was accepted
     */
    double percentileMillis(double share) {
        return new Latencies(this.micros).percentileMillis(share);
    }

    /** Such as {@code 12 (503: 10, no answer: 2)}. */
    String describedErrors() {
        int all = this.errors.values().stream().mapToInt(Integer::intValue).sum();
        if (all == 0) {
            return "0";
        }
        return this.errors.entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .map((error) -> error.getKey() + ": " + error.getValue())
            .collect(Collectors.joining(", ", all + " (", ")"));
    }

}
