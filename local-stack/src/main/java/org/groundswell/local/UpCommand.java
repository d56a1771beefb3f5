package org.groundswell.local;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.demo.DemoCampaign;
import org.groundswell.local.platform.DataFolder;
import org.groundswell.local.platform.Platform;
import org.groundswell.local.platform.PlatformOptions;
import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * {@code groundswell up}.
 */
@Command(name = "up", mixinStandardHelpOptions = true, sortOptions = false,
        description = { "Builds what is not built, starts the platform, waits until it is healthy, prints the "
                + "addresses and stays in the foreground. Ctrl-C stops everything and loses nothing; "
                + "the exit status is then 0." })
final class UpCommand implements Callable<Integer> {

    private enum Switch {

        on, off

    }

    @Mixin
    private final DataOption data = new DataOption();

    @Option(names = "--fresh", description = "Delete what the data folder holds first.")
    private boolean fresh;

    @Option(names = "--demo", description = "Launch a sample campaign and let pledges trickle in.")
    private boolean demo;

    @Option(names = "--replicas", paramLabel = "SERVICE=N",
            description = "Start N instances of a service (not of the gateway); can be given several times.")
    private Map<String, Integer> replicas = new HashMap<>();

    @Option(names = "--limits", paramLabel = "on|off", defaultValue = "on",
            description = "Whether the limits per client hold (default: on). Off is for load from this machine.")
    private Switch limits = Switch.on;

    @Option(names = "--mongodb-uri", paramLabel = "URI", description = "Use this MongoDB, not the embedded store.")
    private @Nullable String mongodbUri;

    @Option(names = "--kafka", paramLabel = "HOST:PORT", description = "Use this Kafka broker, start none.")
    private @Nullable String kafka;

    @Option(names = "--smtp", paramLabel = "HOST:PORT", description = "Use this mail server, not the local mailbox.")
    private @Nullable String smtp;

    @Option(names = "--port-offset", paramLabel = "N", description = "Add N to every port (default: 0).")
    private int portOffset;

    private final PrintStream out = System.out;

    private volatile boolean failed;

    @Override
    public Integer call() throws IOException, InterruptedException {
        long began = System.nanoTime();
        PlatformOptions options = new PlatformOptions(DataOption.projectRoot(), this.data.folder(), this.fresh,
                this.replicas, this.limits == Switch.on, false, this.portOffset, this.mongodbUri, this.kafka,
                this.smtp);
        if (this.demo && this.smtp != null) {
            throw new CannotRun("--demo signs in through the local mailbox, so it does not go with --smtp");
        }
        Platform platform = prepare(options);
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(platform)));
        this.out.println("Groundswell starts, with its data in " + options.data());
        try {
            platform.start();
        }
        catch (CannotRun ex) {
            this.failed = true;
            throw new IOException(ex.getMessage(), ex);
        }
        printAddresses(platform, Duration.ofNanos(System.nanoTime() - began));
        if (this.demo) {
            startDemo(platform);
        }
        new CountDownLatch(1).await();
        return 0;
    }

    /** The folder stays held until this process has ended, when its children have too. */
    private Platform prepare(PlatformOptions options) throws IOException, InterruptedException {
        DataFolder folder = DataFolder.hold(options.data());
        try {
            return Platform.prepare(options, folder, this.out);
        }
        catch (IOException | RuntimeException ex) {
            folder.close();
            throw ex;
        }
    }

    /**
     * Asked to stop and stopped in good order is a success, so the JVM's own 130 or 143
     * does not get its turn.
     */
    private void stop(Platform platform) {
        try {
            this.out.printf("%nGroundswell stops.%n");
            platform.stop();
            this.out.println("Stopped. The next start continues with the same data.");
            this.out.flush();
            if (!this.failed) {
                Runtime.getRuntime().halt(0);
            }
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    private void printAddresses(Platform platform, Duration took) {
        String dataOption = this.data.isGiven() ? " --data " + this.data.folder() : "";
        String mailbox = platform.mailboxUrl();
        this.out.printf("%nGroundswell is up after %d s.%n%n", took.toSeconds());
        this.out.printf("  site      %s%n", platform.siteUrl());
        this.out.printf("  mailbox   %s%n", (mailbox != null) ? mailbox : "mail goes to " + this.smtp);
        if (mailbox != null) {
            this.out.printf("  token     ./groundswell token you@example.org%s%n", dataOption);
        }
        this.out.printf("  logs      %s%n%n", this.data.folder().resolve("logs"));
        this.out.println("Ctrl-C stops everything; the next start continues with the same data.");
    }

    private void startDemo(Platform platform) {
        Site site = new Site(platform.siteUrl());
        SignIn signIn = new SignIn(site, Objects.requireNonNull(platform.mailboxUrl()));
        DemoCampaign campaign = new DemoCampaign(site, signIn, Clock.systemUTC(), new SplittableRandom(), this.out);
        Thread.ofPlatform().daemon().name("demo").start(campaign::run);
    }

}
