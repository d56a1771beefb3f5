package org.groundswell.campaign.web;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Part of a list of campaigns; {@code page} counts from 1, links at the ends are null and
 * lead to the list as it was at the same instant, so that pages fit together.
 */
record CampaignPage(List<CampaignView> items, int page, int size, long total, Map<String, @Nullable String> links) {

    static CampaignPage of(Page<CampaignView> found, UriComponentsBuilder list, Instant asOf) {
        var address = list.queryParam("size", found.getSize()).queryParam("asOf", asOf).encode().toUriString();
        return new CampaignPage(found.getContent(), found.getNumber() + 1, found.getSize(), found.getTotalElements(),
                PageLinks.of(found, address));
    }

}
