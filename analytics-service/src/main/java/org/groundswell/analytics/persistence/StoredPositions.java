package org.groundswell.analytics.persistence;

import java.util.Map;
import java.util.OptionalLong;
import org.bson.Document;
import org.groundswell.analytics.ViewPositions;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/** In the same database as the view. */
@Component
class StoredPositions implements ViewPositions {

    private static final String COLLECTION = "positions";

    private static final String NEXT = "next";

    private final MongoOperations mongo;

    StoredPositions(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public OptionalLong next(String partition) {
        var kept = mongo.findById(partition, Document.class, COLLECTION);
        return kept == null ? OptionalLong.empty() : OptionalLong.of(kept.getLong(NEXT));
    }

    @Override
    public void keep(Map<String, Long> next) {
        var writes = mongo.bulkOps(BulkMode.UNORDERED, COLLECTION);
        next.forEach((partition, offset) -> writes.upsert(Query.query(Criteria.where("_id").is(partition)),
                new Update().set(NEXT, offset)));
        writes.execute();
    }

}
