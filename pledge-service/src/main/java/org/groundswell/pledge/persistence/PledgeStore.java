package org.groundswell.pledge.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.UnpublishedPledges;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.PartialIndexFilter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The pledges' collection. "Not yet published" is a field of the pledge's own document,
 * written with it and taken away when Kafka has acknowledged the event; an index of just
 * those documents keeps looking for them cheap on MongoDB.
 */
@Component
class PledgeStore implements UnpublishedPledges {

    static final String COLLECTION = "pledges";

    static final String UNPUBLISHED = "unpublished";

    private final MongoOperations mongo;

    PledgeStore(MongoOperations mongo) {
        this.mongo = mongo;
        var indexes = mongo.indexOps(COLLECTION);
        indexes.createIndex(new Index("campaign", Sort.Direction.ASC).on("madeAt", Sort.Direction.DESC)
            .on("_id", Sort.Direction.DESC)
            .named("wall"));
        indexes.createIndex(new Index(UNPUBLISHED, Sort.Direction.ASC).named("unpublished")
            .partial(PartialIndexFilter.of(Criteria.where(UNPUBLISHED).is(true))));
    }

    @Override
    public List<Pledge> find(Instant madeBefore, int limit) {
        return mongo.find(Query.query(Criteria.where(UNPUBLISHED).is(true).and("madeAt").lt(madeBefore)).limit(limit),
                Pledge.class);
    }

    @Override
    public void markPublished(Collection<String> ids) {
        mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)), new Update().unset(UNPUBLISHED), COLLECTION);
    }

}
