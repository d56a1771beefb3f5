package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.util.Date;
import java.util.List;
import java.util.UUID;
import org.bson.Document;
import org.junit.jupiter.api.Test;

/** Campaigns that an earlier release stored. */
abstract class FormerCampaignsTests extends RunningService {

    @Test
    void aCampaignOfAnEarlierReleaseIsReadLedAndFound() {
        var ann = anOrganiser();
        var id = new Ids().next();
        var slug = "former-" + UUID.randomUUID();
        mongo.insert(new Document("_id", id).append("slug", slug)
            .append("number", 900_000L)
            .append("title", "Formerly")
            .append("standardPledge", "I will")
            .append("opensAt", new Date(0))
            .append("milestones", List.of(10L))
            .append("themes", List.of())
            .append("roles", List.of("public"))
            .append("verification", "NONE")
            .append("organisers", List.of(ann.organiser().id()))
            .append("createdAt", new Date(0))
            .append("launchedAt", new Date(1_000))
            .append("announced", true)
            .append("milestonesReached", List.of())
            .append("version", 2L), "campaigns");

        FormerCampaigns.bringUpToDate(mongo);
        FormerCampaigns.bringUpToDate(mongo);

        var path = "/api/campaigns/" + slug;
        var read = body(get(path, null));
        assertThat(read.at("/title").stringValue()).isEqualTo("Formerly");
        assertThat(read.at("/state").stringValue()).isEqualTo("open");
        assertThat(read.at("/edition").intValue()).isEqualTo(1);
        assertThat(body(get("/api/campaigns?q=formerly", null)).at("/items")).hasSize(1);
        assertThat(post(path + "/close", null, anOrganiser()).getStatus().value()).isEqualTo(403);
        assertThat(post(path + "/close", null, ann).getStatus().value()).isEqualTo(200);
        assertThat(launched(aCampaign(), ann).at("/state").stringValue()).isEqualTo("open");
    }

}
