package org.groundswell.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.process.RunFolder;

/**
 * How often a count can be read from analytics-service, beside requests of the same
 * service that do nothing, on a platform that runs on this machine.
 */
public final class ReadBenchmark {

    private static final List<Integer> CLIENTS = List.of(16, 64);

    private static final String NO_OP = "/api/no-op";

    private static final int PLEDGES_PER_SECOND = 100;

    private static final Duration PLEDGING = Duration.ofSeconds(3);

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Site site;

    private final SignIn signIn;

    private final RunFolder runFolder;

    private final PrintStream progress;

    /**
     * A benchmark that has not begun.
     * @param site to measure
     * @param signIn on that site
     * @param runFolder of its processes
     * @param progress where lines go that say how far it is
     */
    public ReadBenchmark(Site site, SignIn signIn, RunFolder runFolder, PrintStream progress) {
        this.site = site;
        this.signIn = signIn;
        this.runFolder = runFolder;
        this.progress = progress;
    }

    /**
     * Measures everything.
     * @param clock that names the campaign
     * @param path what to read; {@code {slug}} and {@code {number}} stand for the
     * campaign's
     * @param warmUp for how long everything is used before it is measured
     * @param length of each of the measurements
     * @return the figures
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     */
    public Report run(Clock clock, String path, Duration warmUp, Duration length)
            throws IOException, InterruptedException {
        BenchedCampaign campaign = BenchedCampaign.launch(this.site, this.signIn, clock, PATIENCE);
        InetSocketAddress gateway = address("gateway");
        SteadyLoad.Result pledges = SteadyLoad.run(gateway,
                (client) -> campaign.source(gateway, campaign.path(), client * 37), PLEDGES_PER_SECOND, PLEDGING);
        campaign.accept(pledges.answered().length, pledges.people());
        campaign.awaitCount();
        InetSocketAddress analytics = address("analytics-service");
        String read = path.replace("{slug}", campaign.slug())
            .replace("{number}", String.valueOf(this.site.number(campaign.slug())));
        for (String what : List.of(read, NO_OP)) {
            if (!warmUp.isZero()) {
                load(analytics, what, CLIENTS.getLast(), warmUp.dividedBy(2));
            }
        }
        List<ReadFigures.Row> rows = new ArrayList<>();
        for (int clients : CLIENTS) {
            rows.add(new ReadFigures.Row(clients, load(analytics, read, clients, length),
                    load(analytics, NO_OP, clients, length)));
        }
        campaign.awaitCount();
        return new ReadFigures(read, rows, campaign.accepted(), campaign.counted());
    }

    private Outcome load(InetSocketAddress address, String path, int clients, Duration length)
            throws InterruptedException {
        Outcome outcome = Load.run(address, Collections.nCopies(clients, new GetRequests(address, path)), length);
        this.progress.printf("  %3d clients  %-40s %8s/s  errors %s%n", clients, path,
                Figures.number("%,.0f", outcome.perSecond()), outcome.describedErrors());
        return outcome;
    }

    private InetSocketAddress address(String process) throws IOException {
        URI url = URI
            .create(this.runFolder.find(process).orElseThrow(() -> new IOException(process + " does not run")).url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

}
