package org.groundswell.local;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;

import org.groundswell.local.bench.Benchmark;
import org.groundswell.local.bench.Figures;
import org.groundswell.local.bench.Machine;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.platform.DataFolder;
import org.groundswell.local.platform.Platform;
import org.groundswell.local.platform.PlatformOptions;
import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * {@code groundswell bench}.
 */
@Command(name = "bench", mixinStandardHelpOptions = true, sortOptions = false,
        description = {
                "Starts a platform of its own, measures how many pledges it accepts beside requests that do "
                        + "nothing, and stops it. Prints Markdown on standard output, progress on standard error.",
                "Exit status 1 when the tally does not come to exactly what was accepted." })
final class BenchCommand implements Callable<Integer> {

    private static final Duration COUNT_PATIENCE = Duration.ofMinutes(2);

    @Option(names = "--seconds", paramLabel = "N", defaultValue = "8",
            description = "How long each measurement takes (default: 8).")
    private int seconds;

    @Option(names = "--warm-up", paramLabel = "N", defaultValue = "20",
            description = "For how many seconds everything is used before it is measured (default: 20).")
    private int warmUpSeconds;

    @Option(names = "--data", paramLabel = "DIR",
            description = "A data folder to measure on, and to keep (default: a new one, deleted afterwards).")
    private @Nullable Path data;

    @Option(names = "--port-offset", paramLabel = "N", defaultValue = "1300",
            description = "Added to every port (default: 1300).")
    private int portOffset;

    private final PrintStream progress = System.err;

    private volatile boolean failed;

    private volatile boolean stopping;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (this.seconds < 1 || this.warmUpSeconds < 0) {
            throw new CannotRun("--seconds must be at least 1, --warm-up at least 0");
        }
        Path given = this.data;
        Path dir = (given != null) ? given.toAbsolutePath().normalize()
                : Files.createTempDirectory("groundswell-bench-");
        DataFolder folder = DataFolder.hold(dir);
        Platform platform = prepare(dir, folder);
        Thread measuring = Thread.currentThread();
        Runtime.getRuntime()
            .addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(measuring, platform, folder, dir)));
        try {
            Figures figures = measure(platform, dir);
            System.out.println(Machine.describe() + "\n");
            figures.print(System.out);
            this.failed = !figures.equal();
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

    private Figures measure(Platform platform, Path dir) throws IOException, InterruptedException {
        this.progress.println("A platform starts, with its data in " + dir);
        try {
            platform.start();
        }
        catch (CannotRun ex) {
            throw new IOException(ex.getMessage(), ex);
        }
        Site site = new Site(platform.siteUrl());
        SignIn signIn = new SignIn(site, Objects.requireNonNull(platform.mailboxUrl()));
        return new Benchmark(site, signIn, DataFolder.runFolder(dir), COUNT_PATIENCE, this.progress)
            .run(Clock.systemUTC(), Duration.ofSeconds(this.warmUpSeconds), Duration.ofSeconds(this.seconds));
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
