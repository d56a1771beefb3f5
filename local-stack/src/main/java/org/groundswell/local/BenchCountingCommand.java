package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.CountingBenchmark;
import org.groundswell.local.process.CannotRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell bench counting}.
 */
@Command(name = "counting", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Measures how fast history is counted: starts a broker and a store, writes the pledges of one "
                        + "campaign to Kafka, and starts analytics-service with nothing.",
                "Exit status 1 when the tally or one of its breakdowns does not come to exactly what was written." })
final class BenchCountingCommand implements Callable<Integer> {

    private static final String COUNTING = "analytics-service";

    @Option(names = "--pledges", paramLabel = "N", defaultValue = "1000000",
            description = "How many pledges to count (default: 1000000).")
    private int pledges;

    @Mixin
    private final BenchPlatform platform = new BenchPlatform();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (this.pledges < 1) {
            throw new CannotRun("--pledges must be at least 1");
        }
        return this.platform.measureInfrastructure(
                (running) -> new CountingBenchmark(running.runFolder(), () -> running.platform().startService(COUNTING),
                        running.progress())
                    .run(Clock.systemUTC(), this.pledges));
    }

}
