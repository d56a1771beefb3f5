package org.groundswell.local.replay;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import org.groundswell.local.client.Campaign;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;

/**
 * A replay from a file to a verdict.
 *
 * @param file of snapshots, see {@link Snapshot#read}
 * @param speed how many times as fast as the original, above 0
 * @param scale pledges a signature, above 0
 * @param slug of an existing open campaign, null to launch a new one
 */
public record ReplayPlan(Path file, double speed, double scale, @Nullable String slug) {

    private static final Duration COUNT_PATIENCE = Duration.ofSeconds(60);

    private static final String ORGANISER = "replay@groundswell.example";

    /**
     * Refuses what makes no sense.
     * @throws CannotRun with one line that names the option
     */
    public ReplayPlan {
        if (!(speed > 0) || !(scale > 0) || Double.isInfinite(speed) || Double.isInfinite(scale)) {
            throw new CannotRun("--speed and --scale must be above 0");
        }
    }

    /**
     * Plays it.
     * @param site to play on
     * @param signIn on that site, to launch a new campaign
     * @param clock that names the new campaign
     * @param out where progress and the result go
     * @param err where a line goes when the platform limits the replay
     * @return whether every pledge was accepted and the tally came to exactly what was
     * accepted
     * @throws IOException when the file cannot be read or the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     */
    public boolean play(Site site, @Nullable SignIn signIn, Clock clock, PrintStream out, PrintStream err)
            throws IOException, InterruptedException {
        List<Snapshot> snapshots = Snapshot.read(this.file);
        Schedule schedule = new Schedule(snapshots, this.scale);
        if (schedule.size() == 0) {
            throw new IOException("at this scale there is not a single pledge to send");
        }
        String campaign = (this.slug != null) ? existing(site, this.slug) : launched(site, signIn, schedule, clock);
        out.printf("%,d pledges for %s, %.1f days of the original in %.0f s%n", schedule.size(), campaign,
                schedule.length().toMinutes() / 1440.0, schedule.length().toSeconds() / this.speed);
        return new Replay(site, campaign, schedule, this.speed, COUNT_PATIENCE, out, err).run();
    }

    private static String existing(Site site, String slug) throws IOException, InterruptedException {
        if (!site.hasCampaign(slug, null)) {
            throw new IOException("there is no campaign " + slug);
        }
        return slug;
    }

    private String launched(Site site, @Nullable SignIn signIn, Schedule schedule, Clock clock)
            throws IOException, InterruptedException {
        if (signIn == null) {
            throw new IOException("without a local mailbox nobody can sign in; name a campaign with --campaign");
        }
        String accessToken = signIn.as(ORGANISER);
        Instant now = clock.instant();
        int target = (int) Math.min(schedule.size(), Integer.MAX_VALUE);
        String slug = site.create(
                new Campaign("Replay of " + this.file.getFileName(), "replay-" + now.toEpochMilli(), null,
                        "I will do one thing that makes care better", null, target, null, null, null, null),
                accessToken);
        site.launch(slug, accessToken);
        return slug;
    }

}
