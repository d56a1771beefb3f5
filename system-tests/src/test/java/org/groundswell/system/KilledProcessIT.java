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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * SIGKILL to any process while people pledge: nothing that was accepted is lost, and
 * nothing counts twice.
 */
class KilledProcessIT {

    private static final int CLIENTS = 4;

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @ParameterizedTest
    @ValueSource(strings = { "pledge-service", "analytics-service", "campaign-service", "notification-service",
            "gateway", "store", "kafka" })
    void isStartedAgainAndCatchesUp(String victim) throws Exception {
        var email = "killed-" + victim + "@example.org";
        var slug = visitor.launch(visitor.signIn(email), "Killing " + victim, 5);
        var accepted = new CopyOnWriteArrayList<String>();
        var rushing = new AtomicBoolean(true);
        try (var clients = Executors.newFixedThreadPool(CLIENTS)) {
            var rush = rush(clients, slug, accepted, rushing);
            await().until(() -> accepted.size() >= 10);
            var pid = platform.pid(victim);
            platform.kill(victim);
            platform.awaitRestart(victim, pid);
            var afterwards = accepted.size() + 10;
            await().atMost(Duration.ofSeconds(60)).until(() -> accepted.size() >= afterwards);
            rushing.set(false);
            for (var client : rush) {
                client.get();
            }
        }
        visitor.awaitTally(slug, accepted.size());
        await().untilAsserted(() -> assertThat(visitor.wall(slug)).containsExactlyInAnyOrderElementsOf(accepted));
        await().atMost(Duration.ofSeconds(90))
            // One that was under way at that moment may come twice, and says that it is
            // the same.
            .untilAsserted(() -> assertThat(visitor.mails(email)
                .stream()
                .filter(mail -> mail.at("/subject").stringValue().contains("has reached 5 pledges"))
                .map(mail -> mail.at("/messageId").stringValue())
                .distinct()).hasSize(1));
        assertThat(visitor.tally(slug).at("/milestones").size()).isEqualTo(1);
    }

    /** Clients that try again with the same key until they are told 201. */
    private List<Future<?>> rush(ExecutorService clients, String slug, List<String> accepted, AtomicBoolean rushing) {
        var rush = new ArrayList<Future<?>>();
        for (int client = 0; client < CLIENTS; client++) {
            var name = "client-" + client + "-";
            rush.add(clients.submit(() -> {
                for (int i = 0; rushing.get(); i++) {
                    accepted.add(visitor.pledgeForSure(slug, name + i, Map.of("place", "QWO")));
                }
            }));
        }
        return rush;
    }

}
