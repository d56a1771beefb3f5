package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.Benchmark;
import org.groundswell.local.process.CannotRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell bench}.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        subcommands = { BenchCountingCommand.class, BenchLiveCommand.class, BenchReadsCommand.class },
        commandListHeading = "%nOther measurements, each with options of its own, which follow its name:%n",
        description = {
                "Starts a platform of its own, measures how many pledges it accepts beside requests that do "
                        + "nothing, and stops it. Prints Markdown on standard output, progress on standard error.",
                "Exit status 1 when the tally does not come to exactly what was accepted." })
final class BenchCommand implements Callable<Integer> {

    private static final Duration COUNT_PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8",
            description = "How long each measurement takes (default: 8).")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "For how many seconds everything is used before it is measured (default: 20).")
    private int warmUpSeconds;

    @Mixin
    private final BenchPlatform platform = new BenchPlatform();

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (this.seconds < 1 || this.warmUpSeconds < 0) {
            throw new CannotRun("--seconds must be at least 1, --warm-up at least 0");
        }
        return this.platform.measureAll((running) -> new Benchmark(running.site(), running.signIn(),
                running.runFolder(), COUNT_PATIENCE, running.progress())
            .run(Clock.systemUTC(), Duration.ofSeconds(this.warmUpSeconds), Duration.ofSeconds(this.seconds)));
    }

}
