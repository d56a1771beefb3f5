package org.groundswell.pledge.persistence;

import java.time.Instant;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.bson.Document;
import org.groundswell.pledge.Recount;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.MongoOperations;

/**
 * Counts a campaign's pledges in the store, in one pass, so that no pledge is in two
 * states at once. The store adds up what is alike in everything that counts; there are as
 * many of those groups as combinations of codes, however many pledges there are.
 */
final class RecountAggregation {

    private static final String ID = "_id";

    private static final String PLACE = "place";

    private static final String ROLE = "role";

    private static final String THEME = "theme";

    private static final String CHANNEL = "channel";

    private static final String PEOPLE = "people";

    private static final String PLEDGES = "pledges";

    private static final String WITHDRAWN_AT = "withdrawnAt";

    private static final String REMOVED_AT = "removedAt";

    private static final String WITHDRAWN = "withdrawn";

    private static final String SINCE = "since";

    private static final String UNPUBLISHED = "unpublished";

    private final MongoOperations mongo;

    RecountAggregation(MongoOperations mongo) {
        this.mongo = mongo;
    }

    /**
     * Counts.
     * @param which which pledges
     * @param since from when on what was withdrawn is counted apart; null: it is not
     * @return what they come to
     */
    Recount of(Document which, @Nullable Instant since) {
        return mongo.execute(PledgeStore.COLLECTION, pledges -> {
            var sum = new Sum();
            pledges.aggregate(List.of(new Document("$match", which), new Document("$group", group(since))))
                .forEach(sum::add);
            return sum.recount();
        });
    }

    private static Document group(@Nullable Instant since) {
        var alike = new Document(WITHDRAWN, anyOf(WITHDRAWN_AT, REMOVED_AT));
        for (var code : List.of(PLACE, ROLE, THEME, CHANNEL)) {
            alike.append(code, "$" + code);
        }
        var unpublished = new Document("$cond", List.of(anyOf("unpublished", "withdrawalUnpublished"), 1, 0));
        return new Document(ID, alike).append(PLEDGES, new Document("$sum", 1))
            .append(PEOPLE, new Document("$sum", "$" + PEOPLE))
            .append(SINCE, new Document("$sum", since == null ? 0 : notBefore(Date.from(since))))
            .append(UNPUBLISHED, new Document("$sum", unpublished));
    }

    /**
     * 1 for what was not withdrawn earlier, by whoever was first; so for what stands,
     * too.
     */
    private static Document notBefore(Date since) {
        var before = List.of(isBefore(WITHDRAWN_AT, since), isBefore(REMOVED_AT, since));
        return new Document("$cond", List.of(new Document("$or", before), 0, 1));
    }

    private static Document isBefore(String field, Date time) {
        return new Document("$lt", List.of(new Document("$ifNull", List.of("$" + field, time)), time));
    }

    /** Whether one of two fields is there. */
    private static Document anyOf(String one, String other) {
        return new Document("$or", List.of(isThere(one), isThere(other)));
    }

    private static Document isThere(String field) {
        return new Document("$ne", List.of(new Document("$ifNull", List.of("$" + field, false)), false));
    }

    /** Adds groups up. */
    private static final class Sum {

        private final Map<@Nullable String, Recount.Part> byPlace = parts();

        private final Map<@Nullable String, Recount.Part> byRole = parts();

        private final Map<@Nullable String, Recount.Part> byTheme = parts();

        private final Map<@Nullable String, Recount.Part> byChannel = parts();

        private long pledges;

        private long people;

        private long withdrawn;

        private long withdrawnSince;

        private long unpublished;

        void add(Document group) {
            var alike = group.get(ID, Document.class);
            long itsPledges = number(group, PLEDGES);
            long itsPeople = number(group, PEOPLE);
            unpublished += number(group, UNPUBLISHED);
            if (alike.getBoolean(WITHDRAWN)) {
                withdrawn += itsPledges;
                withdrawnSince += number(group, SINCE);
                return;
            }
            pledges += itsPledges;
            people += itsPeople;
            add(byPlace, alike.getString(PLACE), itsPledges, itsPeople);
            add(byRole, alike.getString(ROLE), itsPledges, itsPeople);
            add(byTheme, alike.getString(THEME), itsPledges, itsPeople);
            var channel = alike.getString(CHANNEL);
            add(byChannel, channel == null ? null : channel.toLowerCase(Locale.ROOT), itsPledges, itsPeople);
        }

        Recount recount() {
            return new Recount(pledges, people, withdrawn, withdrawnSince, unpublished, List.copyOf(byPlace.values()),
                    List.copyOf(byRole.values()), List.copyOf(byTheme.values()), List.copyOf(byChannel.values()));
        }

        private static Map<@Nullable String, Recount.Part> parts() {
            return new TreeMap<>(Comparator.nullsLast(Comparator.naturalOrder()));
        }

        private static void add(Map<@Nullable String, Recount.Part> parts, @Nullable String code, long pledges,
                long people) {
            parts.merge(code, new Recount.Part(code, pledges, people), (one, other) -> new Recount.Part(code,
                    one.pledges() + other.pledges(), one.people() + other.people()));
        }

        private static long number(Document group, String field) {
            return group.get(field, Number.class).longValue();
        }

    }

}
