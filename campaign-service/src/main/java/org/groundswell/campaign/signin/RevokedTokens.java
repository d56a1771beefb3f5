package org.groundswell.campaign.signin;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The access tokens that were signed out before their time, shared by all instances
 * through the store.
 */
@Component
public class RevokedTokens {

    /**
     * An expired token is taken for as long as this by a service whose clock is behind.
     */
    private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(5);

    private final MongoOperations mongo;

    private final Clock clock;

    RevokedTokens(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * All of them.
     * @return their ids
     */
    public List<String> ids() {
        return mongo.findAll(RevokedToken.class).stream().map(RevokedToken::id).toList();
    }

    /** Adds one; adding it again changes nothing. */
    void add(String id, Instant expiresAt) {
        mongo.save(new RevokedToken(id, expiresAt));
    }

    boolean contains(String id) {
        return mongo.findById(id, RevokedToken.class) != null;
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(clock.instant().minus(CLOCKS_DIFFER))),
                RevokedToken.class);
    }

    @Document("revokedTokens")
    record RevokedToken(@Id String id, Instant expiresAt) {
    }

}
