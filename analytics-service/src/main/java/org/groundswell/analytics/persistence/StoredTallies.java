package org.groundswell.analytics.persistence;

import java.util.Optional;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.data.mongodb.core.FindAndReplaceOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * Tallies in MongoDB: absolute values with a version, so that writing one twice or late
 * changes nothing.
 */
@Component
class StoredTallies implements TallyView {

    private final MongoOperations mongo;

    StoredTallies(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Tally> find(String slug) {
        return Optional.ofNullable(mongo.findById(slug, Tally.class));
    }

    @Override
    public boolean keep(Tally tally) {
        var older = Query.query(Criteria.where("_id").is(tally.slug()).and("version").lt(tally.version()));
        if (mongo.findAndReplace(older, tally, FindAndReplaceOptions.empty()) != null) {
            return true;
        }
        try {
            mongo.insert(tally);
            return true;
        }
        catch (DuplicateKeyException newerOrTheSame) {
            return false;
        }
    }

}
