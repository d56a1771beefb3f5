package org.groundswell.local.process;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * One child process that is kept alive until it is stopped: what dies is started again,
 * with {@link BackOff}.
 */
public final class SupervisedProcess {

    private static final long ROTATED_ABOVE_BYTES = 20L * 1024 * 1024;

    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);

    /**
     * A process that dies this often before it was ever ready will not be ready by trying
     * on.
     */
    private static final int DEATHS_BEFORE_READY = 2;

    private final ProcessSpec spec;

    private final RunFolder runFolder;

    private final Probe probe;

    private final PrintStream out;

    private final CompletableFuture<Duration> firstReady = new CompletableFuture<>();

    private final BackOff backOff = new BackOff();

    private final Thread watcher;

    private @Nullable Process process;

    private boolean stopping;

    /**
     * A process that is not started yet.
     * @param spec how to start it
     * @param runFolder where to tell of it
     * @param probe asks whether it is ready
     * @param out where a line goes whenever its state changes
     */
    public SupervisedProcess(ProcessSpec spec, RunFolder runFolder, Probe probe, PrintStream out) {
        this.spec = spec;
        this.runFolder = runFolder;
        this.probe = probe;
        this.out = out;
        this.watcher = Thread.ofPlatform().daemon().name("watch-" + spec.name()).unstarted(this::keepAlive);
    }

    /**
     * Its name.
     * @return such as {@code pledge-service-2}
     */
    public String name() {
        return this.spec.name();
    }

    /**
     * Starts it, and keeps it alive from now on.
     * @return completes with the time it took to be ready; exceptionally with
     * {@link CannotRun} when it keeps dying before it is ready
     */
    public CompletableFuture<Duration> start() {
        this.watcher.start();
        return this.firstReady;
    }

    /**
     * Asks it to end, and after 20 s ends it. Returns when it has ended. A process that
     * was never started stays so.
     * @throws InterruptedException when the calling thread is told to stop waiting
     */
    public void stop() throws InterruptedException {
        Process running;
        synchronized (this) {
            this.stopping = true;
            running = this.process;
        }
        this.watcher.interrupt();
        if (running != null) {
            end(this.spec.name(), running.toHandle(), this.out);
        }
        this.watcher.join();
        try {
            this.runFolder.remove(this.spec.name());
        }
        catch (IOException ex) {
            this.out.println("  " + this.spec.name() + ": its run file cannot be removed");
        }
    }

    static void end(String name, ProcessHandle handle, PrintStream out) throws InterruptedException {
        handle.destroy();
        if (!hasEnded(handle, STOP_PATIENCE)) {
            out.printf("  %s did not stop within %d s and is killed%n", name, STOP_PATIENCE.toSeconds());
            handle.destroyForcibly();
            hasEnded(handle, STOP_PATIENCE);
        }
    }

    /**
     * By looking, since {@link ProcessHandle#onExit()} looks ever more seldom at what is
     * not this process's child.
     */
    private static boolean hasEnded(ProcessHandle handle, Duration patience) throws InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (handle.isAlive() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        return !handle.isAlive();
    }

    private void keepAlive() {
        int deaths = 0;
        try {
            while (!isStopping()) {
                Instant started = Instant.now();
                String death;
                Instant ready = null;
                try {
                    Process current = launch();
                    ready = awaitReady(current);
                    if (ready != null) {
                        report(Duration.between(started, ready), deaths);
                    }
                    death = "ended with status " + current.waitFor();
                }
                catch (IOException ex) {
                    death = "cannot be started: " + ex.getMessage();
                }
                if (isStopping()) {
                    return;
                }
                deaths++;
                if (!this.firstReady.isDone() && deaths >= DEATHS_BEFORE_READY) {
                    this.firstReady.completeExceptionally(new CannotRun("%s %s before it was ready; its log is %s"
                        .formatted(this.spec.name(), death, this.spec.log())));
                    return;
                }
                Duration healthy = (ready != null) ? Duration.between(ready, Instant.now()) : Duration.ZERO;
                Duration wait = this.backOff.afterHealthyFor(healthy);
                this.out.printf("  %-22s %s; starts again %s%n", this.spec.name(), death,
                        wait.isZero() ? "now" : "in " + wait.toSeconds() + " s");
                Thread.sleep(wait);
            }
        }
        catch (InterruptedException ex) {
            // stop() ends the process.
        }
    }

    private void report(Duration took, int deaths) {
        this.out.printf("  %-22s %s after %4.1f s   %s%n", this.spec.name(), (deaths == 0) ? "ready" : "ready again",
                took.toMillis() / 1000.0, this.spec.url());
        this.firstReady.complete(took);
    }

    private synchronized boolean isStopping() {
        return this.stopping;
    }

    private synchronized Process launch() throws IOException, InterruptedException {
        if (this.stopping) {
            throw new InterruptedException();
        }
        rotate(this.spec.log());
        ProcessBuilder builder = new ProcessBuilder(command()).redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")))
            .redirectOutput(ProcessBuilder.Redirect.appendTo(this.spec.log().toFile()));
        builder.environment().putAll(this.spec.environment());
        Process started = builder.start();
        this.process = started;
        Instant startedAt = started.info().startInstant().orElseGet(Instant::now);
        try {
            this.runFolder.write(new RunFile(this.spec.name(), started.pid(), this.spec.url().toString(),
                    this.spec.url().getPort(), startedAt, this.spec.smtp(), this.spec.kafka()));
        }
        catch (IOException ex) {
            started.destroyForcibly();
            throw ex;
        }
        return started;
    }

    /**
     * A terminal's Ctrl-C goes to every process of its group. The children leave it to
     * the launcher, which stops them in order: a Java process keeps ignoring what was
     * ignored when it started.
     */
    private List<String> command() {
        List<String> command = new ArrayList<>(List.of("sh", "-c", "trap '' INT HUP; exec \"$@\"", this.spec.name(),
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), RunFile.marker(this.spec.name())));
        command.addAll(this.spec.jvmOptions());
        command.addAll(this.spec.program());
        return command;
    }

    private static void rotate(Path log) throws IOException {
        Files.createDirectories(log.getParent());
        if (Files.exists(log) && Files.size(log) > ROTATED_ABOVE_BYTES) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private @Nullable Instant awaitReady(Process current) throws InterruptedException {
        while (current.isAlive()) {
            if (this.probe.isReady(this.spec.ready())) {
                return Instant.now();
            }
            current.waitFor(100, TimeUnit.MILLISECONDS);
        }
        return null;
    }

}
