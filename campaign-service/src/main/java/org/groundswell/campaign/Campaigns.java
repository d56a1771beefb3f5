package org.groundswell.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.stereotype.Component;

/**
 * All campaigns. A change is one update of one document, on the condition that nobody
 * else changed it meanwhile, and carries with it what is to be announced and what the
 * audit trail will say; so whoever is killed, when, leaves either all of it or nothing.
 */
@Component
public class Campaigns {

    /**
     * For how long the one who made a change has its announcement to itself: longer than
     * the producer tries.
     */
    static final Duration ANNOUNCING = Duration.ofSeconds(20);

    private static final int TRIES = 50;

    private static final long LONGEST_PAUSE_NANOS = 5_000_000;

    private static final String VERSION = "version";

    private static final String ANNOUNCED_AT = "closing.announcedAt";

    private static final String NOT_BEFORE = "deciding.notBefore";

    private static final String DECIDING_TRIES = "deciding.tries";

    private final MongoOperations mongo;

    private final Clock clock;

    Campaigns(MongoOperations mongo, Clock clock) {
        this.mongo = mongo;
        this.clock = clock;
    }

    /**
     * Adds a draft.
     * @param campaign the draft
     * @return the same
     * @throws org.springframework.dao.DuplicateKeyException when its slug, or its edition
     * of its movement, is taken
     */
    Campaign insert(Campaign campaign) {
        return mongo.insert(campaign);
    }

    /**
     * Finds one by its id.
     * @param id the id
     * @return the campaign, if there is one
     */
    public Optional<Campaign> findById(String id) {
        return Optional.ofNullable(mongo.findById(id, Campaign.class));
    }

    /**
     * Finds one that somebody may know of. The store itself passes over drafts of others,
     * so that they take no longer than names that nobody has.
     * @param slug the campaign's slug
     * @param organiser who asks; null: anyone
     * @return the campaign, if it was launched or is led by that organiser
     */
    public Optional<Campaign> findVisible(String slug, @Nullable String organiser) {
        var query = Query
            .query(new Criteria().andOperator(Criteria.where("slug").is(slug), launchedOrLedBy(organiser)));
        return Optional.ofNullable(mongo.findOne(query, Campaign.class));
    }

    /**
     * Finds the one that somebody was invited to.
     * @param invitation the invitation's id
     * @return the campaign, if there is such an invitation
     */
    Optional<Campaign> findByInvitation(String invitation) {
        return Optional
            .ofNullable(mongo.findOne(Query.query(Criteria.where("invitations._id").is(invitation)), Campaign.class));
    }

    /**
     * Takes away invitations that nobody can accept any more, and the addresses with
     * them.
     * @param now the instant
     */
    void removeExpiredInvitations(Instant now) {
        var expired = Criteria.where("expiresAt").lte(now);
        mongo.updateMulti(Query.query(Criteria.where("invitations").elemMatch(expired)),
                new Update().pull("invitations", Query.query(expired)).inc(VERSION, 1), Campaign.class);
    }

    /**
     * Changes a campaign, again and again until nobody else has changed it meanwhile.
     * @param id the campaign's id
     * @param who the organiser or steward who does it; null: the platform
     * @param decide from the present campaign to its change, which may be none; may
     * refuse by an exception, is called anew whenever somebody was faster
     * @return the campaign as it is since, and what is to be announced of that
     * @throws CampaignRefusal.Unknown when there is none
     */
    Changed change(String id, @Nullable String who, Function<Campaign, Change> decide) {
        for (int i = 0; i < TRIES; i++) {
            var campaign = findById(id).orElseThrow(CampaignRefusal.Unknown::new);
            var change = decide.apply(campaign);
            if (change.isEmpty()) {
                return new Changed(campaign, Set.of());
            }
            var changed = write(campaign, who, change);
            if (changed != null) {
                return new Changed(changed, change.announcements());
            }
            pause();
        }
        throw new ConcurrencyFailureException("the campaign was changed by others too often");
    }

    /** So that many who change the same do not stay in step. */
    private static void pause() {
        LockSupport.parkNanos(ThreadLocalRandom.current().nextLong(LONGEST_PAUSE_NANOS));
    }

