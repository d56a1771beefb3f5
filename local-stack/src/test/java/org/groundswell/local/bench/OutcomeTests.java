package org.groundswell.local.bench;

import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class OutcomeTests {

    @Test
    void aPercentileIsWhatThatShareDidNotExceed() {
        Outcome outcome = new Outcome(IntStream.rangeClosed(1, 200).map((i) -> i * 1000).toArray(), 0, Map.of(),
                Duration.ofSeconds(4));
        assertThat(outcome.percentileMillis(0.5)).isEqualTo(100);
        assertThat(outcome.percentileMillis(0.95)).isEqualTo(190);
        assertThat(outcome.percentileMillis(0.99)).isEqualTo(198);
        assertThat(outcome.percentileMillis(1)).isEqualTo(200);
        assertThat(outcome.perSecond()).isEqualTo(50);
    }

    @Test
    void aPercentileOfOneIsThatOne() {
        Outcome outcome = new Outcome(new int[] { 1500 }, 1, Map.of(), Duration.ofSeconds(1));
        assertThat(outcome.percentileMillis(0.01)).isEqualTo(1.5);
        assertThat(outcome.percentileMillis(0.99)).isEqualTo(1.5);
    }

    @Test
    void aPercentileOfNoneIsNone() {
        Outcome outcome = new Outcome(new int[0], 0, Map.of("404", 3), Duration.ofSeconds(1));
        assertThat(outcome.percentileMillis(0.5)).isNaN();
        assertThat(outcome.perSecond()).isZero();
    }

    @Test
    void errorsAreToldWithWhatTheyWere() {
        assertThat(new Outcome(new int[0], 0, Map.of(), Duration.ofSeconds(1)).describedErrors()).isEqualTo("0");
        assertThat(
                new Outcome(new int[0], 0, Map.of("no answer", 2, "503", 10), Duration.ofSeconds(1)).describedErrors())
            .isEqualTo("12 (503: 10, no answer: 2)");
    }

}
