package org.groundswell.local.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;

import com.sun.management.OperatingSystemMXBean;

/**
 * The machine that is measured on.
 */
public final class Machine {

    private Machine() {
    }

    /**
     * What about it bears upon the figures.
     * @return a line
     */
    public static String describe() {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return "%d processors%s, %.1f GiB of memory, %s %s (%s), JDK %s (%s)".formatted(
                Runtime.getRuntime().availableProcessors(), model(), system.getTotalMemorySize() / (double) (1L << 30),
                System.getProperty("os.name"), System.getProperty("os.version"), System.getProperty("os.arch"),
                Runtime.version(), System.getProperty("java.vendor"));
    }

    /** Linux alone says. */
    private static String model() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter((line) -> line.startsWith("model name"))
                .map((line) -> " (" + line.substring(line.indexOf(':') + 1).strip() + ")")
                .findFirst()
                .orElse("");
        }
        catch (IOException ex) {
            return "";
        }
    }

}
