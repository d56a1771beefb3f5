package org.groundswell.campaign.web;

import java.time.Instant;
import java.util.LinkedHashMap;
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
        var page = found.getNumber() + 1;
        var last = Math.max(1, found.getTotalPages());
        var address = list.queryParam("size", found.getSize()).queryParam("asOf", asOf).encode().toUriString()
                + "&page=";
        var links = new LinkedHashMap<String, @Nullable String>();
        links.put("self", address + page);
        links.put("first", address + 1);
        links.put("prev", page > 1 ? address + Math.min(page - 1, last) : null);
        links.put("next", page < last ? address + (page + 1) : null);
        links.put("last", address + last);
        return new CampaignPage(found.getContent(), page, found.getSize(), found.getTotalElements(), links);
    }

}
