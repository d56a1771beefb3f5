package org.groundswell.pledge.web;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.Wall;
import org.jspecify.annotations.Nullable;

/** A page of a list, newest first; {@code next} is null where the list ends. */
record WallPage<V>(List<V> items, Map<String, @Nullable String> links) {

    static <V> WallPage<V> of(Wall.Page page, String address, int limit, @Nullable String before,
            Function<Pledge, V> view) {
        var last = page.more() ? page.pledges().getLast() : null;
        return of(page.pledges().stream().map(view).toList(), address, limit, before,
                last == null ? null : new Wall.Cursor(last.madeAt(), last.id()));
    }

    /** What follows begins after {@code next}; null: nothing follows. */
    static <V> WallPage<V> of(List<V> items, String address, int limit, @Nullable String before,
            Wall.@Nullable Cursor next) {
        var links = new LinkedHashMap<String, @Nullable String>();
        var self = address + "?limit=" + limit;
        links.put("self", before == null ? self : self + "&before=" + before);
        links.put("next", next == null ? null : self + "&before=" + written(next));
        return new WallPage<>(items, links);
    }

    /** Opaque to clients, so that it can change. */
    private static String written(Wall.Cursor cursor) {
        return Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString((cursor.madeAt().toEpochMilli() + "." + cursor.id()).getBytes(StandardCharsets.US_ASCII));
    }

    /**
     * Reads a cursor.
     * @throws UnknownCursor when it was not made here
     */
    static Wall.@Nullable Cursor read(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        try {
            var parts = new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.US_ASCII).split("\\.", 2);
            if (parts.length == 2) {
                return new Wall.Cursor(Instant.ofEpochMilli(Long.parseLong(parts[0])), parts[1]);
            }
        }
        catch (IllegalArgumentException unreadable) {
            // Refused below.
        }
        throw new UnknownCursor();
    }

    /** {@code before} was not made by this service. */
    static final class UnknownCursor extends RuntimeException {

        private static final long serialVersionUID = 1L;

    }

}
