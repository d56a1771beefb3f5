package org.groundswell.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.groundswell.notification.Delivery.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeliveryTests {

    private static final Instant NOW = Instant.parse("2026-03-13T11:12:13Z");

    private static final Milestone MILESTONE = new Milestone("c1:milestone:10", "c1", 10, NOW);

    @Test
    void itIsDueAtOnce() {
        assertThat(Delivery.byMail(MILESTONE, "ann", NOW)).satisfies(delivery -> {
            assertThat(delivery.state()).isEqualTo(State.DUE);
            assertThat(delivery.dueAt()).isEqualTo(NOW);
            assertThat(delivery.attempts()).isZero();
            assertThat(delivery.sentAt()).isNull();
        });
    }

    @Test
    void theSameNewsForTheSamePersonIsTheSameDelivery() {
        var delivery = Delivery.byMail(MILESTONE, "ann", NOW);
        assertThat(Delivery.byMail(MILESTONE, "ann", NOW.plusSeconds(60)).id()).isEqualTo(delivery.id());
        assertThat(Delivery.byMail(MILESTONE, "bob", NOW).id()).isNotEqualTo(delivery.id());
        assertThat(Delivery.byMail(new Milestone("c1:milestone:20", "c1", 20, NOW), "ann", NOW).id())
            .isNotEqualTo(delivery.id());
    }

    @ParameterizedTest
    @CsvSource({ "0, PT5S", "1, PT5S", "2, PT10S", "3, PT20S", "8, PT10M40S", "9, PT15M", "100, PT15M",
            "2147483647, PT15M" })
    void pausesDoubleUpToAQuarterOfAnHour(int attempts, Duration pause) {
        assertThat(new Delivery("id", "c1", "ann", 10, State.DUE, attempts, NOW, NOW, null).pause()).isEqualTo(pause);
    }

}
