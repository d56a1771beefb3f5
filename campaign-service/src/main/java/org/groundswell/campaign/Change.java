package org.groundswell.campaign;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.query.Update;

/**
 * A change of a campaign and its line in the audit trail, which are written as one. What
 * is set to what it was is no change.
 */
final class Change {

    private static final DateTimeFormatter MILLISECONDS = new DateTimeFormatterBuilder().appendInstant(3)
        .toFormatter(Locale.ROOT);

    private final String what;

    private final @Nullable String place;

    private final Update update = new Update();

    private final Map<String, Object> before = new LinkedHashMap<>();

    private final Map<String, Object> after = new LinkedHashMap<>();

    private final Set<Announcement> announcements = EnumSet.noneOf(Announcement.class);

    private boolean any;

    /**
     * A change of the whole campaign.
     * @param what its name in the audit trail
     */
    Change(String what) {
        this(what, null);
    }

    /**
     * A change that concerns a hub.
     * @param what its name in the audit trail
     * @param place the hub; null: the whole campaign
     */
    Change(String what, @Nullable String place) {
        this.what = what;
        this.place = place;
    }

    /** Changes a field, and says so in the audit trail by the last part of its name. */
    Change set(String field, @Nullable Object was, @Nullable Object is) {
        if (!Objects.equals(was, is)) {
            put(field, is);
            note(field.substring(field.lastIndexOf('.') + 1), was, is);
        }
        return this;
    }

    /** Changes a field that the audit trail does not show. */
    Change put(String field, @Nullable Object value) {
        update.set(field, value);
        any = true;
        return this;
    }

    /** Says something in the audit trail alone. */
    Change note(String name, @Nullable Object was, @Nullable Object is) {
        if (was != null) {
            before.put(name, plain(was));
        }
        if (is != null) {
            after.put(name, plain(is));
        }
        return this;
    }

    /** Has the other services told. */
    Change announce(Announcement announcement) {
        announcements.add(announcement);
        return this;
    }

    boolean isEmpty() {
        return !any;
    }

    Update update() {
        return update;
    }

    Set<Announcement> announcements() {
        return announcements;
    }

    AuditEntry entry(Campaign campaign, @Nullable String who, Instant now) {
        var version = campaign.version() + 1;
        return new AuditEntry(campaign.id() + ":" + version, campaign.id(), version, now, who, what, place, before,
                after);
    }

    /**
     * As JSON would have it, since stores have no way of their own to keep any object.
     */
    private static Object plain(Object value) {
        return switch (value) {
            case Instant instant -> MILLISECONDS.format(instant);
            case Enum<?> name -> name.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case List<?> list -> list.stream().map(item -> plain(Objects.requireNonNull(item))).toList();
            case String text -> text;
            case Boolean truth -> truth;
            case Number number -> number;
            default -> value.toString();
        };
    }

}
