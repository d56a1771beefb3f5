package org.groundswell.pledge;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * Who sent which batches. Each is noted before its first line is taken, so that one that
 * breaks off, even with the whole process, is not without a trace.
 */
@Component
public class BatchUploads {

    private static final String ID = "_id";

    private static final String CAMPAIGN = "campaign";

    private static final String AT = "at";

    private final MongoOperations mongo;

    private final PledgeIds ids = new PledgeIds();

    private final Clock clock;

    BatchUploads(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
        mongo.indexOps(BatchUpload.class)
            .createIndex(new Index(CAMPAIGN, Sort.Direction.ASC).on(AT, Sort.Direction.DESC)
                .on(ID, Sort.Direction.DESC)
                .named("audit"));
    }

    /**
     * Notes that a batch begins.
     * @param campaign the campaign's slug
     * @param by who sends it
     * @return the batch's id
     */
    public String begin(String campaign, Lead by) {
        var id = ids.of(campaign, null);
        mongo.insert(new BatchUpload(id, campaign, by.organiser(), clock.instant(), null, 0, 0));
        return id;
    }

    /**
     * Notes how a batch ended.
     * @param id the batch
     * @param accepted how many lines were accepted, repeated ones too
     * @param refused how many were not
     */
    public void finish(String id, long accepted, long refused) {
        mongo.updateFirst(Query.query(Criteria.where(ID).is(id)),
                new Update().set("finishedAt", clock.instant()).set("accepted", accepted).set("refused", refused),
                BatchUpload.class);
    }

    /**
     * Batches of a campaign.
     * @param campaign the campaign's slug
     * @param who only those that this organiser sent; null: all
     * @param before where to go on; null: with the newest
     * @param limit how many at most
     * @return newest first
     */
    List<BatchUpload> find(String campaign, @Nullable String who, Wall.@Nullable Cursor before, int limit) {
        var criteria = Criteria.where(CAMPAIGN).is(campaign);
        if (who != null) {
            criteria.and("who").is(who);
        }
        if (before != null) {
            criteria.orOperator(Criteria.where(AT).lt(before.madeAt()),
                    Criteria.where(AT).is(before.madeAt()).and(ID).lt(before.id()));
        }
        return mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, AT, ID)).limit(limit),
                BatchUpload.class);
    }

    /**
     * A batch.
     *
     * @param id its id
     * @param campaign the campaign's slug
     * @param who the id of the organiser who sent it
     * @param at when it began
     * @param finishedAt when it ended; null: it is under way, or broke off with the
     * process
     * @param accepted how many lines were accepted, once it has ended
     * @param refused how many were not, once it has ended
     */
    @Document("batches")
    record BatchUpload(@Id String id, String campaign, String who, Instant at, @Nullable Instant finishedAt,
            long accepted, long refused) {
    }

}
