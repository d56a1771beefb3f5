package org.groundswell.local.process;

import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/**
 * Processes whose launcher was killed before it could stop them. Only what is certainly
 * ours is touched: same pid, same moment of starting, and our mark on its command line.
 */
public final class Orphans {

    private final RunFolder runFolder;

    private final PrintStream out;

    /**
     * The orphans that a run folder tells of.
     * @param runFolder of the run before
     * @param out where a line goes for each that is stopped
     */
    public Orphans(RunFolder runFolder, PrintStream out) {
        this.runFolder = runFolder;
        this.out = out;
    }

    /**
     * Stops them group by group, and removes their run files.
     * @param group tells of a process's name in which group it is; lower groups are
     * stopped first
     * @throws IOException when the run files cannot be read or removed
     * @throws InterruptedException when the calling thread is told to stop
     */
    public void stop(ToIntFunction<String> group) throws IOException, InterruptedException {
        Map<Integer, List<RunFile>> groups = this.runFolder.list()
            .stream()
            .collect(Collectors.groupingBy((file) -> group.applyAsInt(file.name()), TreeMap::new, Collectors.toList()));
        for (List<RunFile> files : groups.values()) {
            files.forEach((file) -> file.process().ifPresent((process) -> {
                this.out.printf("  %-22s was left over by a launcher that was killed (pid %d) and is stopped%n",
                        file.name(), file.pid());
                process.destroy();
            }));
            for (RunFile file : files) {
                Optional<ProcessHandle> process = file.process();
                if (process.isPresent()) {
                    SupervisedProcess.end(file.name(), process.get(), this.out);
                }
                this.runFolder.remove(file.name());
            }
        }
    }

}
