package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;

/** A recorded rush, small and fast. */
@Tag("soak")
class ReplayIT {

    private final Platform platform = Platform.shared();

    @Test
    void countsExactlyWhatWasAccepted(@TempDir Path dir) throws Exception {
        var recording = Files.writeString(dir.resolve("recording.json"), """
                [{"updated_at": "2019-03-20 20:00:00", "signature_count": 0},
                 {"updated_at": "2019-03-20 20:01:00", "signature_count": 500},
                 {"updated_at": "2019-03-20 20:02:00", "signature_count": 400},
                 {"updated_at": "2019-03-20 20:03:00", "signature_count": 900}]
                """);
        var replay = Platform.groundswell("replay", recording.toString(), "--speed", "30", "--scale", "0.5", "--data",
                platform.data().toString());
        assertThat(replay.status()).as(replay.out() + replay.err()).isZero();
        assertThat(replay.out()).containsPattern("accepted\\s+450").contains("tally equals accepted: yes");
    }

}
