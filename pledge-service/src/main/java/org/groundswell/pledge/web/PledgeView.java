package org.groundswell.pledge.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.groundswell.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/** A pledge as everybody may read it. */
record PledgeView(String id, String campaign, String text, @Nullable String displayName, @Nullable String place,
        @Nullable String role, @Nullable String theme, int people, Instant madeAt, Links links) {

    static PledgeView of(Pledge pledge, String publicUrl) {
        return with(pledge, new Links(self(pledge, publicUrl), null));
    }

    /**
     * As its pledger alone is told. The secret stands behind the hash, where browsers
     * keep it out of servers' logs.
     */
    static PledgeView withSecret(Pledge pledge, String publicUrl, String secret) {
        return with(pledge, new Links(self(pledge, publicUrl), publicUrl + "/pledges/" + pledge.id() + "#" + secret));
    }

    private static PledgeView with(Pledge pledge, Links links) {
        return new PledgeView(pledge.id(), pledge.campaign(), pledge.text(), pledge.publicName(), pledge.place(),
                pledge.role(), pledge.theme(), pledge.people(), pledge.madeAt(), links);
    }

    private static String self(Pledge pledge, String publicUrl) {
        return publicUrl + "/api/pledges/" + pledge.id();
    }

    /** Where it is, and, for its pledger, where it is managed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(String self, @Nullable String manage) {
    }

}
