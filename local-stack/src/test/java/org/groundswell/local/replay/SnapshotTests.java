package org.groundswell.local.replay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

class SnapshotTests {

    @TempDir
    private Path dir;

    @Test
    void timesAreUtcAndOtherFieldsIgnored() throws IOException {
        assertThat(Snapshot.read(file("""
                [{"updated_at": "2019-03-20 19:20:00", "signature_count": 75024, "more": 1},
                 {"updated_at": "2019-03-20 20:01:00", "signature_count": 87350}]"""))).containsExactly(
                new Snapshot(Instant.parse("2019-03-20T19:20:00Z"), 75024),
                new Snapshot(Instant.parse("2019-03-20T20:01:00Z"), 87350));
    }

    @Test
    void whatIsNoSnapshotIsNamedByItsNumber() {
        assertThatIOException().isThrownBy(() -> Snapshot.read(file("""
                [{"updated_at": "2019-03-20 19:20:00", "signature_count": 75024}, {"updated_at": "soon"}]""")))
            .withMessageContaining("snapshot 2");
    }

    @Test
    void aSingleSnapshotIsNothingToReplay() {
        assertThatIOException().isThrownBy(() -> Snapshot.read(file("""
                [{"updated_at": "2019-03-20 19:20:00", "signature_count": 75024}]""")))
            .withMessageContaining("fewer than two");
    }

    private Path file(String content) throws IOException {
        return Files.writeString(this.dir.resolve("counts.json"), content);
    }

}
