package org.groundswell.campaign.web;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.Page;

/**
 * Where the other pages of a list are; pages count from 1, links at the ends are null.
 */
final class PageLinks {

    private PageLinks() {
    }

    /**
     * The links of a page.
     * @param found the page
     * @param list the list's address, with a query
     */
    static Map<String, @Nullable String> of(Page<?> found, String list) {
        var page = found.getNumber() + 1;
        var last = Math.max(1, found.getTotalPages());
        var address = list + "&page=";
        var links = new LinkedHashMap<String, @Nullable String>();
        links.put("self", address + page);
        links.put("first", address + 1);
        links.put("prev", page > 1 ? address + Math.min(page - 1, last) : null);
        links.put("next", page < last ? address + (page + 1) : null);
        links.put("last", address + last);
        return links;
    }

}
