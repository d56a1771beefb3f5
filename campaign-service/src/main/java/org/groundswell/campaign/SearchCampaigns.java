package org.groundswell.campaign;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;

/** Lists of campaigns. */
@Service
public class SearchCampaigns {

    private final Campaigns campaigns;

    private final Clock clock;

    SearchCampaigns(Campaigns campaigns, Clock clock) {
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * Finds campaigns as they were at an instant.
     * @param search which
     * @param asOf the instant; null, or one to come: now
     * @param page which part of the list
     * @return that part
     */
    public Found find(CampaignSearch search, @Nullable Instant asOf, Pageable page) {
        var now = clock.instant();
        var at = asOf == null || asOf.isAfter(now) ? now : asOf;
        return new Found(campaigns.find(search, at, page), at);
    }

    /**
     * Part of a list.
     *
     * @param page that part
     * @param asOf the instant to which the list belongs
     */
    public record Found(Page<Campaign> page, Instant asOf) {
    }

}
