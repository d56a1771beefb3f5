package org.groundswell.pledge.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groundswell.pledge.Wall;
import org.jspecify.annotations.Nullable;

/** A page of the wall; {@code next} is null where the wall ends. */
record WallPage(List<PledgeView> items, Map<String, @Nullable String> links) {

    static WallPage of(Wall.Page page, String self, int limit, String publicUrl) {
        var links = new LinkedHashMap<String, @Nullable String>();
        links.put("self", self);
        links.put("next", page.more() ? self.replaceFirst("\\?.*", "") + "?limit=" + limit + "&before="
                + cursor(page.pledges().getLast().madeAt(), page.pledges().getLast().id()) : null);
        return new WallPage(page.pledges().stream().map(pledge -> PledgeView.of(pledge, publicUrl)).toList(), links);
    }

    /** Opaque to clients, so that it can change. */
    private static String cursor(Instant madeAt, String id) {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((madeAt.toEpochMilli() + "." + id).getBytes(StandardCharsets.US_ASCII));
    }

    static Optional<Wall.Cursor> read(String cursor) {
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\.", 2);
            return parts.length < 2 ? Optional.empty()
                    : Optional.of(new Wall.Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]));
        }
        catch (IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

}
