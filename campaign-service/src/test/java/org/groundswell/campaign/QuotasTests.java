package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.groundswell.defaults.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

class QuotasTests {

    private static final Duration QUARTER = Duration.ofMinutes(15);

    @RegisterExtension
    static final TestStore store = new TestStore();

    private final MongoTemplate mongo = store.newDatabase();

    private final TestClock clock = new TestClock();

    private final Quotas quotas = new Quotas(mongo, true, clock);

    @BeforeEach
    void atTheBeginningOfAWindow() {
        clock.advance(Duration.between(clock.instant(), Quotas.end(clock.instant(), QUARTER)).plusSeconds(1));
    }

    @Test
    void thereIsNoMoreUntilTheNextWindow() {
        assertThat(quotas.take("ann", 2, QUARTER)).isEmpty();
        assertThat(quotas.take("ann", 2, QUARTER)).isEmpty();
        assertThat(quotas.take("bob", 2, QUARTER)).isEmpty();
        assertThat(quotas.take("ann", 2, Duration.ofHours(1))).isEmpty();

        var wait = quotas.take("ann", 2, QUARTER).orElseThrow();

        assertThat(wait).isBetween(Duration.ofMinutes(14), QUARTER);
        clock.advance(wait);
        assertThat(quotas.take("ann", 2, QUARTER)).isEmpty();
    }

    @Test
    void whoeverAsksAtOnceIsCountedOnce() throws Exception {
        Callable<Boolean> take = () -> new Quotas(mongo, true, clock).take("ann", 7, QUARTER).isEmpty();
        try (var threads = Executors.newFixedThreadPool(8)) {
            var taken = threads.invokeAll(IntStream.range(0, 40).mapToObj(i -> take).toList());

            assertThat(taken).extracting(each -> each.get()).filteredOn(may -> may).hasSize(7);
        }
    }

    @Test
    void aCountNamesNobodyAndLastsAsLongAsItsWindow() {
        quotas.take("mails to ann@example.org", 1, QUARTER);
        quotas.removeExpired();
        assertThat(counts()).hasSize(1);
        assertThat(counts().getFirst().toJson()).doesNotContainIgnoringCase("ann", "example", "mail");

        clock.advance(QUARTER);
        quotas.removeExpired();

        assertThat(counts()).isEmpty();
    }

    @Test
    void withoutLimitsThereIsAlwaysMoreAndNothingIsKept() {
        var lifted = new Quotas(mongo, false, clock);

        assertThat(IntStream.range(0, 3).mapToObj(i -> lifted.take("ann", 1, QUARTER))).allMatch(may -> may.isEmpty());
        assertThat(counts()).isEmpty();
    }

    @Test
    void windowsFollowEachOtherByTheClock() {
        assertThat(Quotas.end(Instant.parse("2026-03-13T09:14:59.999Z"), QUARTER)).isEqualTo("2026-03-13T09:15:00Z");
        assertThat(Quotas.end(Instant.parse("2026-03-13T09:15:00Z"), QUARTER)).isEqualTo("2026-03-13T09:30:00Z");
    }

    private List<Document> counts() {
        return mongo.findAll(Document.class, "quotas");
    }

}
