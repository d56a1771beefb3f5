package org.groundswell.pledge;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.stereotype.Component;

/** The public list of a campaign's pledges, newest first. */
@Component
public class Wall {

    /** How many pledges a page can have. */
    public static final int MAX_PAGE = 100;

    private static final Duration FRONT_PAGE_AGE = Duration.ofSeconds(1);

    private final MongoOperations mongo;

    private final LoadingCache<String, List<Pledge>> frontPages;

    Wall(MongoOperations mongo) {
        this.mongo = mongo;
        this.frontPages = Caffeine.newBuilder()
            .expireAfterWrite(FRONT_PAGE_AGE)
            .maximumSize(1_000)
            .build(campaign -> find(campaign, null, MAX_PAGE + 1));
    }

    /**
     * A page of the wall.
     * @param campaign the campaign's slug
     * @param before the pledge after which the page begins; null: the newest is first
     * @param limit how many pledges at most, 1 to {@link #MAX_PAGE}
     * @return the pledges, and whether older ones follow
     */
    public Page page(String campaign, @Nullable Cursor before, int limit) {
        var found = before == null ? frontPages.get(campaign) : find(campaign, before, limit + 1);
        return new Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    private List<Pledge> find(String campaign, @Nullable Cursor before, int limit) {
        var criteria = Criteria.where("campaign").is(campaign);
        if (before != null) {
            criteria.orOperator(Criteria.where("madeAt").lt(before.madeAt()),
                    Criteria.where("madeAt").is(before.madeAt()).and("_id").lt(before.id()));
        }
        return mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, "madeAt", "_id")).limit(limit),
                Pledge.class);
    }

    /**
     * A place in the list, which stays where it is while new pledges come in.
     *
     * @param madeAt when the pledge at that place was made
     * @param id that pledge
     */
    public record Cursor(Instant madeAt, String id) {
    }

    /**
     * Part of the wall.
     *
     * @param pledges newest first
     * @param more whether older ones follow
     */
    public record Page(List<Pledge> pledges, boolean more) {
    }

}
