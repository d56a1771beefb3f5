package org.groundswell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.groundswell.notification.Delivery.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How instances share deliveries without sending one twice. */
abstract class ClaimingDeliveriesTests extends RunningService {

    private static final int INSTANCES = 8;

    /** So far ahead that the running service leaves the test's deliveries alone. */
    private Instant now = Instant.EPOCH;

    @BeforeEach
    void inAWeek() {
        now = clock.instant().plus(Duration.ofDays(7));
    }

    @Test
    void ofManyThatClaimADeliveryAtTheSameInstantOneGetsIt() throws Exception {
        for (int round = 0; round < 20; round++) {
            var delivery = aDelivery();
            var claims = claimedAtOnce(delivery);
            assertThat(claims).filteredOn(Optional::isPresent).singleElement().satisfies(claim -> {
                assertThat(claim.orElseThrow().attempts()).isEqualTo(1);
                assertThat(claim.orElseThrow().dueAt()).isEqualTo(now.plusSeconds(120));
            });
            assertThat(stored(delivery).attempts()).isEqualTo(1);
        }
    }

    @Test
    void aClaimedDeliveryIsNotDueUntilItsClaimHasRunOut() {
        var delivery = aDelivery();
        assertThat(dueAt(now)).contains(delivery.id());
        deliveries.claim(delivery, now.plusSeconds(120));
        assertThat(dueAt(now)).doesNotContain(delivery.id());
        assertThat(dueAt(now.plusSeconds(119))).doesNotContain(delivery.id());
        assertThat(dueAt(now.plusSeconds(120))).contains(delivery.id());
    }

    @Test
    void whoWasTakenForCrashedDoesNotSpoilTheNextOnesAttempt() {
        var slow = deliveries.claim(aDelivery(), now.plusSeconds(120)).orElseThrow();
        var next = deliveries.claim(slow, now.plusSeconds(240)).orElseThrow();

        deliveries.putOff(slow, now);
        deliveries.giveUp(slow);
        deliveries.sent(slow, now);
        assertThat(stored(next)).isEqualTo(next);

        deliveries.sent(next, now.plusSeconds(130));
        assertThat(stored(next).state()).isEqualTo(State.SENT);
        assertThat(stored(next).sentAt()).isEqualTo(now.plusSeconds(130));
    }

    @Test
    void aSentDeliveryIsNeitherDueNorClaimedNorMadeAnew() {
        var delivery = aDelivery();
        var claimed = deliveries.claim(delivery, now).orElseThrow();
        deliveries.sent(claimed, now);

        assertThat(dueAt(now.plus(Duration.ofDays(1)))).doesNotContain(delivery.id());
        assertThat(deliveries.claim(claimed, now)).isEmpty();
        deliveries.add(delivery);
        assertThat(stored(delivery).state()).isEqualTo(State.SENT);
    }

    @Test
    void whatIsLongestDueComesFirst() {
        var later = aDelivery(now.plusSeconds(2));
        var sooner = aDelivery(now.plusSeconds(1));
        assertThat(dueAt(now.plusSeconds(3))).containsSubsequence(sooner.id(), later.id());
        assertThat(deliveries.due(now.plusSeconds(3), 1)).hasSize(1);
    }

    private List<Optional<Delivery>> claimedAtOnce(Delivery delivery) throws Exception {
        var ready = new CountDownLatch(INSTANCES);
        try (var instances = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Optional<Delivery>>> claims = IntStream.range(0, INSTANCES)
                .mapToObj(i -> instances.submit(() -> {
                    ready.countDown();
                    ready.await();
                    return deliveries.claim(delivery, now.plusSeconds(120));
                }))
                .toList();
            var results = new ArrayList<Optional<Delivery>>();
            for (var claim : claims) {
                results.add(claim.get());
            }
            return results;
        }
    }

    private Delivery aDelivery() {
        return aDelivery(now);
    }

    private Delivery aDelivery(Instant due) {
        var delivery = Delivery.byMail(new Milestone(UUID.randomUUID() + ":milestone:10", "c1", 10, due), "ann", due);
        deliveries.add(delivery);
        return delivery;
    }

    private List<String> dueAt(Instant instant) {
        return deliveries.due(instant, 1000).stream().map(Delivery::id).toList();
    }

    private Delivery stored(Delivery delivery) {
        var found = mongo.findById(delivery.id(), Delivery.class);
        assertThat(found).isNotNull();
        return found;
    }

}
