package org.groundswell.local.process;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.RandomAccessFile;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import org.awaitility.Awaitility;
import org.groundswell.local.FreePort;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class SupervisedProcessTests {

    private static final String NAME = "stub-service";

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final PrintStream out = new PrintStream(this.printed, true, StandardCharsets.UTF_8);

    private RunFolder runFolder;

    private int port;

    private SupervisedProcess process;

    @BeforeEach
    void prepare() throws IOException {
        this.runFolder = new RunFolder(this.dir.resolve("run"));
        this.port = FreePort.find();
        this.process = process(this.port);
    }

    @AfterEach
    void stop() throws InterruptedException {
        this.process.stop();
    }

    @Test
    void aRunFileTellsOfTheProcessUntilItIsStopped() throws Exception {
        this.process.start().get(30, TimeUnit.SECONDS);
        RunFile file = this.runFolder.find(NAME).orElseThrow();
        assertThat(file.kafka()).isEqualTo("broker:9094");
        assertThat(file.port()).isEqualTo(this.port);
        assertThat(file.process()).isPresent();
        this.process.stop();
        assertThat(this.runFolder.list()).isEmpty();
        assertThat(file.process()).isEmpty();
    }

    @Test
    void whatIsKilledIsStartedAgain() throws Exception {
        this.process.start().get(30, TimeUnit.SECONDS);
        RunFile first = this.runFolder.find(NAME).orElseThrow();
        first.process().orElseThrow().destroyForcibly();
        Awaitility.await()
            .atMost(30, TimeUnit.SECONDS)
            .untilAsserted(() -> assertThat(this.printed.toString(StandardCharsets.UTF_8))
                .contains("ended with status 137; starts again now")
                .contains("ready again after"));
        RunFile second = this.runFolder.find(NAME).orElseThrow();
        assertThat(second.pid()).isNotEqualTo(first.pid());
        assertThat(second.process()).isPresent();
    }

    @Test
    void aCtrlCOfTheTerminalIsLeftToTheLauncher() throws Exception {
        this.process.start().get(30, TimeUnit.SECONDS);
        RunFile file = this.runFolder.find(NAME).orElseThrow();
        assertThat(new ProcessBuilder("kill", "-INT", String.valueOf(file.pid())).start().waitFor()).isZero();
        Awaitility.await()
            .during(Duration.ofSeconds(1))
            .atMost(Duration.ofSeconds(5))
            .until(() -> file.process().isPresent());
    }

    @Test
    void whatKeepsDyingBeforeItIsReadyIsGivenUp() throws Exception {
        SupervisedProcess hopeless = process(0);
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> hopeless.start().get(30, TimeUnit.SECONDS))
            .havingCause()
            .isInstanceOf(CannotRun.class)
            .withMessageContaining("stub-service ended with status 3 before it was ready")
            .withMessageContaining("stub-service.log");
        hopeless.stop();
    }

    @Test
    void aProcessLeftOverByAKilledLauncherIsStopped() throws Exception {
        this.process.start().get(30, TimeUnit.SECONDS);
        RunFile file = this.runFolder.find(NAME).orElseThrow();
        RunFolder found = new RunFolder(this.dir.resolve("found"));
        found.write(file);
        new Orphans(found, this.out).stop((name) -> 0);
        assertThat(this.printed.toString(StandardCharsets.UTF_8)).contains("stub-service", "pid " + file.pid());
        assertThat(file.process()).isEmpty();
        assertThat(found.list()).isEmpty();
    }

    @Test
    void aStrangerWithTheSamePidIsLeftAlone() throws Exception {
        this.process.start().get(30, TimeUnit.SECONDS);
        RunFile file = this.runFolder.find(NAME).orElseThrow();
        RunFolder stale = new RunFolder(this.dir.resolve("stale"));
        stale.write(
                new RunFile(NAME, file.pid(), file.url(), file.port(), file.startedAt().minusSeconds(60), null, null));
        stale.write(new RunFile("another", file.pid(), file.url(), file.port(), file.startedAt(), null, null));
        new Orphans(stale, this.out).stop((name) -> 0);
        assertThat(file.process()).isPresent();
        assertThat(stale.list()).isEmpty();
    }

    @Test
    void aLongLogIsSetAsideAtTheStart() throws Exception {
        Path log = this.dir.resolve("stub-service.log");
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "rw")) {
            file.setLength(20L * 1024 * 1024 + 1);
        }
        this.process.start().get(30, TimeUnit.SECONDS);
        assertThat(Files.size(this.dir.resolve("stub-service.log.1"))).isEqualTo(20L * 1024 * 1024 + 1);
        // It listens before it says so.
        Awaitility.await()
            .atMost(30, TimeUnit.SECONDS)
            .untilAsserted(() -> assertThat(Files.readString(log)).startsWith("stub listens on " + this.port));
    }

    private SupervisedProcess process(int port) {
        ProcessSpec spec = new ProcessSpec(NAME, List.of("-cp", System.getProperty("java.class.path")),
                List.of(StubServer.class.getName(), String.valueOf(port)),
                Map.of("SPRING_KAFKA_BOOTSTRAP_SERVERS", "broker:9094"), URI.create("tcp://127.0.0.1:" + this.port),
                null, this.dir.resolve("stub-service.log"));
        return new SupervisedProcess(spec, this.runFolder, new Probe(), this.out);
    }

}
