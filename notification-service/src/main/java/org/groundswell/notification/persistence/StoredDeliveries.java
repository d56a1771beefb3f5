package org.groundswell.notification.persistence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.groundswell.notification.Deliveries;
import org.groundswell.notification.Delivery;
import org.groundswell.notification.Delivery.State;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Deliveries in MongoDB. Whoever changes one names the state it must be in, in the same
 * command.
 */
@Component
class StoredDeliveries implements Deliveries {

    private static final String STATE = "state";

    private static final String DUE_AT = "dueAt";

    private static final String ATTEMPTS = "attempts";

    private final MongoOperations mongo;

    StoredDeliveries(MongoOperations mongo) {
        this.mongo = mongo;
        mongo.indexOps(Delivery.class)
            .createIndex(new Index(STATE, Sort.Direction.ASC).on(DUE_AT, Sort.Direction.ASC).named("due"));
    }

    @Override
    public void add(Delivery delivery) {
        try {
            mongo.insert(delivery);
        }
        catch (DuplicateKeyException known) {
            // The event was repeated.
        }
    }

    @Override
    public List<Delivery> due(Instant now, int limit) {
        return mongo.find(Query.query(Criteria.where(STATE).is(State.DUE).and(DUE_AT).lte(now))
            .with(Sort.by(DUE_AT))
            .limit(limit), Delivery.class);
    }

    @Override
    public Optional<Delivery> claim(Delivery delivery, Instant until) {
        return Optional
            .ofNullable(mongo.findAndModify(asFound(delivery), new Update().set(DUE_AT, until).inc(ATTEMPTS, 1),
                    FindAndModifyOptions.options().returnNew(true), Delivery.class));
    }

    @Override
    public void sent(Delivery claimed, Instant at) {
        mongo.updateFirst(asFound(claimed), new Update().set(STATE, State.SENT).set("sentAt", at), Delivery.class);
    }

    @Override
    public void putOff(Delivery claimed, Instant dueAt) {
        mongo.updateFirst(asFound(claimed), new Update().set(DUE_AT, dueAt), Delivery.class);
    }

    @Override
    public void giveUp(Delivery claimed) {
        mongo.updateFirst(asFound(claimed), new Update().set(STATE, State.GIVEN_UP), Delivery.class);
    }

    /** The number of attempts tells whether somebody else has claimed it since. */
    private static Query asFound(Delivery delivery) {
        return Query.query(
                Criteria.where("_id").is(delivery.id()).and(STATE).is(State.DUE).and(ATTEMPTS).is(delivery.attempts()));
    }

}
