package org.groundswell.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.UUID;

import org.groundswell.local.client.Campaign;
import org.groundswell.local.client.Pledge;
import org.groundswell.local.client.PledgeSender;
import org.groundswell.local.client.RandomPledges;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.client.Tally;
import org.groundswell.local.process.RunFolder;

/**
 * One benchmark of a platform that runs on this machine, without limits per client, and
 * with the requests that do nothing.
 */
public final class Benchmark {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);

    private static final int WARM_UP_CLIENTS = 64;

    private static final List<Integer> GROUPS = List.of(1, 100, 500);

    private static final String NO_OP = "/api/no-op";

    private static final String ORGANISER = "benchmark@groundswell.example";

    private static final Duration NEWS_PATIENCE = Duration.ofMinutes(1);

    private static final Duration GLANCE = Duration.ofMillis(50);

    private final Site site;

    private final SignIn signIn;

    private final RunFolder runFolder;

    private final Duration countPatience;

    private final PrintStream progress;

    private final CpuMeter cpu;

    private final PledgeRequests requests = new PledgeRequests();

    private final String keys = "bench-" + UUID.randomUUID() + "-";

    private int loads;

    private String slug = "";

    private Tally accepted = new Tally(0, 0);

    private Tally counted = new Tally(0, 0);

    private Duration longestCatchUp = Duration.ZERO;

    /**
     * A benchmark that has not begun.
     * @param site to measure
     * @param signIn on that site
     * @param runFolder of its processes
     * @param countPatience for how long the tally may lag behind
     * @param progress where lines go that say how far it is
     */
    public Benchmark(Site site, SignIn signIn, RunFolder runFolder, Duration countPatience, PrintStream progress) {
        this.site = site;
        this.signIn = signIn;
        this.runFolder = runFolder;
        this.countPatience = countPatience;
        this.progress = progress;
        this.cpu = new CpuMeter(runFolder);
    }

    /**
     * Measures everything.
     * @param clock that names the campaign
     * @param warmUp for how long everything is used before it is measured
     * @param length of each of the measurements
     * @return the figures
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     */
    public Figures run(Clock clock, Duration warmUp, Duration length) throws IOException, InterruptedException {
        launch(clock);
        SequencedMap<String, InetSocketAddress> paths = new LinkedHashMap<>();
        paths.put("gateway", address("gateway"));
        paths.put("direct", address("pledge-service"));
        warmUp(paths, warmUp.dividedBy(2L * paths.size()));
        List<Cell> cells = new ArrayList<>();
        boolean pledgesFirst = true;
        for (Map.Entry<String, InetSocketAddress> path : paths.entrySet()) {
            for (int clients : CLIENTS) {
                cells.add(measure(path, clients, pledgesFirst, length));
                cells.add(measure(path, clients, !pledgesFirst, length));
                pledgesFirst = !pledgesFirst;
            }
        }
        this.progress.println("  the store alone");
        List<InsertRate> store = InsertRate.measure(url("store"), GROUPS, length);
        awaitCount();
        return new Figures(cells, store, this.accepted, this.counted, this.longestCatchUp);
    }

    private void launch(Clock clock) throws IOException, InterruptedException {
        String accessToken = this.signIn.as(ORGANISER);
        this.slug = this.site.create(new Campaign("Benchmark", "benchmark-" + clock.millis(), null,
                "I will do one thing that makes care better", null, null, null, null, null, null), accessToken);
        this.site.launch(this.slug, accessToken);
        // News of the launch needs a moment to get around.
        PledgeSender sender = new PledgeSender(this.site, this.slug, NEWS_PATIENCE, () -> {
        });
        Pledge pledge = new RandomPledges().number(0);
        PledgeSender.Outcome first = sender.send(this.keys + "first", pledge);
        if (!first.accepted()) {
            throw new IOException("the first pledge was not accepted: " + first.detail());
        }
        this.accepted = new Tally(1, pledge.people());
    }

    private void warmUp(Map<String, InetSocketAddress> paths, Duration length) throws InterruptedException {
        if (length.isZero()) {
            return;
        }
        for (Map.Entry<String, InetSocketAddress> path : paths.entrySet()) {
            for (boolean pledges : List.of(true, false)) {
                Outcome outcome = load(path.getValue(), WARM_UP_CLIENTS, pledges, length);
                progress("warm-up " + path.getKey(), WARM_UP_CLIENTS, pledges, outcome);
            }
        }
        awaitCount();
    }

    private Cell measure(Map.Entry<String, InetSocketAddress> path, int clients, boolean pledges, Duration length)
            throws IOException, InterruptedException {
        CpuMeter.Reading before = this.cpu.read();
        this.cpu.machinePercent();
        Outcome outcome = load(path.getValue(), clients, pledges, length);
        double machinePercent = this.cpu.machinePercent();
        Map<String, Double> cpuPercent = this.cpu.read()
            .percentSince(before, Runtime.getRuntime().availableProcessors());
        progress(path.getKey(), clients, pledges, outcome);
        if (pledges) {
            // So that what is measured next is not held up by counting.
            awaitCount();
        }
        return new Cell(path.getKey(), clients, pledges, outcome, cpuPercent, machinePercent);
    }

    private Outcome load(InetSocketAddress address, int clients, boolean pledges, Duration length)
            throws InterruptedException {
        String path = pledges ? "/api/campaigns/" + this.slug + "/pledges" : NO_OP;
        this.loads++;
        List<PledgeRequests.Source> sources = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            sources.add(this.requests.source(address, path, this.keys + this.loads + "-" + client + "-", client * 37));
        }
        Outcome outcome = Load.run(address, sources, length);
        if (pledges) {
            this.accepted = new Tally(this.accepted.pledges() + outcome.accepted(),
                    this.accepted.people() + outcome.people());
        }
        return outcome;
    }

    private void progress(String path, int clients, boolean pledges, Outcome outcome) {
        this.progress.printf("  %-16s %3d clients  %-6s %8s/s  p99 %8s ms  errors %s%n", path, clients,
                pledges ? "pledge" : "no-op", Figures.number("%,.0f", outcome.perSecond()),
                Figures.number("%,.1f", outcome.percentileMillis(0.99)), outcome.describedErrors());
    }

    private void awaitCount() throws InterruptedException {
        long began = System.nanoTime();
        long deadline = began + this.countPatience.toNanos();
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

    private InetSocketAddress address(String process) throws IOException {
        URI url = URI.create(url(process));
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    private String url(String process) throws IOException {
        return this.runFolder.find(process).orElseThrow(() -> new IOException(process + " does not run")).url();
    }

}
