package org.groundswell.campaign.signin.provider;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.groundswell.campaign.Secrets;
import org.groundswell.campaign.Sha256;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** The attempts under way. */
@Component
@ConditionalOnProperty("groundswell.sign-in.provider.issuer")
class Attempts {

    private final MongoOperations mongo;

    private final Secrets secrets;

    private final Clock clock;

    Attempts(MongoOperations mongo, Secrets secrets, Clock clock) {
        this.mongo = mongo;
        this.secrets = secrets;
        this.clock = clock;
    }

    Attempt begin(Duration lifetime) {
        var attempt = new Attempt(secrets.next());
        mongo.insert(new StoredAttempt(Sha256.hex(attempt.secret()), clock.instant().plus(lifetime)));
        return attempt;
    }

    /**
     * Takes the attempt away, so that it works once.
     * @return whether it was under way
     */
    boolean take(Attempt attempt) {
        var stored = mongo.findAndRemove(Query.query(Criteria.where("_id").is(Sha256.hex(attempt.secret()))),
                StoredAttempt.class);
        return stored != null && clock.instant().isBefore(stored.expiresAt());
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(clock.instant())), StoredAttempt.class);
    }

    @Document("signInAttempts")
    record StoredAttempt(@Id String secretHash, Instant expiresAt) {
    }

}
