package org.groundswell.pledge.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.groundswell.pledge.Pledge;
import org.jspecify.annotations.Nullable;

/**
 * A pledge as everybody may read it.
 *
 * @param held true: its words and name are not shown before an organiser has looked at
 * them; left out otherwise
 */
record PledgeView(String id, String campaign, @Nullable String text, @Nullable String displayName,
        @Nullable String place, @Nullable String role, @Nullable String theme, int people, Instant madeAt,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean held, Links links) {

    static PledgeView of(Pledge pledge, String publicUrl) {
        return with(pledge, !pledge.isHeld(), new Links(self(pledge, publicUrl), null));
    }

    /**
     * As everybody reads it while its campaign is suspended: it is there, to be taken
     * back.
     */
    static PledgeView withoutWords(Pledge pledge, String publicUrl) {
        return with(pledge, false, new Links(self(pledge, publicUrl), null));
    }

    /**
     * As its pledger alone is told: with all words. The secret stands behind the hash,
     * where browsers keep it out of servers' logs.
     */
    static PledgeView toItsPledger(Pledge pledge, String publicUrl, String secret) {
        return with(pledge, true,
                new Links(self(pledge, publicUrl), publicUrl + "/pledges/" + pledge.id() + "#" + secret));
    }

    private static PledgeView with(Pledge pledge, boolean words, Links links) {
        return new PledgeView(pledge.id(), pledge.campaign(), words ? pledge.text() : null,
                words ? pledge.shownName() : null, pledge.place(), pledge.role(), pledge.theme(), pledge.people(),
                pledge.madeAt(), pledge.isHeld() ? true : null, links);
    }

    private static String self(Pledge pledge, String publicUrl) {
        return publicUrl + "/api/pledges/" + pledge.id();
    }

    /** Where it is, and, for its pledger, where it is managed. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Links(String self, @Nullable String manage) {
    }

}
