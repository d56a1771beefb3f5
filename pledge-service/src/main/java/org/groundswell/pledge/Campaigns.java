package org.groundswell.pledge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/**
 * The campaigns that were heard of. Reads come from memory, at most a second old, so that
 * accepting a pledge asks the store nothing.
 */
@Component
public class Campaigns {

    private static final Duration MAX_AGE = Duration.ofSeconds(1);

    private static final long MAX_REMEMBERED = 10_000;

    private final MongoOperations mongo;

    private final LoadingCache<String, Optional<Campaign>> remembered;

    Campaigns(MongoOperations mongo) {
        this.mongo = mongo;
        this.remembered = Caffeine.newBuilder()
            .expireAfterWrite(MAX_AGE)
            .maximumSize(MAX_REMEMBERED)
            .build(slug -> Optional.ofNullable(mongo.findById(slug, Campaign.class)));
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
     * Keeps what was heard; the last word stands.
     * @param campaign the campaign
     */
    public void keep(Campaign campaign) {
        mongo.save(campaign);
        remembered.invalidate(campaign.slug());
    }

    /**
     * Campaigns that are over.
     * @param closedBefore those that closed before
     * @return in no order
     */
    List<Campaign> closedBefore(Instant closedBefore) {
        return mongo.find(Query.query(Criteria.where("closesAt").lt(closedBefore)), Campaign.class);
    }

}
