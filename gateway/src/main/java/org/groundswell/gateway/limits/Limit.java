package org.groundswell.gateway.limits;

import java.util.Locale;

/** What has buckets. */
public enum Limit {

    /** The address that requests come from. */
    CLIENT,
    /** The campaign that pledges are for. */
    CAMPAIGN;

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** As a {@code RateLimit-Policy} says it. */
    String policy(Rate rate) {
        return "\"%s\";q=%d;w=%d".formatted(label(), rate.burst(), rate.window());
    }

}
