package org.groundswell.campaign;

import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.springframework.data.mongodb.core.MongoOperations;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;

/**
 * Brings campaigns that an earlier release stored into today's form, where what
 * organisers write stands apart as the plan, and leads have a history.
 */
public final class FormerCampaigns {

    private static final String COLLECTION = "campaigns";

    private static final List<String> PLAN = List.of("title", "summary", "standardPledge", "opensAt", "closesAt",
            "target", "milestones", "themes", "roles", "verification", "organisation", "hashtag");

    private FormerCampaigns() {
    }

    /**
     * Brings all there are; several instances may do so at once.
     * @param mongo the store
     */
    public static void bringUpToDate(MongoOperations mongo) {
        var former = Query.query(Criteria.where("plan").exists(false));
        for (var campaign : mongo.find(former, Document.class, COLLECTION)) {
            var same = Query.query(Criteria.where("_id").is(campaign.getString("_id")).and("plan").exists(false));
            mongo.findAndReplace(same, upToDate(campaign, mongo), COLLECTION);
        }
    }

    private static Document upToDate(Document former, MongoOperations mongo) {
        var campaign = new Document(former);
        var plan = new Document("conditional", false);
        PLAN.stream().filter(campaign::containsKey).forEach(field -> plan.append(field, campaign.remove(field)));
        var launched = former.get("launchedAt") != null;
        var announced = Boolean.TRUE.equals(campaign.remove("announced"));
        campaign.append("plan", plan)
            .append("keys", keys(plan, mongo))
            .append("edition", new Document("movementId", former.getString("_id")).append("number", 1))
            .append("leads", leads(former))
            .append("invitations", List.of())
            .append("commitments", List.of())
            .append("revision", launched ? 1L : 0L)
            .append("unannounced", launched && !announced ? List.of(Announcement.LAUNCHED.name()) : List.of())
            .append("untold", List.of());
        campaign.remove("organisers");
        campaign.remove("closedAt");
        return campaign;
    }

    private static Object keys(Document plan, MongoOperations mongo) {
        var keys = new Document();
        mongo.getConverter().write(SearchKeys.of(mongo.getConverter().read(Plan.class, plan)), keys);
        return keys;
    }

    private static List<Document> leads(Document former) {
        var leads = new ArrayList<Document>();
        for (var organiser : former.getList("organisers", String.class, List.of())) {
            leads.add(new Document("organiserId", organiser).append("since", former.get("createdAt", Date.class)));
        }
        return leads;
    }

}
