package org.groundswell.campaign;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Campaigns as an organiser would send them. */
final class CampaignMother {

    private final Map<String, @Nullable Object> fields = new LinkedHashMap<>();

    private CampaignMother() {
        fields.put("title", "One kind thing");
    }

    static CampaignMother aCampaign() {
        return new CampaignMother();
    }

    static CampaignMother aCampaignWithEverything() {
        return aCampaign().with("summary", "What it is about.\nIn two lines.")
            .with("standardPledge", "I will introduce myself by name")
            .with("opensAt", "2020-03-01T00:00:00.000Z")
            .with("closesAt", "2999-04-30T23:00:00.000Z")
            .with("target", 200_000)
            .with("milestones", List.of(1000, 100, 65_000))
            .with("themes", List.of("dignity", "safety"))
            .with("roles", List.of("clinical", "public"))
            .with("verification", "email")
            .with("place", "QWO")
            .with("conditional", true)
            .with("organisation", "Ward 7")
            .with("hashtag", "ChangeDay");
    }

    CampaignMother titled(String title) {
        return with("title", title);
    }

    CampaignMother opening(String instant) {
        return with("opensAt", instant);
    }

    CampaignMother closing(String instant) {
        return with("closesAt", instant);
    }

    CampaignMother with(String field, @Nullable Object value) {
        fields.put(field, value);
        return this;
    }

    Map<String, @Nullable Object> body() {
        return fields;
    }

}
