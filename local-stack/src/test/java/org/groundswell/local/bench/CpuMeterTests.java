package org.groundswell.local.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

import org.groundswell.local.process.RunFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class CpuMeterTests {

    @Test
    void whatWasUsedIsAShareOfTheWholeMachine() {
        CpuMeter.Reading before = new CpuMeter.Reading(0,
                Map.of("store", Duration.ofSeconds(7), "gateway", Duration.ofSeconds(3)));
        CpuMeter.Reading after = new CpuMeter.Reading(Duration.ofSeconds(10).toNanos(),
                Map.of("store", Duration.ofSeconds(12), "gateway", Duration.ofSeconds(3)));
        assertThat(after.percentSince(before, 2)).containsOnly(Map.entry("store", 25.0), Map.entry("gateway", 0.0));
    }

    @Test
    void aProcessThatWasStartedAgainHasUsedAllItHasUsed() {
        CpuMeter.Reading before = new CpuMeter.Reading(0, Map.of("store", Duration.ofSeconds(7)));
        CpuMeter.Reading after = new CpuMeter.Reading(Duration.ofSeconds(10).toNanos(),
                Map.of("store", Duration.ofSeconds(2), "kafka", Duration.ofSeconds(1)));
        assertThat(after.percentSince(before, 1)).containsOnly(Map.entry("store", 20.0), Map.entry("kafka", 10.0));
    }

    @Test
    void thisProcessIsTheGenerator(@TempDir Path dir) throws IOException {
        assertThat(new CpuMeter(new RunFolder(dir)).read().used()).containsOnlyKeys("generator")
            .allSatisfy((name, used) -> assertThat(used).isPositive());
    }

}
