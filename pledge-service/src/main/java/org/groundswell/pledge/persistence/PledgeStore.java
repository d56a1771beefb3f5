package org.groundswell.pledge.persistence;

import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.Document;
import org.groundswell.defaults.security.LedPart;
import org.groundswell.pledge.Audit;
import org.groundswell.pledge.Moderation;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.Pledges;
import org.groundswell.pledge.Recount;
import org.groundswell.pledge.UnmailedPledges;
import org.groundswell.pledge.UnpublishedPledges;
import org.groundswell.pledge.Wall;
import org.groundswell.pledge.WriteToPledgers;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.index.PartialIndexFilter;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * The pledges' collection. What is still to be done about a pledge, publishing and
 * mailing, is part of the pledge's own document, written with it and taken away when it
 * is done; indexes of just those documents keep looking for them cheap on MongoDB.
 */
@Component
class PledgeStore implements Pledges, UnpublishedPledges, UnmailedPledges {

    static final String COLLECTION = "pledges";

    private static final String ID = "_id";

    private static final String CAMPAIGN = "campaign";

    private static final String MADE_AT = "madeAt";

    private static final String PERSONAL = "personal";

    private static final String EMAIL = "personal.email";

    private static final String ADDRESS = "personal.addressDigest";

    /** Starts with the id of the key that the address is encrypted with. */
    private static final String ADDRESS_KEY = "personal.addressKey";

    private static final String HELD = "held";

    private static final String PLACE = "place";

    private static final String WITHDRAWN = "withdrawnAt";

    private static final String REMOVED = "removedAt";

    private static final String MODERATION = "moderation";

    private static final String UNCONFIRMED = "unconfirmedSince";

    private static final String MAIL_DUE = "mailDueAt";

    private static final int KEY_ID_BYTES = 4;

    private static final Map<Story, String> UNPUBLISHED = Map.of(Story.MADE, "unpublished", Story.WITHDRAWN,
            "withdrawalUnpublished");

    private final MongoOperations mongo;

    private final RecountAggregation recount;

    private final ModerationQuery moderation;

    private final Clock clock;

    PledgeStore(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.recount = new RecountAggregation(mongo);
        this.moderation = new ModerationQuery(mongo);
        this.clock = clock;
        var indexes = mongo.indexOps(COLLECTION);
        indexes.createIndex(new Index(CAMPAIGN, Sort.Direction.ASC).on(MADE_AT, Sort.Direction.DESC)
            .on(ID, Sort.Direction.DESC)
            .named("wall"));
        for (var unpublished : UNPUBLISHED.values()) {
            indexes.createIndex(new Index(unpublished, Sort.Direction.ASC).named(unpublished)
                .partial(PartialIndexFilter.of(Criteria.where(unpublished).is(true))));
        }
        for (var sparse : List.of(ADDRESS, UNCONFIRMED, MAIL_DUE)) {
            indexes.createIndex(new Index(sparse, Sort.Direction.ASC).named(sparse).sparse());
        }
        indexes.createIndex(new Index(CAMPAIGN, Sort.Direction.ASC).on(HELD, Sort.Direction.ASC)
            .named(HELD)
            .partial(PartialIndexFilter.of(Criteria.where(HELD).exists(true))));
        indexes.createIndex(new Index(CAMPAIGN, Sort.Direction.ASC).on(MODERATION + ".at", Sort.Direction.DESC)
            .named(MODERATION)
            .partial(PartialIndexFilter.of(Criteria.where(MODERATION).exists(true))));
    }

    /** A new pledge as it is written. */
    Document document(Pledge pledge) {
        var document = new Document();
        mongo.getConverter().write(pledge, document);
        if (!pledge.isUnconfirmed()) {
            document.append(UNPUBLISHED.get(Story.MADE), true);
        }
        if (pledge.personal() != null && pledge.personal().email() != null) {
            document.append(MAIL_DUE, abandonedAt());
            document.get(PERSONAL, Document.class).append("addressKey", keyIdOf(pledge.personal().email()));
        }
        return document;
    }

