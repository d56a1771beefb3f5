package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.Benchmark;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

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

    @Mixin
    private final MeasuringOptions options = new MeasuringOptions();

    @Mixin
    private final BenchPlatform platform = new BenchPlatform();

    @Override
    public Integer call() throws IOException, InterruptedException {
        this.options.check();
        return this.platform.measureAll(
                (running) -> new Benchmark(running.site(), running.signIn(), running.runFolder(), COUNT_PATIENCE,
                        running.progress())
                    .run(Clock.systemUTC(), this.options.warmUp(), this.options.measured()));
    }

}
