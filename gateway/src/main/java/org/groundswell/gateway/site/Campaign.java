package org.groundswell.gateway.site;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What pages use of a campaign, as campaign-service tells it. */
record Campaign(String slug, String title, @Nullable String summary, @Nullable String standardPledge,
        @Nullable String organisation, @Nullable String hashtag, String state, @Nullable Instant opensAt,
        @Nullable Instant closesAt, @Nullable Instant closedAt, @Nullable Long target, @Nullable Boolean conditional,
        @Nullable String outcome, @Nullable Long pledgesAtClosing, @Nullable Suspension suspension,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Commitment> commitments,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<Long> milestones,
        @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> themes, @JsonSetter(nulls = Nulls.AS_EMPTY) List<String> roles,
        @Nullable String verification) {

    public boolean needsEmail() {
        return "email".equals(verification);
    }

    /** That it was taken from view, and why. */
    record Suspension(String reason) {
    }

}
