package org.groundswell.campaign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.groundswell.campaign.TestStore;
import org.groundswell.defaults.testing.TestClock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** What signing in and out leaves behind, and for how long. */
class ForgettingTests {

    @RegisterExtension
    static final TestStore store = new TestStore();

    private final MongoTemplate mongo = store.newDatabase();

    private final TestClock clock = new TestClock();

    @Test
    void aSignedOutTokenIsRememberedUntilNobodyTakesItAnyMore() {
        var revoked = new RevokedTokens(mongo, clock);
        revoked.add("a", clock.instant().plus(Duration.ofHours(1)));
        revoked.add("a", clock.instant().plus(Duration.ofHours(1)));
        revoked.add("b", clock.instant().plus(Duration.ofHours(2)));
        assertThat(revoked.ids()).containsExactlyInAnyOrder("a", "b");

        clock.advance(Duration.ofMinutes(64));
        revoked.removeExpired();
        assertThat(revoked.ids()).containsExactlyInAnyOrder("a", "b");

        clock.advance(Duration.ofMinutes(2));
        revoked.removeExpired();
        assertThat(revoked.ids()).containsExactly("b");
        assertThat(revoked.contains("a")).isFalse();
        assertThat(revoked.contains("b")).isTrue();
    }

}
