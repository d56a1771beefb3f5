package org.groundswell.pledge.persistence;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.bson.Document;
import org.groundswell.defaults.security.LedPart;
import org.groundswell.pledge.Audit;
import org.groundswell.pledge.HoldReason;
import org.groundswell.pledge.Moderation;
import org.groundswell.pledge.Wall;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/** Finds what was done about pledges; nothing else of them leaves the store. */
final class ModerationQuery {

    private static final String ID = "_id";

    private static final String MODERATION = "moderation";

    private static final String PLACE = "place";

    private static final String AT = "at";

    private static final String WHO = "who";

    private static final String WHAT = "what";

    private static final String HELD = "held";

    private static final String KEY = "key";

    private final MongoOperations mongo;

    ModerationQuery(MongoOperations mongo) {
        this.mongo = mongo;
    }

    List<Audit.Entry> find(String campaign, LedPart led, Wall.@Nullable Cursor before, int limit) {
        var stages = new ArrayList<Document>();
        stages.add(new Document("$match", moderated(campaign, led)));
        stages.add(new Document("$unwind", "$" + MODERATION));
        stages.add(new Document("$project",
                new Document(PLACE, 1).append(AT, "$moderation.at")
                    .append(WHO, "$moderation.who")
                    .append(WHAT, "$moderation.what")
                    .append(HELD, "$moderation.held")
                    .append(KEY, new Document("$concat", List.of("$_id", ":", "$moderation.what")))));
        if (before != null) {
            stages.add(new Document("$match", olderThan(before)));
        }
        stages.add(new Document("$sort", new Document(AT, -1).append(KEY, -1)));
        stages.add(new Document("$limit", limit));
        return mongo.execute(PledgeStore.COLLECTION,
                pledges -> pledges.aggregate(stages).map(ModerationQuery::entry).into(new ArrayList<>()));
    }

    private static Document moderated(String campaign, LedPart led) {
        var moderated = new Document("campaign", campaign).append(MODERATION, new Document("$exists", true));
        var places = led.places();
        return places == null ? moderated : moderated.append(PLACE, new Document("$in", List.copyOf(places)));
    }

    private static Document olderThan(Wall.Cursor before) {
        var at = Date.from(before.madeAt());
        return new Document("$or", List.of(new Document(AT, new Document("$lt", at)),
                new Document(AT, at).append(KEY, new Document("$lt", before.id()))));
    }

    private static Audit.Entry entry(Document found) {
        return new Audit.OfPledge(found.getDate(AT).toInstant(), found.getString(WHO), found.getString(KEY),
                found.getString(ID), found.getString(PLACE), Moderation.Act.valueOf(found.getString(WHAT)),
                reasons(found));
    }

    private static @Nullable Set<HoldReason> reasons(Document found) {
        var reasons = found.getList(HELD, String.class);
        return reasons == null ? null : reasons.stream().map(HoldReason::valueOf).collect(Collectors.toSet());
    }

}
