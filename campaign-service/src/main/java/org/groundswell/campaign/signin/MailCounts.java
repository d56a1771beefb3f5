package org.groundswell.campaign.signin;

import org.groundswell.campaign.Sha256;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * How many links each mailbox was sent in this quarter of the hour, counted by all
 * instances together. Addresses are kept as hashes, for no longer than that.
 */
@Component
class MailCounts {

    private static final Duration WINDOW = Duration.ofMinutes(15);

    private static final FindAndModifyOptions NEW_VALUE = FindAndModifyOptions.options().upsert(true).returnNew(true);

    private final MongoOperations mongo;

    private final int most;

    private final Clock clock;

    MailCounts(MongoOperations mongo, SignInProperties properties,
            @Value("${groundswell.limits.enabled:true}") boolean limited, Clock clock) {
        this.mongo = mongo;
        this.most = limited ? properties.mails() : Integer.MAX_VALUE;
        this.clock = clock;
    }

    /**
     * Counts one more.
     * @param email the address as typed
     * @return whether its mailbox may be sent that one
     */
    boolean take(String email) {
        var length = WINDOW.toMillis();
        var window = Math.floorDiv(clock.millis(), length);
        var id = Sha256.hex(window + " " + email.toLowerCase(Locale.ROOT));
        var count = mongo.findAndModify(Query.query(Criteria.where("_id").is(id)),
                new Update().inc("mails", 1).setOnInsert("expiresAt", Instant.ofEpochMilli((window + 1) * length)),
                NEW_VALUE, MailCount.class);
        return count != null && count.mails() <= most;
    }

    void removeExpired() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(clock.instant())), MailCount.class);
    }

    @Document("signInMails")
    record MailCount(@Id String id, int mails, Instant expiresAt) {
    }

}
