package org.groundswell.campaign.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;

/**
 * Part of a list of campaigns; {@code page} counts from 1, links at the ends are null.
 */
record CampaignPage(List<CampaignView> items, int page, int size, long total, Map<String, @Nullable String> links) {

    static CampaignPage of(Page<CampaignView> found, String publicUrl, String state) {
        var page = found.getNumber() + 1;
        var last = Math.max(1, found.getTotalPages());
        var address = publicUrl + "/api/campaigns?state=" + state + "&size=" + found.getSize() + "&page=";
        var links = new LinkedHashMap<String, @Nullable String>();
        links.put("self", address + page);
        links.put("first", address + 1);
        links.put("prev", page > 1 ? address + Math.min(page - 1, last) : null);
        links.put("next", page < last ? address + (page + 1) : null);
        links.put("last", address + last);
        return new CampaignPage(found.getContent(), page, found.getSize(), found.getTotalElements(), links);
    }

}
