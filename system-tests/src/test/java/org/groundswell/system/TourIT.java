package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The README's tour works as it stands there. */
class TourIT {

    private static final Pattern STEP = Pattern.compile("<!-- tour -->\\R```bash\\R(.*?)\\R```", Pattern.DOTALL);

    private final Platform platform = Platform.shared();

    @Test
    void everyStepWorks() throws Exception {
        var steps = STEP.matcher(Files.readString(Platform.root().resolve("README.md")))
            .results()
            .map(step -> step.group(1))
            .toList();
        assertThat(steps).hasSizeGreaterThan(5);

        var tour = Platform.run(
                Map.of("GROUNDSWELL_URL", platform.site().toString(), "GROUNDSWELL_MAILBOX",
                        platform.mailbox().toString(), "GROUNDSWELL_DATA", platform.data().toString()),
                List.of("bash", "-euo", "pipefail", "-c", String.join("\n", steps)));

        // curl ends its time at the stream with status 28, which is what the tour is
        // about.
        assertThat(tour.status()).as(tour.err()).isZero();
        assertThat(tour.out()).contains("\"state\":\"open\"", "\"displayName\":\"Ward 7\"",
                "\"pledges\":1,\"people\":12", "event: tally", "\"milestonesReached\":[{\"threshold\":3",
                "has reached 3 pledges");
    }

}
