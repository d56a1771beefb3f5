package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * SIGKILL to any process while people pledge: nothing that was accepted is lost, and
 * nothing counts twice.
 */
@Tag("soak")
class KilledProcessIT {

    private static final List<String> VICTIMS = List.of("pledge-service", "analytics-service", "kafka",
            "campaign-service", "notification-service", "gateway", "store");

    private static final int CLIENTS = 4;

    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void whateverIsKilledIsStartedAgainAndNothingIsLost() throws Exception {
        var email = "killed@example.org";
        var slug = visitor.launch(visitor.signIn(email), "Killing", 5, 35);
        var accepted = new CopyOnWriteArrayList<String>();
        var rushing = new AtomicBoolean(true);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var rush = rush(clients, slug, accepted, rushing);
            for (var victim : VICTIMS) {
                var more = accepted.size() + 10;
                await(victim).atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= more);
                var pid = platform.pid(victim);
                platform.kill(victim);
                platform.awaitRestart(victim, pid);
            }
            var afterwards = accepted.size() + 10;
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= afterwards);
            rushing.set(false);
            for (var client : rush) {
                client.get();
            }
        }
        visitor.awaitTally(slug, accepted.size());
        await().atMost(Duration.ofSeconds(60))
            .untilAsserted(() -> assertThat(visitor.wall(slug)).containsExactlyInAnyOrderElementsOf(accepted));
        for (var milestone : List.of(5, 35)) {
            visitor.awaitMailOnce(email, "has reached " + milestone + " pledges", Duration.ofSeconds(90));
        }
        assertThat(visitor.tally(slug).at("/milestones").size()).isEqualTo(2);
    }

    /** Clients that try again with the same key until they are told 201. */
    private List<Future<?>> rush(ExecutorService clients, String slug, List<String> accepted, AtomicBoolean rushing) {
        var rush = new ArrayList<Future<?>>();
        for (int client = 0; client < CLIENTS; client++) {
            var name = "client-" + client + "-";
            rush.add(clients.submit(() -> {
                for (int i = 0; rushing.get(); i++) {
                    accepted.add(visitor.pledgeForSure(slug, name + i, Map.of("place", "QWO")));
                    // The machine is to start what was killed as well.
                    Thread.sleep(PAUSE);
                }
                return null;
            }));
        }
        return rush;
    }

}
