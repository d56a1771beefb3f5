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
     * @param asOf the instant; null, or one to come: now; one before 1970, which the
     * store may not know: its beginning
     * @param page which part of the list
     * @return that part
     */
    public Found find(CampaignSearch search, @Nullable Instant asOf, Pageable page) {
        var at = within(Instant.EPOCH, asOf, clock.instant());
        return new Found(campaigns.find(search, at, page), at);
    }

    private static Instant within(Instant first, @Nullable Instant asOf, Instant last) {
        if (asOf == null || asOf.isAfter(last)) {
            return last;
        }
        return asOf.isBefore(first) ? first : asOf;
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