    private @Nullable Campaign write(Campaign campaign, @Nullable String who, Change change) {
        var now = clock.instant();
        var update = change.update().inc(VERSION, 1).push("untold", change.entry(campaign, who, now));
        if (!change.announcements().isEmpty()) {
            var unannounced = Stream.concat(campaign.unannounced().stream(), change.announcements().stream())
                .distinct()
                .sorted()
                .toList();
            update.set("unannounced", unannounced).set("announcingUntil", now.plus(ANNOUNCING));
            if (change.announcements().contains(Announcement.LAUNCHED)) {
                update.inc("revision", 1);
            }
        }
        var unchanged = Query.query(Criteria.where("_id").is(campaign.id()).and(VERSION).is(campaign.version()));
        return mongo.findAndModify(unchanged, update, FindAndModifyOptions.options().returnNew(true), Campaign.class);
    }

    /**
     * Remembers that something is on Kafka.
     * @param campaign the campaign as it was announced
     * @param announced what was; a launch counts only if there is no later revision
     */
    public void markAnnounced(Campaign campaign, Announcement announced) {
        var same = Criteria.where("_id").is(campaign.id());
        if (announced == Announcement.LAUNCHED) {
            same = same.and("revision").is(campaign.revision());
        }
        var update = new Update().pull("unannounced", announced).inc(VERSION, 1);
        if (announced == Announcement.CLOSED) {
            update.set(ANNOUNCED_AT, clock.instant());
        }
        mongo.updateFirst(Query.query(same), update, Campaign.class);
    }

    /**
     * Takes a campaign of which something is to be announced and nobody is at it, for
     * {@link #ANNOUNCING}.
     * @return the campaign; empty: there is none
     */
    public Optional<Campaign> takeUnannounced() {
        var now = clock.instant();
        var free = Query.query(new Criteria().andOperator(Criteria.where("unannounced").ne(List.of()), new Criteria()
            .orOperator(Criteria.where("announcingUntil").is(null), Criteria.where("announcingUntil").lt(now))));
        return Optional.ofNullable(
                mongo.findAndModify(free, new Update().set("announcingUntil", now.plus(ANNOUNCING)).inc(VERSION, 1),
                        FindAndModifyOptions.options().returnNew(true), Campaign.class));
    }

    /**
     * Campaigns with lines that are missing in the audit trail.
     * @return in no order
     */
    List<Campaign> findUntold() {
        return mongo.find(Query.query(Criteria.where("untold").ne(List.of())), Campaign.class);
    }

