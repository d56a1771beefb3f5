package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecidingTests {

    @ParameterizedTest
    @CsvSource({ "1, 2", "2, 4", "3, 8", "4, 16", "5, 32", "6, 60", "7, 60", "8, 60", "1000, 60", "2147483647, 60" })
    void thePauseDoublesUpToAMinute(int tries, long seconds) {
        assertThat(new Deciding(Instant.EPOCH, tries).pause()).isEqualTo(Duration.ofSeconds(seconds));
    }

}
