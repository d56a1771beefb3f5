package org.groundswell.campaign;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Who did what to which campaign. A line is written with the change itself, into the
 * campaign, and brought here afterwards; a line that is brought twice is one line.
 */
@Component
class AuditTrail {

    private final Campaigns campaigns;

    private final MongoOperations mongo;

    AuditTrail(Campaigns campaigns, MongoOperations mongo) {
        this.campaigns = campaigns;
        this.mongo = mongo;
    }

    /**
     * What was done to a campaign, the last first.
     * @param campaign the campaign
     * @param hubs the places of which it is told, beside what concerns the whole
     * campaign; null: all
     * @param page which part of the list
     * @return that part
     */
    Page<AuditEntry> of(Campaign campaign, @Nullable List<String> hubs, Pageable page) {
        tell(campaign);
        var lines = Criteria.where("campaignId").is(campaign.id());
        if (hubs != null) {
            var concerned = new ArrayList<@Nullable String>(hubs);
            concerned.add(null);
            lines = lines.and("place").in(concerned);
        }
        var query = Query.query(lines);
        var sorted = Query.of(query).with(Sort.by(Sort.Direction.DESC, "version")).with(page);
        return PageableExecutionUtils.getPage(mongo.find(sorted, AuditEntry.class), page,
                () -> mongo.count(query, AuditEntry.class));
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.SECONDS)
    void tellWhatIsLeft() {
        campaigns.findUntold().forEach(campaign -> EachByItself.of(campaign, this::tell));
    }

    private void tell(Campaign campaign) {
        for (var line : campaign.untold()) {
            mongo.save(line);
            campaigns.forget(line);
        }
    }

}
