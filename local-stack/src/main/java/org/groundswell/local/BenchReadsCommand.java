package org.groundswell.local;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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
        if (!this.path.startsWith("/")) {
            throw new CannotRun("--path starts with /");
        }
        return this.platform.measureAll((
                running) -> new ReadBenchmark(running.site(), running.signIn(), running.runFolder(), running.progress())
                    .run(Clock.systemUTC(), this.path, Duration.ofSeconds(this.warmUpSeconds),
                            Duration.ofSeconds(this.seconds)));
    }

}
