package org.groundswell.local.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;

import org.groundswell.local.process.CannotRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTests {

    @TempDir
    private Path temp;

    @Test
    void isHeldByOneRunAtATime() throws IOException {
        try (DataFolder held = DataFolder.hold(this.temp)) {
            assertThat(held.logs()).isEqualTo(this.temp.resolve("logs"));
            assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> DataFolder.hold(this.temp))
                .withMessageContaining("held by another run (pid " + ProcessHandle.current().pid() + ")");
        }
        DataFolder.hold(this.temp).close();
    }

    @Test
    void aFolderOfSomethingElseIsRefusedAndLeftAsItIs() throws IOException {
        Path precious = Files.writeString(this.temp.resolve("precious.txt"), "keep me");
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> DataFolder.hold(this.temp))
            .withMessageContaining("neither empty nor a Groundswell data folder");
        try (Stream<Path> entries = Files.list(this.temp)) {
            assertThat(entries).containsExactly(precious);
        }
    }

    @Test
    void aFileIsNotADataFolder() throws IOException {
        Path file = Files.writeString(this.temp.resolve("file"), "");
        assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> DataFolder.hold(file))
            .withMessageContaining("is not a folder");
    }

    @Test
    void emptyingDeletesWhatIsInItAndNothingThatALinkLeadsTo() throws IOException {
        Path outside = Files.createDirectory(this.temp.resolve("outside"));
        Path precious = Files.writeString(outside.resolve("precious.txt"), "keep me");
        Path data = this.temp.resolve("data");
        try (DataFolder folder = DataFolder.hold(data)) {
            Files.createDirectories(data.resolve("store/deep"));
            Files.writeString(data.resolve("store/deep/file"), "old");
            Files.createSymbolicLink(data.resolve("link"), outside);
            folder.empty();
            try (Stream<Path> entries = Files.list(data)) {
                assertThat(entries).containsExactly(data.resolve(".groundswell"));
            }
            assertThat(precious).hasContent("keep me");
            assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> DataFolder.hold(data));
        }
    }

    @Test
    void deletingLeavesNothing() throws IOException {
        Path data = this.temp.resolve("data");
        DataFolder folder = DataFolder.hold(data);
        Files.createDirectories(data.resolve("store/deep"));
        folder.delete();
        assertThat(data).doesNotExist();
    }

    @Test
    void aSecretStaysTheSameAndIsItsOwnersAlone() throws IOException {
        Path dir = this.temp.resolve("secrets");
        String secret = new Secrets(dir).named("internal");
        assertThat(new Secrets(dir).named("internal")).isEqualTo(secret).hasSize(44);
        assertThat(new Secrets(dir).named("other")).isNotEqualTo(secret);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(dir.resolve("internal"))))
            .isEqualTo("rw-------");
    }

    @Test
    void lessThanAGibibyteOfDiskIsRefused() throws IOException {
        try (DataFolder folder = DataFolder.hold(this.temp)) {
            Preflight.spaceIsLeft(1L << 30, folder);
            assertThatExceptionOfType(CannotRun.class).isThrownBy(() -> Preflight.spaceIsLeft((1L << 30) - 1, folder))
                .withMessage("1023 MiB of disk space are left for %s, and 1 GiB is needed".formatted(this.temp));
        }
    }

}
