package org.groundswell.local.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

import com.sun.management.OperatingSystemMXBean;
import org.groundswell.local.process.RunFile;
import org.groundswell.local.process.RunFolder;

/**
 * How much processor time the platform's processes and this one use.
 */
final class CpuMeter {

    static final String GENERATOR = "generator";

    private final RunFolder runFolder;

    private final OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    CpuMeter(RunFolder runFolder) {
        this.runFolder = runFolder;
    }

    /**
     * Processor time used from the processes' start to a moment.
     *
     * @param nanoTime the moment
     * @param used by each process
     */
    record Reading(long nanoTime, Map<String, Duration> used) {

        /**
         * What was used after an earlier moment, in percent of the machine. A process
         * that was started since has used it all since.
         */
        Map<String, Double> percentSince(Reading earlier, int processors) {
            double machine = (double) (this.nanoTime - earlier.nanoTime) * processors;
            Map<String, Double> percent = new LinkedHashMap<>();
            this.used.keySet().forEach((name) -> percent.put(name, 100 * usedSince(earlier, name).toNanos() / machine));
            return percent;
        }

        /** What one process used after an earlier moment; nothing when it is unknown. */
        Duration usedSince(Reading earlier, String process) {
            Duration now = this.used.getOrDefault(process, Duration.ZERO);
            Duration before = earlier.used.getOrDefault(process, Duration.ZERO);
            return (now.compareTo(before) < 0) ? now : now.minus(before);
        }

    }

    Reading read() throws IOException {
        Map<String, Duration> used = new LinkedHashMap<>();
        for (RunFile file : this.runFolder.list()) {
            file.process().ifPresent((process) -> used.put(file.name(), cpu(process)));
        }
        used.put(GENERATOR, cpu(ProcessHandle.current()));
        return new Reading(System.nanoTime(), used);
    }

    private static Duration cpu(ProcessHandle process) {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    /**
     * How busy the machine was since this was asked last, with everything on it.
     * @return in percent; negative when it cannot be told
     */
    double machinePercent() {
        return 100 * this.system.getCpuLoad();
    }

}
