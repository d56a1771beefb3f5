package org.groundswell.analytics.persistence;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.bson.Document;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.springframework.data.mongodb.core.BulkOperations.BulkMode;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The view in MongoDB: absolute values with a version, so that writing one twice or late
 * changes nothing. Documents are compared field by field in their order, so the greatest
 * of those that begin with their version is the newest, and one update that reaches its
 * document by {@code _id} alone keeps it.
 */
@Component
class StoredView implements TallyView {

    private static final String TALLIES = "tallies";

    private static final String PERIODS = "periods";

    private static final String NEWEST = "newest";

    private static final String VERSION = "version";

    private static final String VALUE = "value";

    private final MongoOperations mongo;

    StoredView(MongoOperations mongo) {
        this.mongo = mongo;
    }

    @Override
    public Optional<Tally> find(String slug) {
        return Optional.ofNullable(mongo.findById(slug, Document.class, TALLIES))
            .map(kept -> valueOf(kept, Tally.class));
    }

    @Override
    public List<Period> find(Tally tally, Period.Unit unit, Collection<Instant> from) {
        var generation = Generation.of(tally.version());
        var ids = from.stream().map(at -> periodId(tally.campaignId(), unit, at, generation)).toList();
        return mongo.find(Query.query(Criteria.where("_id").in(ids)), Document.class, PERIODS)
            .stream()
            .map(kept -> valueOf(kept, Period.class))
            .toList();
    }

    @Override
    public void keep(Collection<Tally> tallies) {
        keep(TALLIES, tallies, Tally::slug, Tally::version);
    }

    @Override
    public void keepPeriods(Collection<Period> periods) {
        keep(PERIODS, periods,
                period -> periodId(period.campaignId(), period.unit(), period.from(), Generation.of(period.version())),
                Period::version);
    }

    private <T> void keep(String collection, Collection<T> values, Function<T, String> id, Function<T, Long> version) {
        if (values.isEmpty()) {
            return;
        }
        var writes = mongo.bulkOps(BulkMode.UNORDERED, collection);
        for (var value : values) {
            var document = new Document();
            mongo.getConverter().write(value, document);
            writes.upsert(Query.query(Criteria.where("_id").is(id.apply(value))),
                    new Update().max(NEWEST, new Document(VERSION, version.apply(value)).append(VALUE, document)));
        }
        writes.execute();
    }

    private <T> T valueOf(Document kept, Class<T> type) {
        return mongo.getConverter().read(type, kept.get(NEWEST, Document.class).get(VALUE, Document.class));
    }

    private static String periodId(String campaignId, Period.Unit unit, Instant from, Generation generation) {
        return "%s|%s|%s|%d".formatted(campaignId, unit, from, generation.number());
    }

}
