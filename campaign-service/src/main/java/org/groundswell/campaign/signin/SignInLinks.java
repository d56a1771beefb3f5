package org.groundswell.campaign.signin;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The links under way. */
@Component
class SignInLinks {

    private final MongoOperations mongo;

    SignInLinks(MongoOperations mongo) {
        this.mongo = mongo;
    }

    void add(SignInLink link) {
        mongo.insert(link);
    }

    /**
     * Takes the link away, so that it works once, also when it is followed twice at the
     * same instant.
     */
    @Nullable SignInLink take(String tokenHash) {
        return mongo.findAndRemove(Query.query(Criteria.where("_id").is(tokenHash)), SignInLink.class);
    }

    void removeExpired(Instant now) {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(now)), SignInLink.class);
    }

}
