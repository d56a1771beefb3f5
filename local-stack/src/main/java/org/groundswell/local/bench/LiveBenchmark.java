package org.groundswell.local.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

import com.sun.management.UnixOperatingSystemMXBean;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.RunFile;
import org.groundswell.local.process.RunFolder;

/**
 * How soon a pledge is on the live streams, and how many listeners one instance carries,
 * on a platform that runs on this machine without limits per client.
 */
public final class LiveBenchmark {

    /** Those through the gateway. */
    private static final int FEW = 10;

    private static final int OTHER_FILES = 500;

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private final Site site;

    private final SignIn signIn;

    private final RunFolder runFolder;

    private final PrintStream progress;

    private final CpuMeter cpu;

    /**
     * A benchmark that has not begun.
     * @param site to measure
     * @param signIn on that site
     * @param runFolder of its processes
     * @param progress where lines go that say how far it is
     */
    public LiveBenchmark(Site site, SignIn signIn, RunFolder runFolder, PrintStream progress) {
        this.site = site;
        this.signIn = signIn;
        this.runFolder = runFolder;
        this.progress = progress;
        this.cpu = new CpuMeter(runFolder);
    }

    /**
     * How much to measure.
     *
     * @param warmUp for how long there are pledges before they are measured
     * @param perSecond pledges while few listen
     * @param length for how long, with few listeners
     * @param listeners how many listen then
     * @param crowdLength for how long they do, at one pledge a second
     */
    public record Extent(Duration warmUp, int perSecond, Duration length, int listeners, Duration crowdLength) {

        /**
         * Refuses what this machine does not allow.
         * @throws CannotRun when so many connections cannot be open at once
         */
        public Extent {
            if (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system
                    && system.getMaxFileDescriptorCount() < listeners + OTHER_FILES) {
                throw new CannotRun("%,d listeners need more open files than the %,d that are allowed (ulimit -n)"
                    .formatted(listeners, system.getMaxFileDescriptorCount()));
            }
        }

    }

    /**
     * Measures everything.
     * @param clock that names the campaign
     * @param extent how much
     * @return the figures
     * @throws IOException when the platform cannot be reached
     * @throws InterruptedException when the calling thread is told to stop
     */
    public Report run(Clock clock, Extent extent) throws IOException, InterruptedException {
        BenchedCampaign campaign = BenchedCampaign.launch(this.site, this.signIn, clock, PATIENCE);
        InetSocketAddress gateway = address(service("gateway"));
        if (!extent.warmUp.isZero()) {
            this.progress.println("  warm-up");
            pledge(campaign, gateway, extent.perSecond, extent.warmUp);
        }
        campaign.awaitCount();
        LiveFigures.Visible visible = measureFew(campaign, gateway, extent);
        LiveFigures.Crowded crowded = measureCrowd(campaign, gateway, extent);
        campaign.awaitCount();
        return new LiveFigures(visible, crowded, campaign.accepted(), campaign.counted());
    }

    private LiveFigures.Visible measureFew(BenchedCampaign campaign, InetSocketAddress gateway, Extent extent)
            throws IOException, InterruptedException {
        long before = campaign.accepted().pledges();
        try (Crowd crowd = Crowd.gather(gateway, stream(campaign), FEW)) {
            requireAll(crowd.await(before, PATIENCE), FEW);
            this.progress.printf("  %d pledges/s, %d listeners, through the gateway%n", extent.perSecond, FEW);
            SteadyLoad.Result load = pledge(campaign, gateway, extent.perSecond, extent.length);
            int complete = crowd.await(campaign.accepted().pledges(), PATIENCE);
            return new LiveFigures.Visible(extent.perSecond, FEW, load,
                    Deliveries.sinceAnswers(load.answered(), before, crowd.sightings()), complete == FEW);
        }
    }

    private LiveFigures.Crowded measureCrowd(BenchedCampaign campaign, InetSocketAddress gateway, Extent extent)
            throws IOException, InterruptedException {
        RunFile analytics = service("analytics-service");
        long before = campaign.accepted().pledges();
        campaign.awaitCount();
        this.progress.printf("  %,d listeners gather%n", extent.listeners);
        long began = System.nanoTime();
        try (Crowd crowd = Crowd.gather(address(analytics), stream(campaign), extent.listeners)) {
            requireAll(crowd.await(before, PATIENCE), extent.listeners);
            Duration gathering = Duration.ofNanos(System.nanoTime() - began);
            this.progress.printf("  all are there after %.1f s; one pledge a second%n", gathering.toMillis() / 1000.0);
            CpuMeter.Reading cpuBefore = this.cpu.read();
            this.cpu.machinePercent();
            SteadyLoad.Result load = pledge(campaign, gateway, 1, extent.crowdLength);
            double machinePercent = this.cpu.machinePercent();
            CpuMeter.Reading cpuAfter = this.cpu.read();
            int complete = crowd.await(campaign.accepted().pledges(), PATIENCE);
            ProcessMemory memory = ProcessMemory.of(analytics);
            int pledges = load.answered().length;
            List<Sightings> sightings = crowd.sightings();
            long delivered = sightings.stream().mapToLong((one) -> one.exactly(before + 1, pledges)).sum();
            return new LiveFigures.Crowded(extent.listeners, pledges, delivered,
                    Deliveries.sinceAnswers(load.answered(), before, sightings),
                    Deliveries.sinceTheFirstListener(pledges, before, sightings),
                    cpuAfter.usedSince(cpuBefore, analytics.name()),
                    cpuAfter.percentSince(cpuBefore, Runtime.getRuntime().availableProcessors())
                        .getOrDefault(analytics.name(), Double.NaN),
                    machinePercent, memory, complete == extent.listeners);
        }
    }

    private static SteadyLoad.Result pledge(BenchedCampaign campaign, InetSocketAddress gateway, int perSecond,
            Duration length) throws InterruptedException {
        SteadyLoad.Result load = SteadyLoad.run(gateway,
                (client) -> campaign.source(gateway, campaign.path(), client * 37), perSecond, length);
        campaign.accept(load.answered().length, load.people());
        return load;
    }

    private static void requireAll(int arrived, int expected) throws IOException {
        if (arrived < expected) {
            throw new IOException("only %,d of %,d listeners had a snapshot".formatted(arrived, expected));
        }
    }

    private static String stream(BenchedCampaign campaign) {
        return "/api/campaigns/" + campaign.slug() + "/tally/stream";
    }

    private static InetSocketAddress address(RunFile service) {
        URI url = URI.create(service.url());
        return new InetSocketAddress(url.getHost(), url.getPort());
    }

    private RunFile service(String name) throws IOException {
        return this.runFolder.find(name).orElseThrow(() -> new IOException(name + " does not run"));
    }

}
