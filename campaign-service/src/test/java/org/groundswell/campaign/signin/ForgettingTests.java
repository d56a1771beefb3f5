package org.groundswell.campaign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.bson.Document;
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

    @Test
    void aCountOfMailsNamesNobodyAndLastsAQuarterOfAnHour() {
        var mails = new MailCounts(mongo, new SignInProperties(1, Duration.ofDays(7)), true, clock);
        assertThat(mails.take("Ann@example.org")).isTrue();
        assertThat(counts()).hasSize(1);
        assertThat(counts().getFirst().toJson()).doesNotContainIgnoringCase("ann", "example");

        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        mails.removeExpired();

        assertThat(counts()).isEmpty();
    }

    @Test
    void withoutLimitsEveryMailGoesOut() {
        var mails = new MailCounts(mongo, new SignInProperties(1, Duration.ofDays(7)), false, clock);
        assertThat(mails.take("ann@example.org")).isTrue();
        assertThat(mails.take("ann@example.org")).isTrue();
    }

    private List<Document> counts() {
        return mongo.findAll(Document.class, "signInMails");
    }

}
