package org.groundswell.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform as a newcomer has it: started by {@code ./groundswell up}, seen through
 * its ports and its run folder. One serves all system tests; they may stop it and start
 * it again, and must leave it running. A test that needs another kind has its own.
 */
final class Platform {

    /** All ports are below those that the kernel gives to whoever connects. */
    static final int PORT_OFFSET = 5_000;

    private static final Path ROOT = Path.of(System.getProperty("groundswell.root", "..")).toAbsolutePath().normalize();

    private static final Duration START = Duration.ofMinutes(3);

    /** Who may suspend campaigns. */
    static final String STEWARD = "steward@example.org";

    private static final JsonMapper JSON = JsonMapper.shared();

    private final Path data;

    private final int portOffset;

    private final Map<String, String> environment;

    private final List<String> options;

    private Process launcher;

    private Platform(int portOffset, Map<String, String> environment, String... options) {
        try {
            this.data = Files.createTempDirectory("groundswell-system-test").resolve("data");
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        this.portOffset = portOffset;
        this.environment = environment;
        this.options = List.of(options);
        this.launcher = launch();
    }

    /** The platform that all tests share, started when the first of them needs it. */
    static Platform shared() {
        return Shared.PLATFORM;
    }

    /**
     * A platform of a test's own. It is stopped when the tests are over at the latest,
     * and its data are left for whoever wants to know what went wrong, unless it is
     * discarded.
     */
    static Platform ofItsOwn(int portOffset, String... options) {
        var platform = new Platform(portOffset, Map.of(), options);
        Runtime.getRuntime().addShutdownHook(new Thread(platform::stopIfRunning));
        return platform;
    }

    static Path root() {
        return ROOT;
    }

    Path data() {
        return data;
    }

    URI site() {
        return URI.create("http://localhost:" + (8080 + portOffset));
    }

    URI mailbox() {
        return URI.create(runFile("mailbox").at("/url").stringValue());
    }

    String kafka() {
        return runFile("kafka").at("/url").stringValue().replace("kafka://", "");
    }

    JsonNode runFile(String name) {
        // A restart replaces the file, so for a moment there may be none.
        return Awaitility.await().ignoreExceptions().until(() -> {
            var file = JSON.readTree(Files.readString(data.resolve("run").resolve(name + ".json")));
            return file.isObject() ? file : null;
        }, file -> file != null);
    }

    long pid(String name) {
        return runFile(name).at("/pid").longValue();
    }

    /** As a machine that runs out of memory does it. */
    void kill(String name) {
        var pid = pid(name);
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        Awaitility.await().until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty());
    }

    /** Sends a process a signal, such as {@code STOP}. */
    void signal(String name, String signal) {
        signal(pid(name), signal);
    }

    void awaitRestart(String name, long killedPid) {
        Awaitility.await("restart of " + name)
            .atMost(Duration.ofSeconds(90))
            .until(() -> pid(name) != killedPid && groundswell("status", "--data", data.toString()).status() == 0);
    }

    /** As Ctrl-C does it. */
    void stop() {
        signal(launcher.pid(), "INT");
        try {
            if (!launcher.waitFor(120, TimeUnit.SECONDS)) {
                throw new AssertionError("the platform does not stop");
            }
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    int lastStatus() {
        return launcher.exitValue();
    }

    void start() {
        launcher = launch();
    }

    /** Runs a command of the project's script to its end. */
    static Output groundswell(String... arguments) {
        return groundswell(Map.of(), arguments);
    }

    static Output groundswell(Map<String, String> environment, String... arguments) {
        var command = new ArrayList<String>(List.of(ROOT.resolve("groundswell").toString()));
        command.addAll(List.of(arguments));
        return run(environment, command);
    }

    static Output run(Map<String, String> environment, List<String> command) {
        try {
            var out = Files.createTempFile("out", ".txt");
            var err = Files.createTempFile("err", ".txt");
            var builder = new ProcessBuilder(command).directory(ROOT.toFile())
                .redirectOutput(out.toFile())
                .redirectError(err.toFile());
            builder.environment().putAll(environment);
            var process = builder.start();
            if (!process.waitFor(5, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new AssertionError(command + " does not end");
            }
            return new Output(process.exitValue(), Files.readString(out), Files.readString(err));
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Process launch() {
        var log = data.resolveSibling(data.getFileName() + ".log");
        try {
            // A shell in the background has what it starts ignore the signal that stops
            // the platform.
            var command = new ArrayList<String>(
                    List.of("env", "--default-signal=INT", ROOT.resolve("groundswell").toString(), "up", "--limits",
                            "off", "--port-offset", String.valueOf(portOffset), "--data", data.toString()));
            command.addAll(options);
            var builder = new ProcessBuilder(command).directory(ROOT.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
            builder.environment().put("GROUNDSWELL_STEWARDS", STEWARD);
            // Nobody kills a pledge-service while a conditional campaign closes.
            builder.environment().put("GROUNDSWELL_CLOSING_SETTLING", "10s");
            builder.environment().putAll(environment);
            var started = builder.start();
            Awaitility.await("start of the platform, see " + log).atMost(START).until(() -> {
                if (!started.isAlive()) {
                    throw new AssertionError("the platform did not start:\n" + Files.readString(log));
                }
                return Files.readString(log).contains("Groundswell is up");
            });
            return started;
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static void signal(long pid, String signal) {
        run(Map.of(), List.of("kill", "-" + signal, String.valueOf(pid)));
    }

    private void stopIfRunning() {
        if (launcher.isAlive()) {
            stop();
        }
    }

    /** Stops it and deletes its data. */
    void discard() {
        stopIfRunning();
        try (var files = Files.walk(data)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(java.io.File::delete);
        }
        catch (IOException leftBehind) {
            throw new UncheckedIOException(leftBehind);
        }
    }

    /** What a command did. */
    record Output(int status, String out, String err) {
    }

    /** Started when first needed, stopped when the tests are over. */
    private static final class Shared {

        static final Platform PLATFORM = start();

        private static Platform start() {
            // Without the second compiler it starts in half the time; what it is asked
            // to do is little.
            var platform = new Platform(PORT_OFFSET, Map.of("JDK_JAVA_OPTIONS", "-XX:TieredStopAtLevel=1"), "--demo");
            Runtime.getRuntime().addShutdownHook(new Thread(platform::discard));
            return platform;
        }

    }

}
