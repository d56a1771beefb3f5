package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** From a draft to a milestone, with all five services taking part. */
class StoryIT {

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void anOrganiserLaunchesPeoplePledgeEverybodyWatchesAndTheMilestoneIsTold() {
        var token = visitor.signIn("story@example.org");
        var slug = visitor.launch(token, "The whole story", 3);

        var seen = visitor.streamUntil("/api/campaigns/" + slug + "/tally/stream", "\"pledges\":3,", () -> {
            for (int i = 0; i < 3; i++) {
                var answer = visitor.pledge(slug, "story-key-" + i, Map.of("people", 2, "place", "QWO"));
                Visitor.expect(201, answer);
                assertThat(visitor.pledge(slug, "story-key-" + i, Map.of("people", 2, "place", "QWO")).body())
                    .isEqualTo(answer.body());
            }
        });

        assertThat(seen).contains("event: tally").contains("event: milestone");
        var tally = visitor.awaitTally(slug, 3);
        assertThat(tally.at("/people").longValue()).isEqualTo(6);
        for (var breakdown : List.of("byPlace", "byRole", "byTheme", "byChannel")) {
            assertThat(tally.at("/" + breakdown).valueStream().mapToLong(part -> part.at("/pledges").longValue()).sum())
                .isEqualTo(3);
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(visitor.wall(slug)).hasSize(3));
        await().atMost(Duration.ofSeconds(30))
            .untilAsserted(() -> assertThat(Visitor.JSON.readTree(visitor.get("/api/campaigns/" + slug).body())
                .at("/milestonesReached")
                .valueStream()
                .map(milestone -> milestone.at("/threshold").longValue())).containsExactly(3L));
        visitor.awaitMailOnce("story@example.org", "has reached 3 pledges", Duration.ofSeconds(30));
    }

    @Test
    void theDemoMovesWithinAMinute() {
        var before = visitor.tally("hello-my-name-is").at("/pledges").longValue(0);
        await().atMost(Duration.ofMinutes(1))
            .untilAsserted(() -> assertThat(visitor.tally("hello-my-name-is").at("/pledges").longValue(0))
                .isGreaterThan(before + 3));
    }

    @Test
    void whatIsInsideIsNotReachedFromOutside() {
        for (var path : List.of("/internal/campaigns/x/organisers", "/api/internal/campaigns/x/organisers",
                "/api/campaigns/x/../../../internal/campaigns/x/organisers", "/api/actuator/health",
                "/campaign-service/actuator/health")) {
            assertThat(visitor.get(path).statusCode()).as(path).isIn(400, 404);
        }
    }

    @Test
    void thePlatformSaysThatItIsHealthy() {
        assertThat(visitor.get("/api/health").statusCode()).isEqualTo(200);
        assertThat(Platform.groundswell("status", "--data", platform.data().toString()).out()).contains("gateway",
                "pledge-service", "campaign-service", "analytics-service", "notification-service", "kafka", "store",
                "mailbox");
    }

}
