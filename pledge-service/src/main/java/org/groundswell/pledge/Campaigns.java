package org.groundswell.pledge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The campaigns that were heard of. Reads come from memory, at most a second old, so that
 * accepting a pledge asks the store nothing.
 * <p>
 * What is said of a campaign is kept under its slug, the newest by comparison of
 * documents; what is said of its end under its id, since an end does not tell the slug.
 * So events can come in any order, and again, on any instance.
 */
@Component
public class Campaigns {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final long MAX_REMEMBERED = 10_000;

    private static final String COLLECTION = "campaigns";

    private static final String ID = "_id";

    private static final String NEWEST = "newest";

    private static final String SUSPENDED = "suspended";

    private final MongoOperations mongo;

    private final LoadingCache<String, Optional<Campaign>> remembered;

    Campaigns(MongoOperations mongo) {
        this.mongo = mongo;
        this.remembered = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_REMEMBERED)
            .build(slug -> Optional.ofNullable(mongo.findById(slug, Document.class, COLLECTION)).map(this::read));
    }

    /**
     * Finds a campaign.
     * @param slug its slug
     * @return what is known of it, if it was heard of
     */
    public Optional<Campaign> find(String slug) {
        return remembered.get(slug);
    }

    /**
     * Finds a campaign's slug, by looking through all campaigns.
     * @param campaignId its identity in events
     * @return its slug, if it was heard of
     */
    public Optional<String> slugOf(String campaignId) {
        var either = new Criteria().orOperator(Criteria.where(NEWEST + ".campaignId").is(campaignId),
                Criteria.where("campaignId").is(campaignId));
        return Optional.ofNullable(mongo.findOne(Query.query(either), Document.class, COLLECTION))
            .map(found -> found.getString(ID));
    }

    /**
     * Keeps what was heard, unless something newer was.
     * @param campaign the campaign; that it is closed is said apart
     * @param revision the higher, the newer; from 1
     */
    public void keep(Campaign campaign, long revision) {
        // Documents are compared field by field, so the revision has to be the first.
        var said = new Document("revision", revision);
        mongo.getConverter().write(campaign.closed(null), said);
        mongo.upsert(byId(campaign.slug()), new Update().max(NEWEST, said), COLLECTION);
        remembered.invalidate(campaign.slug());
    }

    /**
     * Keeps that a campaign was closed, for ever.
     * @param campaignId its identity in events, perhaps not heard of yet
     * @param at from when on; the earliest time that was said stands
     */
    public void close(String campaignId, Instant at) {
        end(campaignId, new Update().min("closedAt", at));
    }

    /**
     * Keeps what became of a campaign, which is closed by then.
     * @param campaignId its identity in events, perhaps not heard of yet
     * @param outcome what became of it
     * @param at when that was decided
     */
    public void decide(String campaignId, Outcome outcome, Instant at) {
        end(campaignId, new Update().min("closedAt", at).set("outcome", outcome));
    }

    /**
     * Campaigns that are over.
     * @param time those that ended before
     * @return in no order
     */
    List<Campaign> closedBefore(Instant time) {
        return mongo.findAll(Document.class, COLLECTION)
            .stream()
            .map(this::read)
            .filter(campaign -> campaign.hasEnded(time))
            .toList();
    }

    private void end(String campaignId, Update update) {
        mongo.upsert(byId(campaignId), update, Ending.class);
        remembered.invalidateAll();
    }

    private Campaign read(Document found) {
        // As it was kept before there were revisions.
        var said = found.get(NEWEST, found);
        said.putIfAbsent(SUSPENDED, false);
        var campaign = mongo.getConverter().read(Campaign.class, said);
        return campaign.closed(closedAt(campaign.campaignId()));
    }

    private @Nullable Instant closedAt(String campaignId) {
        var ending = mongo.findById(campaignId, Ending.class);
        return ending == null ? null : ending.closedAt();
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where(ID).is(id));
    }

}
