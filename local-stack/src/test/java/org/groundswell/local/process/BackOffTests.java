package org.groundswell.local.process;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class BackOffTests {

    private final BackOff backOff = new BackOff();

    @Test
    void waitsNotAtAllThenLongerUpToHalfAMinute() {
        List<Long> seconds = Stream.generate(() -> this.backOff.afterHealthyFor(Duration.ZERO).toSeconds())
            .limit(9)
            .toList();
        assertThat(seconds).containsExactly(0L, 1L, 2L, 4L, 8L, 16L, 30L, 30L, 30L);
    }

    @Test
    void havingBeenHealthyIsANewBeginning() {
        this.backOff.afterHealthyFor(Duration.ZERO);
        this.backOff.afterHealthyFor(Duration.ZERO);
        assertThat(this.backOff.afterHealthyFor(Duration.ofMillis(999))).isEqualTo(Duration.ofSeconds(2));
        assertThat(this.backOff.afterHealthyFor(Duration.ofSeconds(1))).isZero();
    }

}
