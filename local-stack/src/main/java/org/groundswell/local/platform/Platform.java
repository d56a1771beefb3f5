package org.groundswell.local.platform;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.Orphans;
import org.groundswell.local.process.Probe;
import org.groundswell.local.process.ProcessSpec;
import org.groundswell.local.process.RunFolder;
import org.groundswell.local.process.SupervisedProcess;
import org.jspecify.annotations.Nullable;

/**
 * All processes of a platform on this machine, from the first check to the last one's
 * end.
 */
public final class Platform {

    private static final int START_PATIENCE_SECONDS = 300;

    private static final int STOP_GROUPS = 4;

    private final List<SupervisedProcess> processes = new ArrayList<>();

    private final Layout layout;

    private final RunFolder runFolder;

    private final PrintStream out;

    private final Probe probe = new Probe();

    private boolean stopped;

    private Platform(Layout layout, RunFolder runFolder, PrintStream out) {
        this.layout = layout;
        this.runFolder = runFolder;
        this.out = out;
    }

    /**
     * Checks all that must be so before anything is started, and clears away what a
     * killed launcher left running.
     * @param options of the run
     * @param folder held for it
     * @param out where progress goes
     * @return a platform to start
     * @throws CannotRun when a port is taken, the disk is full, or something is not built
     * @throws IOException when the folder cannot be read or written
     * @throws InterruptedException when the calling thread is told to stop
     */
    public static Platform prepare(PlatformOptions options, DataFolder folder, PrintStream out)
            throws IOException, InterruptedException {
        RunFolder runFolder = DataFolder.runFolder(options.data());
        new Orphans(runFolder, out).stop(Layout::stopGroup);
        if (options.fresh()) {
            folder.empty();
        }
        Layout layout = new Layout(options, folder);
        Preflight.spaceIsLeft(Files.getFileStore(options.data()).getUsableSpace(), folder);
        Preflight.portsAreFree(layout.ports());
        layout.services();
        return new Platform(layout, runFolder, out);
    }

    /**
     * Starts everything and returns when all are ready.
     * @throws CannotRun when one does not become ready
     * @throws IOException when the folder cannot be written
     * @throws InterruptedException when the calling thread is told to stop
     */
    public void start() throws IOException, InterruptedException {
        startInfrastructure();
        startAll(this.layout.services());
    }

    /**
     * Starts what the services need, and returns when that is ready.
     * @throws CannotRun when one does not become ready
     * @throws IOException when the folder cannot be written
     * @throws InterruptedException when the calling thread is told to stop
     */
    public void startInfrastructure() throws IOException, InterruptedException {
        FutureTask<?> unpacking = new FutureTask<>(() -> {
            for (UnpackedService service : this.layout.unpacked()) {
                service.unpack();
            }
            return null;
        });
        Thread.startVirtualThread(unpacking);
        startAll(this.layout.infrastructure());
        try {
            unpacking.get();
        }
        catch (ExecutionException ex) {
            throw (ex.getCause() instanceof CannotRun reason) ? reason : new CompletionException(ex.getCause());
        }
    }

    /**
     * Starts one service, after the infrastructure, and returns when it is ready.
     * @param name of the process
     * @throws CannotRun when it does not become ready
     * @throws IOException when the folder cannot be written
     * @throws InterruptedException when the calling thread is told to stop
     */
    public void startService(String name) throws IOException, InterruptedException {
        startAll(this.layout.services().stream().filter((spec) -> spec.name().equals(name)).toList());
    }

    private void startAll(List<ProcessSpec> specs) throws InterruptedException {
        List<CompletableFuture<?>> ready = new ArrayList<>();
        synchronized (this) {
            if (this.stopped) {
                return;
            }
            for (ProcessSpec spec : specs) {
                SupervisedProcess process = new SupervisedProcess(spec, this.runFolder, this.probe, this.out);
                this.processes.add(process);
                ready.add(process.start());
            }
        }
        try {
            failingFast(ready).get(START_PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
        catch (TimeoutException ex) {
            throw new CannotRun("not everything was ready within %d s; the logs are in the data folder"
                .formatted(START_PATIENCE_SECONDS));
        }
        catch (ExecutionException ex) {
            throw (ex.getCause() instanceof CannotRun reason) ? reason : new CompletionException(ex.getCause());
        }
    }

    private static CompletableFuture<?> failingFast(List<CompletableFuture<?>> all) {
        CompletableFuture<Object> result = new CompletableFuture<>();
        all.forEach((one) -> one.whenComplete((value, failure) -> {
            if (failure != null) {
                result.completeExceptionally(failure);
            }
        }));
        CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).thenRun(() -> result.complete(true));
        return result;
    }

    /**
     * Stops everything: the gateway, then the services, the mailbox, and last the broker
     * and the store, which the services need while they stop. Returns when nothing runs
     * any more.
     * @throws InterruptedException when the calling thread is told to stop waiting
     */
    public void stop() throws InterruptedException {
        List<SupervisedProcess> running;
        synchronized (this) {
            this.stopped = true;
            running = List.copyOf(this.processes);
        }
        for (int group : IntStream.range(0, STOP_GROUPS).toArray()) {
            List<Thread> stoppers = running.stream()
                .filter((process) -> Layout.stopGroup(process.name()) == group)
                .map((process) -> Thread.startVirtualThread(() -> stop(process)))
                .toList();
            for (Thread stopper : stoppers) {
                stopper.join();
            }
        }
    }

    private void stop(SupervisedProcess process) {
        try {
            process.stop();
            this.out.printf("  %-22s stopped%n", process.name());
        }
        catch (InterruptedException ex) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * The address of the site.
     * @return without a slash at the end
     */
    public String siteUrl() {
        return this.layout.siteUrl();
    }

    /**
     * The address of the mailbox.
     * @return null when mail goes to another server
     */
    public @Nullable String mailboxUrl() {
        return this.layout.mailboxUrl();
    }

}
