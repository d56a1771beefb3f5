package org.groundswell.local;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.util.List;
import java.util.concurrent.Callable;

import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.Probe;
import org.groundswell.local.process.RunFile;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * {@code groundswell status}.
 */
@Command(name = "status", mixinStandardHelpOptions = true,
        description = { "Shows each process: name, pid, address, health.",
                "Exit status 0 when all are healthy, 1 when one is not, 2 when nothing runs." })
final class StatusCommand implements Callable<Integer> {

    @Mixin
    private final DataOption data = new DataOption();

    private final PrintStream out = System.out;

    private final Probe probe = new Probe();

    @Override
    public Integer call() throws IOException, InterruptedException {
        List<RunFile> files = this.data.runFolder().list();
        if (files.isEmpty()) {
            throw new CannotRun("nothing runs on " + this.data.folder());
        }
        boolean healthy = true;
        this.out.printf("%-24s %8s  %-28s %s%n", "NAME", "PID", "ADDRESS", "HEALTH");
        for (RunFile file : files) {
            String health = health(file);
            healthy &= health.equals("healthy");
            this.out.printf("%-24s %8d  %-28s %s%n", file.name(), file.pid(), file.url(), health);
        }
        return healthy ? 0 : 1;
    }

    private String health(RunFile file) throws InterruptedException {
        if (file.process().isEmpty()) {
            return "gone";
        }
        return this.probe.isReady(URI.create(file.readyUrl())) ? "healthy" : "not ready";
    }

}