    @Override
    public Optional<Pledge> findById(String id) {
        return Optional.ofNullable(mongo.findById(id, Pledge.class));
    }

    @Override
    public Optional<Pledge> confirm(String id, Instant at) {
        return changed(byId(id),
                new Update().set(MADE_AT, at)
                    .set(UNPUBLISHED.get(Story.MADE), true)
                    .set(MAIL_DUE, abandonedAt())
                    .unset(UNCONFIRMED));
    }

    @Override
    public Optional<Pledge> withdraw(String id, Instant at) {
        return Optional.ofNullable(mongo.findAndModify(byId(id), takingBack().min(WITHDRAWN, at), Pledge.class));
    }

    @Override
    public Optional<Pledge> release(Pledge found, Moderation note, LedPart led) {
        return changed(asFound(found, led), new Update().unset(HELD).push(MODERATION, note));
    }

    @Override
    public Optional<Pledge> remove(Pledge found, Moderation note, LedPart led) {
        return changed(asFound(found, led), takingBack().set(REMOVED, note.at()).push(MODERATION, note));
    }

    @Override
    public List<Audit.Entry> moderated(String campaign, LedPart led, Wall.@Nullable Cursor before, int limit) {
        return moderation.find(campaign, led, before, limit);
    }

    @Override
    public void forgetUnconfirmed(String id) {
        mongo.updateFirst(unconfirmed(id),
                withoutAddress().set("personal.text", "")
                    .unset("personal.displayName")
                    .unset("personal.invitedBy")
                    .unset(HELD)
                    .unset(MAIL_DUE),
                COLLECTION);
    }

    @Override
    public boolean deleteUnconfirmed(String id) {
        return mongo.remove(unconfirmed(id), COLLECTION).getDeletedCount() == 1;
    }

    @Override
    public List<Pledge> held(String campaign, LedPart led, Wall.@Nullable Cursor before, int limit) {
        return newest(within(led, standing(campaign).and(HELD).exists(true)), before, limit);
    }

    @Override
    public List<Pledge> onWall(String campaign, Wall.@Nullable Cursor before, int limit) {
        return newest(standing(campaign).and(HELD).exists(false), before, limit);
    }

    @Override
    public Recount recount(String campaignId, @Nullable String campaign, @Nullable Instant since) {
        var which = new Document("campaignId", campaignId).append(UNCONFIRMED, new Document("$exists", false));
        if (campaign != null) {
            which.append(CAMPAIGN, campaign);
        }
        return recount.of(which, since);
    }

    @Override
    public List<Pledge> ofAddress(Collection<byte[]> digests) {
        return mongo.find(Query.query(Criteria.where(ADDRESS).in(digests)), Pledge.class);
    }

    @Override
    public void erasePersonalData(Collection<String> ids) {
        mongo.updateMulti(Query.query(Criteria.where(ID).in(ids)),
                new Update().unset(PERSONAL).unset(HELD).unset(MAIL_DUE), COLLECTION);
    }

    @Override
    public long eraseAddresses(String campaign) {
        return mongo
            .updateMulti(Query.query(Criteria.where(CAMPAIGN).is(campaign).and(ADDRESS).exists(true)),
                    withoutAddress().unset(ADDRESS), COLLECTION)
            .getModifiedCount();
    }

    @Override
    public long deleteUnconfirmed(Instant before) {
        return mongo.remove(Query.query(Criteria.where(UNCONFIRMED).lt(before)), COLLECTION).getDeletedCount();
    }

    @Override
    public List<Pledge> encryptedOtherwise(byte[] currentKey, int limit) {
        return mongo.find(Query.query(Criteria.where(ADDRESS_KEY).exists(true).ne(currentKey)).limit(limit),
                Pledge.class);
    }

    @Override
    public void replaceAddress(String id, byte[] former, byte[] email) {
        mongo.updateFirst(byId(id).addCriteria(Criteria.where(EMAIL).is(former)),
                new Update().set(EMAIL, email).set(ADDRESS_KEY, keyIdOf(email)), COLLECTION);
    }

