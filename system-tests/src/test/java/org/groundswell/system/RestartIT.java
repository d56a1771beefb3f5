package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Stopping and starting again. */
class RestartIT {

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void theNextStartGoesOnWithEverythingThatWasThere() {
        var token = visitor.signIn("restart@example.org");
        var slug = visitor.launch(token, "Stays for good", 2);
        Set<String> ids = new HashSet<>();
        for (int i = 0; i < 5; i++) {
            ids.add(visitor.pledgeForSure(slug, "restart-" + i, Map.of("people", 3)));
        }
        // Stopped at once, whatever is still under way between the services.
        platform.stop();
        assertThat(platform.lastStatus()).isZero();
        assertThat(platform.data().resolve("run")).isEmptyDirectory();
        platform.start();

        var tally = visitor.awaitTally(slug, 5);
        assertThat(tally.at("/people").longValue()).isEqualTo(15);
        assertThat(visitor.wall(slug)).containsExactlyInAnyOrderElementsOf(ids);
        var again = visitor.pledgeForSure(slug, "restart-0", Map.of("people", 3));
        assertThat(ids).contains(again);
        // The access token is still good, and so is its key.
        Visitor.expect(200, visitor.post("/api/campaigns/" + slug + "/launch", Map.of(),
                Map.of("Authorization", "Bearer " + token)));
        visitor.pledgeForSure(slug, "restart-after", Map.of("people", 1));
        visitor.awaitTally(slug, 6);
        visitor.awaitMailOnce("restart@example.org", "has reached 2 pledges", Duration.ofSeconds(90));
    }

}
