package org.groundswell.local.bench;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

import org.groundswell.local.client.Campaign;
import org.groundswell.local.client.Pledge;
import org.groundswell.local.client.PledgeSender;
import org.groundswell.local.client.RandomPledges;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.client.Tally;

/**
 * The campaign that a benchmark pledges to, and how many pledges it must come to.
 */
final class BenchedCampaign {

    private static final String ORGANISER = "benchmark@groundswell.example";

    private static final Duration NEWS_PATIENCE = Duration.ofMinutes(1);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Site site;

    private final String slug;

    private final Duration patience;

    private final String keys = "bench-" + UUID.randomUUID() + "-";

    private final PledgeRequests requests = new PledgeRequests();

    private int sources;

    private Tally accepted;

    private Tally counted = new Tally(0, 0);

    private Duration longestCatchUp = Duration.ZERO;

    private BenchedCampaign(Site site, String slug, Duration patience) throws IOException, InterruptedException {
        this.site = site;
        this.slug = slug;
        this.patience = patience;
        // News of the launch needs a moment to get around.
        PledgeSender sender = new PledgeSender(site, slug, NEWS_PATIENCE, () -> {
        });
        Pledge pledge = new RandomPledges().number(0);
        PledgeSender.Outcome first = sender.send(this.keys + "first", pledge);
        if (!first.accepted()) {
            throw new IOException("the first pledge was not accepted: " + first.detail());
        }
        this.accepted = new Tally(1, pledge.people());
    }

    /**
     * Launches one, and pledges to it once.
     * @param site to launch it on
     * @param signIn on that site
     * @param clock that names it
     * @param patience for how long the tally may lag behind
     * @return the campaign
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     */
    static BenchedCampaign launch(Site site, SignIn signIn, Clock clock, Duration patience)
            throws IOException, InterruptedException {
        String accessToken = signIn.as(ORGANISER);
        String slug = site.create(new Campaign("Benchmark", "benchmark-" + clock.millis(), null,
                "I will do one thing that makes care better", null, null, null, null, null, null), accessToken);
        site.launch(slug, accessToken);
        return new BenchedCampaign(site, slug, patience);
    }

    String slug() {
        return this.slug;
    }

    /** The address that pledges are sent to. */
    String path() {
        return "/api/campaigns/" + this.slug + "/pledges";
    }

    /** Requests of one client, with keys that no other has. */
    Requests source(InetSocketAddress address, String path, int first) {
        this.sources++;
        return this.requests.source(address, path, this.keys + this.sources + "-", first);
    }

    void accept(long pledges, long people) {
        this.accepted = new Tally(this.accepted.pledges() + pledges, this.accepted.people() + people);
    }

    /** Waits until the tally comes to what was accepted, or patience ends. */
    void awaitCount() throws InterruptedException {
        long began = System.nanoTime();
        long deadline = began + this.patience.toNanos();
        boolean equal = false;
        while (!equal && System.nanoTime() - deadline < 0) {
            try {
                this.counted = this.site.tally(this.slug);
                equal = this.counted.equals(this.accepted);
            }
            catch (IOException | RuntimeException ex) {
                // Asked again until the time is up.
            }
            if (!equal) {
                Thread.sleep(GLANCE);
            }
        }
        Duration took = Duration.ofNanos(System.nanoTime() - began);
        this.longestCatchUp = (took.compareTo(this.longestCatchUp) > 0) ? took : this.longestCatchUp;
    }

    /** All that was answered with 201. */
    Tally accepted() {
        return this.accepted;
    }

    /** The tally when it was awaited last. */
    Tally counted() {
        return this.counted;
    }

    /** The longest time that the tally was awaited. */
    Duration longestCatchUp() {
        return this.longestCatchUp;
    }

}