    @Override
    public List<Pledge> find(Story story, Instant madeBefore, int limit) {
        return mongo.find(
                Query.query(Criteria.where(UNPUBLISHED.get(story)).is(true).and(MADE_AT).lt(madeBefore)).limit(limit),
                Pledge.class);
    }

    @Override
    public void markPublished(Story story, Collection<String> ids) {
        mongo.updateMulti(Query.query(Criteria.where(ID).in(ids)), new Update().unset(UNPUBLISHED.get(story)),
                COLLECTION);
    }

    @Override
    public List<Due> due(Instant now, int limit) {
        var query = Query.query(Criteria.where(MAIL_DUE).lte(now)).limit(limit);
        return mongo.find(query, Document.class, COLLECTION)
            .stream()
            .map(found -> new Due(mongo.getConverter().read(Pledge.class, found), found.getDate(MAIL_DUE).toInstant()))
            .toList();
    }

    @Override
    public boolean claim(Due due, Instant until) {
        return mongo
            .updateFirst(byId(due.pledge().id()).addCriteria(Criteria.where(MAIL_DUE).is(due.at())),
                    new Update().set(MAIL_DUE, until), COLLECTION)
            .getModifiedCount() == 1;
    }

    @Override
    public void putOff(String id, Instant at) {
        update(id, new Update().set(MAIL_DUE, at));
    }

    @Override
    public void mailed(String id, boolean forget) {
        update(id, (forget ? withoutAddress() : new Update()).unset(MAIL_DUE));
    }

    private List<Pledge> newest(Criteria criteria, Wall.@Nullable Cursor before, int limit) {
        if (before != null) {
            criteria.orOperator(Criteria.where(MADE_AT).lt(before.madeAt()),
                    Criteria.where(MADE_AT).is(before.madeAt()).and(ID).lt(before.id()));
        }
        return mongo.find(Query.query(criteria).with(Sort.by(Sort.Direction.DESC, MADE_AT, ID)).limit(limit),
                Pledge.class);
    }

    private static Criteria standing(String campaign) {
        return Criteria.where(CAMPAIGN).is(campaign).and(UNCONFIRMED).exists(false).and(PERSONAL).exists(true);
    }

    private Optional<Pledge> changed(Query which, Update update) {
        return Optional.ofNullable(
                mongo.findAndModify(which, update, FindAndModifyOptions.options().returnNew(true), Pledge.class));
    }

    private void update(String id, Update update) {
        mongo.updateFirst(byId(id), update, COLLECTION);
    }

    private static Update takingBack() {
        return new Update().set(UNPUBLISHED.get(Story.WITHDRAWN), true).unset(PERSONAL).unset(HELD).unset(MAIL_DUE);
    }

    /**
     * Looks at more than the id, for which the embedded store reads the whole collection,
     * as it does for the list that organisers work from.
     */
    private static Query asFound(Pledge found, LedPart led) {
        return Query.query(within(led,
                Criteria.where(ID)
                    .is(found.id())
                    .and(PERSONAL)
                    .exists(found.personal() != null)
                    .and(HELD)
                    .exists(found.isHeld())
                    .and(UNCONFIRMED)
                    .exists(false)
                    .and(WITHDRAWN)
                    .exists(false)
                    .and(REMOVED)
                    .exists(false)));
    }

    private static Criteria within(LedPart led, Criteria criteria) {
        return led.places() == null ? criteria : criteria.and(PLACE).in(led.places());
    }

    /** The digest stays, so that the address can be erased on demand. */
    private static Update withoutAddress() {
        return new Update().unset(EMAIL).unset(ADDRESS_KEY);
    }

    private static Query byId(String id) {
        return Query.query(Criteria.where(ID).is(id));
    }

    private static Query unconfirmed(String id) {
        return byId(id).addCriteria(Criteria.where(UNCONFIRMED).exists(true));
    }

    /** Until then the instance that stored it sees to its mail. */
    private Instant abandonedAt() {
        return clock.instant().plus(WriteToPledgers.ATTEMPT);
    }

    private static byte[] keyIdOf(byte[] encrypted) {
        return Arrays.copyOf(encrypted, KEY_ID_BYTES);
    }

}
