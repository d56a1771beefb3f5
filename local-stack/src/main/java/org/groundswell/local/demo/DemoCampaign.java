package org.groundswell.local.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.random.RandomGenerator;

import org.groundswell.local.client.Campaign;
import org.groundswell.local.client.PledgeSender;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.client.SiteRefused;

/**
 * The sample campaign of {@code up --demo}: launched by an organiser who signs in through
 * the mailbox, with a pledge every 0.3 to 2 s for as long as the platform runs.
 */
public final class DemoCampaign {

    private static final String SLUG = "hello-my-name-is";

    private static final String ORGANISER = "demo@groundswell.example";

    private static final int OPEN_DAYS = 60;

    private final Site site;

    private final SignIn signIn;

    private final Clock clock;

    private final RandomGenerator random;

    private final PrintStream out;

    /**
     * A demo that has not begun.
     * @param site to play on
     * @param signIn on that site
     * @param clock that the closing date is reckoned from
     * @param random chooses pledges and pauses
     * @param out where a line goes when something is worth knowing
     */
    public DemoCampaign(Site site, SignIn signIn, Clock clock, RandomGenerator random, PrintStream out) {
        this.site = site;
        this.signIn = signIn;
        this.clock = clock;
        this.random = random;
        this.out = out;
    }

    /**
     * Runs until the calling thread is interrupted, the platform's restarts
     * notwithstanding.
     */
    public void run() {
        try {
            launch();
            trickle();
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void launch() throws InterruptedException {
        while (true) {
            try {
                String accessToken = this.signIn.as(ORGANISER);
                if (!this.site.hasCampaign(SLUG, accessToken)) {
                    this.site.create(campaign(), accessToken);
                }
                this.site.launch(SLUG, accessToken);
                this.out.println("  demo: pledges trickle into the campaign " + SLUG);
                return;
            }
            catch (IOException | SiteRefused ex) {
                this.out.println("  demo: tries again in 5 s, for " + ex.getMessage());
                Thread.sleep(Duration.ofSeconds(5));
            }
        }
    }

    private void trickle() throws InterruptedException {
        SamplePledges samples = new SamplePledges(this.random);
        PledgeSender sender = new PledgeSender(this.site, SLUG, Duration.ofMinutes(1),
                () -> this.out.println("  demo: the platform limits it, so pledges come more slowly"));
        boolean wasAccepted = true;
        while (true) {
            PledgeSender.Outcome outcome = sender.send("demo-" + UUID.randomUUID(), samples.next());
            if (wasAccepted && !outcome.accepted()) {
                this.out.println("  demo: a pledge was not accepted, for " + outcome.detail());
            }
            wasAccepted = outcome.accepted();
            Thread.sleep(Duration.ofMillis(this.random.nextInt(300, 2001)));
        }
    }

    private Campaign campaign() {
        return new Campaign("Hello, my name is", SLUG,
                "A name is where care begins. Promise to tell people yours, to ask for theirs, and to remember it.",
                "I will introduce myself by name to everyone I care for",
                this.clock.instant().plus(OPEN_DAYS, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS), 200000,
                List.of(100, 1000, 10000, 65000, 189000), List.of("dignity", "safety"), "Groundswell demonstration",
                "ChangeDay");
    }

}
