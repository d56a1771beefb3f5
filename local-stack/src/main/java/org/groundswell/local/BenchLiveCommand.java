package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.LiveBenchmark;
import org.groundswell.local.process.CannotRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell bench live}.
 */
@Command(name = "live", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Measures how soon an accepted pledge is on the live streams, through the gateway, and what a crowd "
                        + "of listeners costs one analytics-service at one pledge a second.",
                "Exit status 1 when the tally does not come to exactly what was accepted, or a listener does not see "
                        + "it." })
final class BenchLiveCommand implements Callable<Integer> {

    @Option(names = "--pledges-per-second", paramLabel = "N", defaultValue = "200",
            description = "How many pledges a second are watched by few (default: 200).")
    private int pledgesPerSecond;

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "60", description = "For how long (default: 60).")
    private int seconds;

    @Option(names = "--listeners", paramLabel = "N", defaultValue = "5000",
            description = "How many are a crowd (default: 5000).")
    private int listeners;

    @Option(names = "--crowd-seconds", paramLabel = "N", defaultValue = "30",
            description = "For how long the crowd listens (default: 30).")
    private int crowdSeconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "For how many seconds there are pledges before they are measured (default: 20).")
    private int warmUpSeconds;

    @Mixin
    private final BenchPlatform platform = new BenchPlatform();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (this.pledgesPerSecond < 1 || this.seconds < 1 || this.listeners < 1 || this.crowdSeconds < 1
                || this.warmUpSeconds < 0) {
            throw new CannotRun("--warm-up must be at least 0, every other number at least 1");
        }
        LiveBenchmark.Extent extent = new LiveBenchmark.Extent(Duration.ofSeconds(this.warmUpSeconds),
                this.pledgesPerSecond, Duration.ofSeconds(this.seconds), this.listeners,
                Duration.ofSeconds(this.crowdSeconds));
        return this.platform.measureAll((
                running) -> new LiveBenchmark(running.site(), running.signIn(), running.runFolder(), running.progress())
                    .run(Clock.systemUTC(), extent));
    }

}
