package org.groundswell.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * How much there may be of something in a window of the clock, an hour say, counted by
 * all instances together. What it is of is kept as a hash, for no longer than that.
 */
@Component
public class Quotas {

    private static final FindAndModifyOptions NEW_VALUE = FindAndModifyOptions.options().upsert(true).returnNew(true);

    private final MongoOperations mongo;

    private final boolean enabled;

    private final Clock clock;

    Quotas(MongoOperations mongo, @Value("${groundswell.limits.enabled:true}") boolean enabled, Clock clock) {
        this.mongo = mongo;
        this.enabled = enabled;
        this.clock = clock;
    }

    /**
     * Takes one more; what is refused counts as well.
     * @param of what there may be so much of, whoever's it is
     * @param most how many in a window, at least 1
     * @param window how long a window is; they follow each other from 1970 on
     * @return empty when it may be; else how long to wait
     */
    public Optional<Duration> take(String of, int most, Duration window) {
        if (!enabled) {
            return Optional.empty();
        }
        var now = clock.instant();
        var ends = end(now, window);
        var count = mongo.findAndModify(Query.query(Criteria.where("_id").is(id(of, window, ends))),
                new Update().inc("taken", 1).setOnInsert("expiresAt", ends), NEW_VALUE, Count.class);
        if (count != null && count.taken() <= most) {
            return Optional.empty();
        }
        return Optional.of(Duration.between(now, ends));
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(clock.instant())), Count.class);
    }

    static String id(String of, Duration window, Instant ends) {
        return Sha256.hex(of + " " + window + " " + ends);
    }

    static Instant end(Instant now, Duration window) {
        return Instant.ofEpochMilli((Math.floorDiv(now.toEpochMilli(), window.toMillis()) + 1) * window.toMillis());
    }

    @Document("quotas")
    record Count(@Id String id, int taken, Instant expiresAt) {
    }

}
