package org.groundswell.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;

import org.groundswell.local.bench.Machine;
import org.groundswell.local.bench.Report;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.platform.DataFolder;
import org.groundswell.local.platform.Platform;
import org.groundswell.local.platform.PlatformOptions;
import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * A platform of its own for a benchmark to measure on.
 */
final class BenchPlatform {

    @Option(names = "--data", paramLabel = "DIR",
            description = "A data folder to measure on, and to keep (default: a new one, deleted afterwards).")
    private @Nullable Path data;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "1300",
            description = "Added to every port (default: 1300).")
    private int portOffset;

    private final PrintStream progress = System.err;

    private volatile boolean failed;

    private volatile boolean stopping;

    /** Measures on a platform. */
    @FunctionalInterface
    interface Measurement {

        Report take(Running platform) throws IOException, InterruptedException;

    }

    /**
     * What is measured on.
     *
     * @param platform whose processes need not be started yet
     * @param runFolder of its processes
     * @param progress where lines go that say how far it is
     */
    record Running(Platform platform, RunFolder runFolder, PrintStream progress) {

        Site site() {
            return new Site(this.platform.siteUrl());
        }

        SignIn signIn() {
            return new SignIn(site(), Objects.requireNonNull(this.platform.mailboxUrl()));
        }

    }

    /** Measures when all processes are ready. */
    int measureAll(Measurement measurement) throws IOException, InterruptedException {
        return measure(Platform::start, measurement);
    }

    /** Measures when the processes that the services need are ready. */
    int measureInfrastructure(Measurement measurement) throws IOException, InterruptedException {
        return measure(Platform::startInfrastructure, measurement);
    }

    private interface Start {

        void start(Platform platform) throws IOException, InterruptedException;

    }

    private int measure(Start start, Measurement measurement) throws IOException, InterruptedException {
        Path given = this.data;
        Path dir = (given != null) ? given.toAbsolutePath().normalize()
                : Files.createTempDirectory("groundswell-bench-");
        DataFolder folder = DataFolder.hold(dir);
        Platform platform = prepare(dir, folder);
        Thread measuring = Thread.currentThread();
        Runtime.getRuntime()
            .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(measuring, platform, folder, dir)));
        try {
            this.progress.println("A platform starts, with its data in " + dir);
            start(start, platform);
            Report report = measurement.take(new Running(platform, DataFolder.runFolder(dir), this.progress));
            System.out.println(Machine.describe() + "\n");
            report.print(System.out);
            this.failed = !report.equal();
            return this.failed ? 1 : 0;
        }
        catch (IOException | InterruptedException | RuntimeException ex) {
            if (this.stopping) {
                return 1;
            }
            this.failed = true;
            throw ex;
        }
    }

    private static void start(Start start, Platform platform) throws IOException, InterruptedException {
        try {
            start.start(platform);
        }
        catch (CannotRun ex) {
            throw new IOException(ex.getMessage(), ex);
        }
    }

    private Platform prepare(Path dir, DataFolder folder) throws IOException, InterruptedException {
        try {
            PlatformOptions options = new PlatformOptions(DataOption.projectRoot(), dir, false, Map.of(), false, true,
                    this.portOffset, null, null, null);
            return Platform.prepare(options, folder, this.progress);
        }
        catch (IOException | RuntimeException ex) {
            if (this.data == null) {
                folder.delete();
            }
            folder.close();
            throw ex;
        }
    }

    /** Runs when this process ends, however that came about. */
    private void stop(Thread measuring, Platform platform, DataFolder folder, Path dir) {
        this.stopping = true;
        measuring.interrupt();
        try {
            platform.stop();
            if (this.failed) {
                this.progress.println("The logs are in " + dir.resolve("logs"));
            }
            else if (this.data == null) {
                folder.delete();
            }
        }
        catch (IOException ex) {
            this.progress.println(dir + " cannot be deleted");
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

}