    /**
     * Forgets a line that is in the audit trail now.
     * @param line the line
     */
    void forget(AuditEntry line) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(line.campaignId())),
                new Update().pull("untold", Query.query(Criteria.where("_id").is(line.id()))).inc(VERSION, 1),
                Campaign.class);
    }

    /**
     * Adds a reached milestone, unless it stands there.
     * @param id the campaign's id
     * @param milestone the milestone
     * @return how many campaigns were changed: 1 or 0
     */
    public long addMilestone(String id, ReachedMilestone milestone) {
        var without = Criteria.where("_id").is(id).and("milestonesReached.threshold").ne(milestone.threshold());
        return mongo
            .updateFirst(Query.query(without), new Update().push("milestonesReached", milestone).inc(VERSION, 1),
                    Campaign.class)
            .getModifiedCount();
    }

    /**
     * Campaigns whose closing date has come, and nobody has noticed.
     * @param now the instant
     * @return in no order
     */
    List<Campaign> findDue(Instant now) {
        return mongo.find(
                Query
                    .query(Criteria.where("launchedAt").ne(null).and("closing").is(null).and("plan.closesAt").lte(now)),
                Campaign.class);
    }

    /**
     * Takes a conditional campaign that is closed, and how it ended is open, and nobody
     * is at finding that out or has to pause. The one that could have been taken for
     * longest comes first, so that one that fails again and again keeps up no other.
     * @param closedBefore one of whose closing Kafka has known since then or longer
     * @param taking for how long nobody else takes it
     * @return the campaign; empty: there is none
     */
    Optional<Campaign> takeUndecided(Instant closedBefore, Duration taking) {
        var now = clock.instant();
        var free = new Criteria().orOperator(Criteria.where(NOT_BEFORE).is(null), Criteria.where(NOT_BEFORE).lte(now));
        var first = Query.query(new Criteria().andOperator(undecided().and(ANNOUNCED_AT).lte(closedBefore), free))
            .with(Sort.by(NOT_BEFORE));
        var taken = new Update().set(NOT_BEFORE, now.plus(taking)).inc(DECIDING_TRIES, 1).inc(VERSION, 1);
        return Optional.ofNullable(
                mongo.findAndModify(first, taken, FindAndModifyOptions.options().returnNew(true), Campaign.class));
    }

    /**
     * Gives a campaign back that could not be decided, unless somebody else has taken it
     * since.
     * @param campaignId its id
     * @param tried how it was taken
     */
    void putOff(String campaignId, Deciding tried) {
        mongo.updateFirst(Query
            .query(Criteria.where("_id").is(campaignId).and("outcome").is(null).and(DECIDING_TRIES).is(tried.tries())),
                new Update().set(NOT_BEFORE, clock.instant().plus(tried.pause())).inc(VERSION, 1), Campaign.class);
    }

    /**
     * Since when the outcome has been waited for that is waited for longest.
     * @return when Kafka knew of that campaign's closing; empty: all is decided
     */
    Optional<Instant> longestUndecided() {
        var first = Query.query(undecided().and(ANNOUNCED_AT).ne(null)).with(Sort.by(ANNOUNCED_AT)).limit(1);
        return Optional.ofNullable(mongo.findOne(first, Campaign.class))
            .map(Campaign::closing)
            .map(Closing::announcedAt);
    }

    private static Criteria undecided() {
        return Criteria.where("plan.conditional").is(true).and("outcome").is(null);
    }

    /**
     * The editions of a movement that somebody may know of, the first first.
     * @param movementId the movement
     * @param organiser who asks; null: anyone
     * @return its campaigns
     */
    public List<Campaign> editions(String movementId, @Nullable String organiser) {
        var query = new Criteria().andOperator(Criteria.where("edition.movementId").is(movementId),
                launchedOrLedBy(organiser));
        return mongo.find(Query.query(query).with(Sort.by("edition.number")), Campaign.class);
    }

    /**
     * The last edition of a movement, be it a draft.
     * @param movementId a movement, which has at least one
     * @return its campaign
     */
    Campaign lastEdition(String movementId) {
        var last = Query.query(Criteria.where("edition.movementId").is(movementId))
            .with(Sort.by(Sort.Direction.DESC, "edition.number"))
            .limit(1);
        return Objects.requireNonNull(mongo.findOne(last, Campaign.class));
    }

    /**
     * Whether there is an edition.
     * @param edition which
     * @return whether some campaign is that
     */
    boolean has(Edition edition) {
        return mongo.exists(Query.query(Criteria.where("edition.movementId")
            .is(edition.movementId())
            .and("edition.number")
            .is(edition.number())), Campaign.class);
    }

    /**
     * A list of campaigns as it was at an instant, so that its pages fit together while
     * others are launched.
     * @param search which campaigns
     * @param asOf the instant
     * @param page which part of the list
     * @return that part
     */
    Page<Campaign> find(CampaignSearch search, Instant asOf, Pageable page) {
        var query = Query.query(new Criteria().andOperator(search.criteria(asOf)));
        var sort = search.state() == null ? Sort.by(Sort.Direction.DESC, "number")
                : Sort.by(Sort.Direction.DESC, "launchedAt", "number");
        var found = mongo.find(Query.of(query).with(sort).with(page), Campaign.class);
        return PageableExecutionUtils.getPage(found, page, () -> mongo.count(query, Campaign.class));
    }

    /**
     * What came of a change.
     *
     * @param campaign the campaign as it is since
     * @param toAnnounce what is to be announced of this change; empty: nothing, or
     * nothing was changed
     */
    record Changed(Campaign campaign, Set<Announcement> toAnnounce) {
    }

    /** Those that are launched, and the drafts that somebody leads. */
    static Criteria launchedOrLedBy(@Nullable String organiser) {
        var launched = Criteria.where("launchedAt").ne(null);
        return organiser == null ? launched : new Criteria().orOperator(launched, ledBy(organiser));
    }

    static Criteria ledBy(String organiser) {
        return Criteria.where("leads").elemMatch(Criteria.where("organiserId").is(organiser).and("leftAt").is(null));
    }

    static Criteria containing(String word) {
        return Criteria.where("keys.text").regex(Pattern.compile(Pattern.quote(word)));
    }

}
