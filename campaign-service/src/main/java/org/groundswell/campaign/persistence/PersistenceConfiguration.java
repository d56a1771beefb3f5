package org.groundswell.campaign.persistence;

import org.bson.Document;
import org.groundswell.campaign.AuditEntry;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.CampaignNumbers;
import org.groundswell.campaign.FormerCampaigns;
import org.groundswell.campaign.Organiser;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.FindAndModifyOptions;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.index.Index;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;

/** Indexes, made explicitly, and the counter that numbers campaigns. */
@Configuration
class PersistenceConfiguration {

    private static final String COUNTERS = "counters";

    @Bean
    IndexesInPlace indexes(MongoOperations mongo) {
        FormerCampaigns.bringUpToDate(mongo);
        mongo.indexOps(Campaign.class).createIndex(new Index("slug", Sort.Direction.ASC).unique());
        mongo.indexOps(Campaign.class).createIndex(new Index("number", Sort.Direction.ASC).unique());
        mongo.indexOps(Campaign.class).createIndex(new Index("launchedAt", Sort.Direction.DESC));
        mongo.indexOps(Campaign.class)
            .createIndex(new Index("edition.movementId", Sort.Direction.ASC).on("edition.number", Sort.Direction.ASC)
                .unique());
        mongo.indexOps(Campaign.class).createIndex(new Index("invitations._id", Sort.Direction.ASC));
        mongo.indexOps(AuditEntry.class)
            .createIndex(new Index("campaignId", Sort.Direction.ASC).on("version", Sort.Direction.DESC));
        mongo.indexOps(Organiser.class).createIndex(new Index("mailbox", Sort.Direction.ASC).unique());
        return new IndexesInPlace();
    }

    @Bean
    CampaignNumbers campaignNumbers(MongoOperations mongo) {
        var campaigns = Query.query(Criteria.where("_id").is("campaigns"));
        return () -> {
            var counter = mongo.findAndModify(campaigns, new Update().inc("value", 1L),
                    FindAndModifyOptions.options().upsert(true).returnNew(true), Document.class, COUNTERS);
            if (counter == null) {
                throw new IllegalStateException("the store did not return the counter");
            }
            return counter.get("value", Number.class).longValue();
        };
    }

    /** The indexes that keep slugs, numbers and mailboxes unique exist. */
    record IndexesInPlace() {
    }

}
