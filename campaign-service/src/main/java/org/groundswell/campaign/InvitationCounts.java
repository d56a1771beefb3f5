package org.groundswell.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.mapping.Document;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.stereotype.Component;

/**
 * How many invitations went out in this hour of the clock, counted by all instances
 * together. One that is withdrawn has been mailed all the same, so it stays counted.
 */
@Component
class InvitationCounts {

    private static final FindAndModifyOptions NEW_VALUE = FindAndModifyOptions.options().upsert(true).returnNew(true);

    private final MongoOperations mongo;

    private final InvitationProperties properties;

    private final Clock clock;

    InvitationCounts(MongoOperations mongo, InvitationProperties properties, Clock clock) {
        this.mongo = mongo;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Counts one more.
     * @param campaignOrLead whose it is
     * @throws CampaignRefusal.TooManyInvitations when there were enough in this hour
     */
    void take(String campaignOrLead) {
        var now = clock.instant();
        var hour = now.truncatedTo(ChronoUnit.HOURS);
        var next = hour.plus(1, ChronoUnit.HOURS);
        var count = mongo.findAndModify(
                Query.query(Criteria.where("_id").is(campaignOrLead + " " + hour.getEpochSecond())),
                new Update().inc("sent", 1).setOnInsert("expiresAt", next), NEW_VALUE, InvitationCount.class);
        if (count == null || count.sent() > properties.perHour()) {
            throw new CampaignRefusal.TooManyInvitations("Enough invitations went out in this hour.",
                    Duration.between(now, next));
        }
    }

    void removeExpired() {
        mongo.remove(Query.query(Criteria.where("expiresAt").lt(clock.instant())), InvitationCount.class);
    }

    @Document("invitationCounts")
    record InvitationCount(@Id String id, int sent, Instant expiresAt) {
    }

}
