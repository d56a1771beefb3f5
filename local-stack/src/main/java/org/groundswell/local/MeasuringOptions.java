package org.groundswell.local;

import java.time.Duration;

import org.groundswell.local.process.CannotRun;
import picocli.CommandLine.Option;

/**
 * For how long something is measured, and used before that.
 */
final class MeasuringOptions {

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8",
            description = "How long each measurement takes (default: 8).")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "For how many seconds everything is used before it is measured (default: 20).")
    private int warmUpSeconds;

    /** Refuses what makes no sense, before anything is started. */
    void check() {
        if (this.seconds < 1 || this.warmUpSeconds < 0) {
            throw new CannotRun("--seconds must be at least 1, --warm-up at least 0");
        }
    }

    /** How long each measurement takes, a second at least. */
    Duration measured() {
        return Duration.ofSeconds(this.seconds);
    }

    /** For how long everything is used before. */
    Duration warmUp() {
        return Duration.ofSeconds(this.warmUpSeconds);
    }

}
