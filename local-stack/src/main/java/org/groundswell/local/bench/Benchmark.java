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
import java.util.Objects;
import java.util.SequencedMap;

import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.process.RunFolder;
import org.jspecify.annotations.Nullable;

/**
 * One benchmark of a platform that runs on this machine, without limits per client, and
 * with the requests that do nothing.
 */
public final class Benchmark {

    private static final List<Integer> CLIENTS = List.of(1, 16, 64, 256);

    private static final int WARM_UP_CLIENTS = 64;

    private static final List<Integer> GROUPS = List.of(1, 100, 500);

    private static final String NO_OP = "/api/no-op";

    private final Site site;

    private final SignIn signIn;

    private final RunFolder runFolder;

    private final Duration countPatience;

    private final PrintStream progress;

    private final CpuMeter cpu;

    private @Nullable BenchedCampaign campaign;

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
        this.campaign = BenchedCampaign.launch(this.site, this.signIn, clock, this.countPatience);
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
        campaign().awaitCount();
        return new Figures(cells, store, campaign().accepted(), campaign().counted(), campaign().longestCatchUp());
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
        campaign().awaitCount();
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
            campaign().awaitCount();
        }
        return new Cell(path.getKey(), clients, pledges, outcome, cpuPercent, machinePercent);
    }

    private Outcome load(InetSocketAddress address, int clients, boolean pledges, Duration length)
            throws InterruptedException {
        String path = pledges ? campaign().path() : NO_OP;
        List<Requests> sources = new ArrayList<>();
        for (int client = 0; client < clients; client++) {
            sources.add(campaign().source(address, path, client * 37));
        }
        Outcome outcome = Load.run(address, sources, length);
        if (pledges) {
            campaign().accept(outcome.accepted(), outcome.people());
        }
        return outcome;
    }

    private void progress(String path, int clients, boolean pledges, Outcome outcome) {
        this.progress.printf("  %-16s %3d clients  %-6s %8s/s  p99 %8s ms  errors %s%n", path, clients,
                pledges ? "pledge" : "no-op", Figures.number("%,.0f", outcome.perSecond()),
                Figures.number("%,.1f", outcome.percentileMillis(0.99)), outcome.describedErrors());
    }

    private BenchedCampaign campaign() {
        return Objects.requireNonNull(this.campaign, "not launched");
    }

    private InetSocketAddress address(String process) throws IOException {
        URI url = URI.create(url(process));
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    private String url(String process) throws IOException {
        return this.runFolder.find(process).orElseThrow(() -> new IOException(process + " does not run")).url();
    }

}
