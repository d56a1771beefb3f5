package org.groundswell.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.groundswell.local.process.CannotRun;

/**
 * A service's jar, taken apart: Java starts sooner from plain jars than from jars within
 * a jar, and only their classes can be kept in an archive that makes the next start
 * sooner still.
 */
final class UnpackedService {

    private static final long PATIENCE_SECONDS = 60;

    private final String name;

    private final Path packed;

    private final Path folder;

    /**
     * A service of the project.
     * @param projectRoot where the project is
     * @param name the service's name
     * @throws CannotRun when it is not built
     */
    UnpackedService(Path projectRoot, String name) {
        Path target = projectRoot.resolve(name).resolve("target");
        this.name = name;
        this.packed = target.resolve(name + ".jar");
        this.folder = target.resolve("unpacked");
        if (!Files.isRegularFile(this.packed)) {
            throw new CannotRun(this.packed + " is missing; build it with: mvn -DskipTests package");
        }
    }

    Path jar() {
        return this.folder.resolve(this.name + ".jar");
    }

    /** One for each process, since a process writes it when it ends. */
    List<String> archiveOptions(String process) {
        return List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + this.folder.resolve(process + ".jsa"),
                "-Xlog:cds=off", "-Xlog:cds+dynamic=off", "-Xlog:aot=off");
    }

    /**
     * Takes the jar apart, unless that was done since it was built.
     * @throws CannotRun when it cannot be done
     * @throws IOException when the folder cannot be written
     * @throws InterruptedException when the calling thread is told to stop
     */
    void unpack() throws IOException, InterruptedException {
        if (Files.exists(jar())
                && Files.getLastModifiedTime(jar()).compareTo(Files.getLastModifiedTime(this.packed)) >= 0) {
            return;
        }
        delete(this.folder);
        Process unpacking = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Djarmode=tools", "-jar", this.packed.toString(),
                "extract", "--destination", this.folder.toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
        if (!unpacking.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS) || unpacking.exitValue() != 0) {
            unpacking.destroyForcibly();
            throw new CannotRun(this.packed + " cannot be unpacked");
        }
        // Its time tells that this was done after the jar was built.
        Files.setLastModifiedTime(jar(), FileTime.fromMillis(System.currentTimeMillis()));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

}
