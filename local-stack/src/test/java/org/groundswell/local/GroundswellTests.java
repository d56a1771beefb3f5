package org.groundswell.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import org.groundswell.local.platform.DataFolder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class GroundswellTests {

    @TempDir
    private Path dir;

    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @ParameterizedTest
    @ValueSource(strings = { "nonsense", "up --limits maybe", "up --replicas gateway=2", "up --port-offset x",
            "up --kafka nowhere", "up --demo --smtp mail:25", "token", "erase", "erase --yes ann",
            "dead-letters --put-back", "dead-letters --put-back one", "dead-letters --put-back all 0-1",
            "dead-letters --put-back all --json", "dead-letters --kafka nowhere", "rebuild --nonsense",
            "replay counts.json --speed 1", "replay counts.json --speed 0 --scale 1", "bench --seconds 0",
            "bench --warm-up -1", "bench reads --seconds 0", "bench --port-offset -1", "bench counting --pledges 0",
            "bench live --listeners 0", "bench live --listeners 100000000", "bench reads --path count.json" })
    void whatMakesNoSenseIsOneLineAndStatus2(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(errLines()).hasSize(1).first().asString().startsWith("groundswell: ");
    }

    @ParameterizedTest
    @ValueSource(strings = { "token ann@example.org", "status", "erase --yes ann@example.org", "dead-letters",
            "dead-letters --put-back all", "replay counts.json --speed 1 --scale 1" })
    void withoutAPlatformIsStatus2(String line) {
        assertThat(run((line + " --data " + this.dir).split(" "))).isEqualTo(2);
        assertThat(errLines()).hasSize(1).first().asString().contains(this.dir.toString());
    }

    @Test
    void aFolderThatIsHeldIsStatus2() throws IOException {
        try (DataFolder held = DataFolder.hold(this.dir)) {
            assertThat(held).isNotNull();
            assertThat(run("up", "--data", this.dir.toString())).isEqualTo(2);
        }
        assertThat(errLines()).hasSize(1).first().asString().contains("held by another run");
    }

    @Test
    void aFolderOfSomethingElseIsStatus2EvenWithFresh() throws IOException {
        Path precious = Files.writeString(this.dir.resolve("precious.txt"), "keep me");
        assertThat(run("up", "--fresh", "--data", this.dir.toString())).isEqualTo(2);
        assertThat(precious).hasContent("keep me");
    }

    @Test
    void aReplayOfWhatCannotBeReadIsStatus1() {
        assertThat(run("replay", this.dir.resolve("none.json").toString(), "--speed", "1", "--scale", "1", "--url",
                "http://127.0.0.1:1", "--data", this.dir.toString()))
            .isEqualTo(1);
        assertThat(errLines()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = { "help", "up --help", "token --help", "status --help", "erase --help", "rebuild --help",
            "dead-letters --help", "replay --help", "bench --help", "bench counting --help", "bench live --help",
            "bench reads --help", "--version" })
    void helpIsStatus0(String line) {
        assertThat(run(line.split(" "))).isZero();
        assertThat(errLines()).isEmpty();
    }

    private int run(String... args) {
        return Groundswell.execute(new PrintStream(this.err, true, StandardCharsets.UTF_8), args);
    }

    private List<String> errLines() {
        return this.err.toString(StandardCharsets.UTF_8).lines().toList();
    }

}
