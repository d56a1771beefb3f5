package org.groundswell.campaign;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a launch fixes: whatever people pledged to, when, and for how many. */
final class FixedAtLaunch {

    private FixedAtLaunch() {
    }

    /**
     * What an edit of a launched campaign would break.
     * @param campaign the campaign
     * @param is what it shall be
     * @param slug its new slug
     * @param now the instant
     * @return field and message; empty: it may be done
     */
    static Map<String, String> broken(Campaign campaign, Plan is, String slug, Instant now) {
        var was = campaign.plan();
        var broken = new LinkedHashMap<String, String>();
        if (!slug.equals(campaign.slug())) {
            broken.put("slug", "is known to the world since the launch");
        }
        if (!Objects.equals(was.standardPledge(), is.standardPledge())) {
            broken.put("standardPledge", "is what people pledged to since the launch");
        }
        if (was.conditional() != is.conditional()) {
            broken.put("conditional", "is what people pledged to since the launch");
        }
        var closed = campaign.closedAt(now) != null;
        target(broken, was, is, closed);
        opensAt(broken, was.opensAt(), is.opensAt(), now, closed);
        closesAt(broken, was, is.closesAt(), now, closed);
        return broken;
    }

    private static void target(Map<String, String> broken, Plan was, Plan is, boolean closed) {
        if (Objects.equals(was.target(), is.target())) {
            return;
        }
        if (closed || was.conditional()) {
            broken.put("target", closed ? "is final since the closing" : "is what people pledged to since the launch");
        }
        else if (was.target() != null && (is.target() == null || is.target() < was.target())) {
            broken.put("target", "can only be raised since the launch");
        }
    }

    private static void opensAt(Map<String, String> broken, @Nullable Instant was, @Nullable Instant is, Instant now,
            boolean closed) {
        if (Objects.equals(was, is)) {
            return;
        }
        if (closed || was == null || !was.isAfter(now)) {
            broken.put("opensAt", "has passed");
        }
        else if (is == null || is.isBefore(now)) {
            broken.put("opensAt", "must not be in the past since the launch");
        }
    }

    private static void closesAt(Map<String, String> broken, Plan was, @Nullable Instant is, Instant now,
            boolean closed) {
        if (Objects.equals(was.closesAt(), is)) {
            return;
        }
        if (closed || was.conditional()) {
            broken.put("closesAt",
                    closed ? "is final since the closing" : "is what people pledged to since the launch");
        }
        else if (is != null && !is.isAfter(now)) {
            broken.put("closesAt", "must not be in the past since the launch");
        }
    }

}
