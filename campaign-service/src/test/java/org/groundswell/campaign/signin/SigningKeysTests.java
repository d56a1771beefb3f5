package org.groundswell.campaign.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bson.Document;
import org.groundswell.campaign.TestStore;
import org.groundswell.defaults.testing.TestClock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.data.mongodb.core.MongoTemplate;

/** How keys come and go. */
class SigningKeysTests {

    private static final Duration WEEK = Duration.ofDays(7);

    @RegisterExtension
    static final TestStore store = new TestStore();

    private final MongoTemplate mongo = store.newDatabase();

    private final TestClock clock = new TestClock();

    @BeforeEach
    void inTheMiddleOfAPeriod() {
        clock.advance(untilTheNextPeriod().plusDays(1));
    }

    @Test
    void theVeryFirstKeySignsAtOnce() {
        var keys = keys();
        assertThat(published(keys)).containsExactly(keys.signer().getKeyID());
    }

    @Test
    void publishedKeysHaveNoPrivatePart() {
        assertThat(keys().published().getKeys()).isNotEmpty().noneMatch(JWK::isPrivate);
    }

    @Test
    void anHourOfTokensCanBeCheckedAtEachMomentAlsoByWhoAskedForKeysTenMinutesAgo() {
        // As services would: each token with the keys of some minutes before it was
        // issued,
        // and with those of an hour later.
        var keys = keys();
        var step = Duration.ofMinutes(5);
        var published = new ArrayDeque<Set<String>>();
        var signers = new ArrayDeque<String>();
        var everSigned = new HashSet<String>();
        for (var passed = Duration.ZERO; passed.compareTo(WEEK.multipliedBy(3)) < 0; passed = passed.plus(step)) {
            var signer = keys.signer().getKeyID();
            everSigned.add(signer);
            signers.addLast(signer);
            published.addLast(published(keys));
            assertThat(published.getFirst()).as("after " + passed).contains(signer);
            assertThat(published.getLast()).as("after " + passed).containsAll(signers).hasSizeLessThanOrEqualTo(2);
            if (published.size() > 2) {
                published.removeFirst();
            }
            if (signers.size() > 12) {
                signers.removeFirst();
            }
            clock.advance(step);
        }
        assertThat(everSigned).hasSize(4);
    }

    @Test
    void aKeyIsRemovedWhenItsLastTokenHasExpiredAndNotBefore() {
        var keys = keys();
        var first = keys.signer().getKeyID();
        clock.advance(untilTheNextPeriod().minus(SigningKeys.PUBLISHED_BEFORE).plusSeconds(1));
        assertThat(published(keys)).hasSize(2).contains(first);
        assertThat(keys.signer().getKeyID()).isEqualTo(first);

        clock.advance(SigningKeys.PUBLISHED_BEFORE);
        var second = keys.signer().getKeyID();
        assertThat(second).isNotEqualTo(first);

        clock.advance(SigningKeys.PUBLISHED_AFTER.minusSeconds(60));
        assertThat(published(keys)).containsExactlyInAnyOrder(first, second);
        clock.advance(Duration.ofSeconds(120));
        assertThat(published(keys)).containsExactly(second);
        assertThat(stored()).hasSize(1).noneMatch(key -> key.getString("jwk").contains(first));
    }

    @Test
    void aKeyThatComesLateIsPublishedBeforeItSignsAllTheSame() {
        var first = keys().signer().getKeyID();
        clock.advance(WEEK.multipliedBy(3));
        var restarted = keys();
        assertThat(restarted.signer().getKeyID()).isEqualTo(first);
        assertThat(published(restarted)).hasSize(2);

        clock.advance(SigningKeys.PUBLISHED_BEFORE);

        assertThat(restarted.signer().getKeyID()).isNotEqualTo(first);
        assertThat(published(restarted)).contains(first);
    }

    @Test
    void instancesThatRotateAtTheSameInstantMakeOneKey() throws Exception {
        for (int round = 0; round < 20; round++) {
            var instances = IntStream.range(0, 8).mapToObj(instance -> keys()).toList();
            var signers = atOnce(instances.stream().<Callable<ECKey>>map(keys -> keys::signer).toList());
            assertThat(signers).extracting(ECKey::getKeyID).containsOnly(signers.getFirst().getKeyID());
            assertThat(stored()).hasSize(1);
            mongo.dropCollection("signingKeys");

            instances = IntStream.range(0, 8).mapToObj(instance -> keys()).toList();
            instances.getFirst().signer();
            clock.advance(untilTheNextPeriod());
            var published = atOnce(
                    instances.stream().<Callable<Set<String>>>map(keys -> () -> published(keys)).toList());
            assertThat(published).containsOnly(published.getFirst());
            assertThat(stored()).hasSize(2);
            mongo.dropCollection("signingKeys");
        }
    }

    @Test
    void anotherInstanceAndARestartedOneSignWithTheSameKey() {
        var signer = keys().signer();
        assertThat(keys().signer()).isEqualTo(signer);
        clock.advance(Duration.ofMinutes(20));
        assertThat(keys().signer()).isEqualTo(signer);
    }

    @Test
    void theStoreIsNotReadForEachToken() {
        var standing = Clock.fixed(Instant.now(), ZoneId.of("UTC"));
        var keys = new SigningKeys(mongo, new SignInProperties(5, WEEK), standing);
        var signer = keys.signer();
        mongo.dropCollection("signingKeys");
        assertThat(keys.signer()).isEqualTo(signer);
        assertThat(published(keys)).containsExactly(signer.getKeyID());
        assertThat(stored()).isEmpty();
    }

    @Test
    void aKeyThatWasDeletedInTheStoreIsNoneHalfAMinuteLater() {
        var keys = keys();
        var leaked = keys.signer().getKeyID();
        mongo.dropCollection("signingKeys");
        clock.advance(SigningKeys.REMEMBERED);
        assertThat(published(keys)).hasSize(1).doesNotContain(leaked);
        assertThat(keys.signer().getKeyID()).isNotEqualTo(leaked);
    }

    private SigningKeys keys() {
        return new SigningKeys(mongo, new SignInProperties(5, WEEK), clock);
    }

    private Duration untilTheNextPeriod() {
        return Duration.ofMillis(WEEK.toMillis() - clock.millis() % WEEK.toMillis());
    }

    private List<Document> stored() {
        return mongo.findAll(Document.class, "signingKeys");
    }

    private static Set<String> published(SigningKeys keys) {
        return keys.published().getKeys().stream().map(JWK::getKeyID).collect(Collectors.toSet());
    }

    private static <T> List<T> atOnce(List<Callable<T>> actions) throws Exception {
        var ready = new CountDownLatch(actions.size());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var results = actions.stream().map(action -> threads.submit(() -> {
                ready.countDown();
                ready.await();
                return action.call();
            })).toList();
            for (var result : results) {
                result.get();
            }
            return results.stream().map(result -> result.resultNow()).toList();
        }
    }

}
