package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.ReadBenchmark;
import org.groundswell.local.process.CannotRun;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell bench reads}.
 */
@Command(name = "reads", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Measures how often a count can be read from analytics-service beside requests that do nothing.",
                "Exit status 1 when the tally does not come to exactly what was accepted, or a read fails." })
final class BenchReadsCommand implements Callable<Integer> {

    @Option(names = "--path", paramLabel = "PATH", defaultValue = "/petitions/{number}/count.json",
            description = "What to read; {slug} and {number} stand for the campaign's "
                    + "(default: /petitions/{number}/count.json).")
    private String path = "";

    @Mixin
    private final MeasuringOptions options = new MeasuringOptions();

    @Mixin
    private final BenchPlatform platform = new BenchPlatform();

    @Override
    public Integer call() throws IOException, InterruptedException {
        this.options.check();
        if (!this.path.startsWith("/")) {
            throw new CannotRun("--path starts with /");
        }
        return this.platform.measureAll((
                running) -> new ReadBenchmark(running.site(), running.signIn(), running.runFolder(), running.progress())
                    .run(Clock.systemUTC(), this.path, this.options.warmUp(), this.options.measured()));
    }

}
