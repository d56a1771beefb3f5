package org.groundswell.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.resilience4j.retry.RetryRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.groundswell.notification.CampaignContacts.Contact;
import org.groundswell.notification.CampaignContacts.Contacts;
import org.groundswell.notification.Delivery.State;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Query;

/** What becomes of a delivery whose attempt goes wrong, and of the others. */
abstract class AttemptingDeliveriesTests extends RunningService {

    private static final Duration LONGEST_QUESTION = Duration.ofSeconds(4);

    /** So far ahead that the running service leaves the test's deliveries alone. */
    private Instant now = Instant.now().truncatedTo(ChronoUnit.MILLIS).plus(Duration.ofDays(30));

    private final List<String> sent = new ArrayList<>();

    @Autowired
    private RetryRegistry retries;

    @Autowired
    private TimeLimiterRegistry limits;

    @BeforeEach
    void nothingElseIsDue() {
        mongo.remove(new Query(), Delivery.class);
    }

    @Test
    void whatAKilledProcessHadClaimedIsSentAfterHalfAMinuteAsTheSameMail() {
        var delivery = aDelivery();
        var killed = anInstance(deliveries, (messageId, to, subject, text) -> {
            throw new Killed();
        });
        assertThatThrownBy(killed::deliver).isInstanceOf(Killed.class);

        var next = anInstance(deliveries, this::send);
        next.deliver();
        pass(Duration.ofSeconds(20));
        next.deliver();
        assertThat(sent).isEmpty();
        pass(Duration.ofSeconds(10));
        next.deliver();
        assertThat(sent).containsExactly(delivery.id());
        assertThat(stored(delivery).state()).isEqualTo(State.SENT);
    }

    @Test
    void anAttemptIsOverBeforeItsClaimIs() {
        var asking = retries.retry("campaign-service").getRetryConfig();
        var longest = limits.timeLimiter("mail").getTimeLimiterConfig().getTimeoutDuration();
        for (int question = 1; question <= asking.getMaxAttempts(); question++) {
            longest = longest.plus(LONGEST_QUESTION);
            if (question < asking.getMaxAttempts()) {
                longest = longest.plusMillis(asking.getIntervalBiFunction().apply(question, null));
            }
        }
        assertThat(longest).isLessThan(TellOrganisers.CLAIM);
    }

    @Test
    void aFailureThatNobodyThoughtOfPutsOneDeliveryOffAndNoOther() {
        var unlucky = aDelivery();
        var lucky = aDelivery();
        anInstance(deliveries, (messageId, to, subject, text) -> {
            if (messageId.equals(unlucky.id())) {
                throw new IllegalStateException("unexpected");
            }
            send(messageId, to, subject, text);
        }).deliver();

        assertThat(sent).containsExactly(lucky.id());
        assertThat(stored(lucky).state()).isEqualTo(State.SENT);
        assertPutOff(unlucky);
    }

    @Test
    void aMailThatCannotBeNotedAsSentIsPutOffAndTheOthersAreSent() {
        var unlucky = aDelivery();
        var lucky = aDelivery();
        anInstance(new Forgetful(deliveries, unlucky.id()), this::send).deliver();

        assertThat(sent).containsExactly(unlucky.id(), lucky.id());
        assertThat(stored(lucky).state()).isEqualTo(State.SENT);
        assertPutOff(unlucky);

        pass(Duration.ofSeconds(5));
        anInstance(deliveries, this::send).deliver();
        assertThat(sent).containsExactly(unlucky.id(), lucky.id(), unlucky.id());
    }

    private void assertPutOff(Delivery delivery) {
        assertThat(stored(delivery).state()).isEqualTo(State.DUE);
        assertThat(stored(delivery).dueAt()).isEqualTo(now.plusSeconds(5));
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    private void send(String messageId, String to, String subject, String text) {
        sent.add(messageId);
    }

    private TellOrganisers anInstance(Deliveries deliveries, Mail mail) {
        InstantSource clock = () -> now;
        var contacts = new Contacts("one-kind-thing", "One kind thing", List.of(new Contact("ann", "ann@example.org")));
        return new TellOrganisers(deliveries, campaignId -> Optional.of(contacts), mail,
                new SiteProperties("http://localhost:8080", "Groundswell"), clock.withZone(ZoneOffset.UTC),
                new SimpleMeterRegistry());
    }

    /** Due after those made before. */
    private Delivery aDelivery() {
        pass(Duration.ofMillis(1));
        var delivery = Delivery.byMail(new Milestone(UUID.randomUUID() + ":milestone:10", "c1", 10, now), "ann", now);
        deliveries.add(delivery);
        return delivery;
    }

    private Delivery stored(Delivery delivery) {
        var found = mongo.findById(delivery.id(), Delivery.class);
        assertThat(found).isNotNull();
        return found;
    }

    /** As a process ends: nothing after it is done, not even tidying up. */
    private static final class Killed extends Error {

        private static final long serialVersionUID = 1L;

    }

    /** Cannot note that a certain delivery was sent. */
    private record Forgetful(Deliveries deliveries, String id) implements Deliveries {

        @Override
        public void add(Delivery delivery) {
            deliveries.add(delivery);
        }

        @Override
        public List<Delivery> due(Instant now, int limit) {
            return deliveries.due(now, limit);
        }

        @Override
        public Optional<Delivery> claim(Delivery delivery, Instant until) {
            return deliveries.claim(delivery, until);
        }

        @Override
        public void sent(Delivery claimed, Instant at) {
            if (claimed.id().equals(id)) {
                throw new IllegalStateException("the store is away");
            }
            deliveries.sent(claimed, at);
        }

        @Override
        public void putOff(Delivery claimed, Instant dueAt) {
            deliveries.putOff(claimed, dueAt);
        }

        @Override
        public void giveUp(Delivery claimed) {
            deliveries.giveUp(claimed);
        }

    }

}
