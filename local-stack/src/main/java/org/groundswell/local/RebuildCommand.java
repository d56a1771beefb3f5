package org.groundswell.local;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;

import org.groundswell.local.client.AnalyticsService;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell rebuild}.
 */
@Command(name = "rebuild", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Counts everything anew from the events, on the running local platform, while everybody sees "
                + "the count as it was; compares the two, and turns to the new one.",
        "Interrupted, it goes on where it was when it is started again. Exit status 1 when the counts differed." })
final class RebuildCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    /** So few events are counted in a moment; the comparison waits for longer. */
    private static final long NEAR = 1_000;

    private static final int NEAR_TIMES = 5;

    @Option(names = "--keep-if-different", description = "Do not turn to the new count when the two differ.")
    private boolean keepIfDifferent;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        AnalyticsService analytics = this.data.analyticsService();
        analytics.begin();
        AnalyticsService.Progress progress = analytics.progress();
        int generation = progress.generation();
        System.out.println("Counting anew; everybody sees the count as it was.");
        int near = 0;
        // While people pledge, it is never there for long.
        while (progress.behind() > 0 && near < NEAR_TIMES) {
            System.out.printf("  %,d events to go%n", progress.behind());
            Thread.sleep(PAUSE);
            progress = analytics.progress();
            near = (progress.behind() < NEAR) ? near + 1 : 0;
        }
        AnalyticsService.Comparison comparison = analytics.compare();
        boolean agree = comparison.differing().isEmpty();
        System.out.printf("%d campaigns compared, %s%n", comparison.campaigns(),
                agree ? "old and new count agree" : comparison.differing().size() + " differ:");
        comparison.differing().forEach((line) -> System.out.println("  " + line));
        if (!agree && this.keepIfDifferent) {
            System.out.println("Everybody sees the count as it was; the new one goes on beside it.");
            return 1;
        }
        analytics.turn();
        while (progress.generation() == generation || !progress.announcing()) {
            Thread.sleep(PAUSE);
            progress = analytics.progress();
        }
        System.out.println("Everybody sees the new count.");
        return agree ? 0 : 1;
    }

}
