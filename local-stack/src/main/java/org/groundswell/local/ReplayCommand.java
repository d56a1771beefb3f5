package org.groundswell.local;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.Callable;

import org.groundswell.local.client.Site;
import org.groundswell.local.replay.ReplayPlan;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * {@code groundswell replay FILE}.
 */
@Command(name = "replay", mixinStandardHelpOptions = true, sortOptions = false,
        description = { "Plays a recorded growth of signatures against a running platform, as pledges over HTTP.",
                "Exit status 1 when the tally does not come to exactly what was accepted. "
                        + "Start the platform with --limits off." })
final class ReplayCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE",
            description = "A JSON array of {\"updated_at\": \"yyyy-MM-dd HH:mm:ss\" (UTC), \"signature_count\": n}.")
    private Path file = Path.of("");

    @Option(names = "--speed", required = true, paramLabel = "N",
            description = "How many times as fast as the original.")
    private double speed;

    @Option(names = "--scale", required = true, paramLabel = "F",
            description = "Pledges for each signature, such as 0.01.")
    private double scale;

    @Option(names = "--url", paramLabel = "URL",
            description = "The gateway's address (default: the platform that runs on the data folder).")
    private @Nullable String url;

    @Option(names = "--campaign", paramLabel = "SLUG",
            description = "An open campaign that nobody else pledges to meanwhile (default: a new one).")
    private @Nullable String campaign;

    @Mixin
    private final DataOption data = new DataOption();

    @Override
    public Integer call() throws IOException, InterruptedException {
        ReplayPlan plan = new ReplayPlan(this.file, this.speed, this.scale, this.campaign);
        Site site = (this.url != null) ? new Site(this.url) : this.data.site();
        boolean exact = plan.play(site, this.data.signIn(site).orElse(null), Clock.systemUTC(), System.out, System.err);
        return exact ? 0 : 1;
    }

}
