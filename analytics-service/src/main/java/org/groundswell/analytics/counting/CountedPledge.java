package org.groundswell.analytics.counting;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Instant;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;

/** What counting uses of PledgeMade, and of PledgeWithdrawn, which repeats it. */
record CountedPledge(@NotBlank String pledgeId, @NotNull @Pattern(regexp = CODE) String campaignId,
        @NotNull Instant madeAt, @Range(min = 1, max = MOST_PEOPLE) int people,
        @Nullable @Pattern(regexp = CODE) String place, @Nullable @Pattern(regexp = CODE) String role,
        @Nullable @Pattern(regexp = CODE) String theme, @NotNull @Pattern(regexp = CODE) String channel) {

    static final String MADE = "groundswell.pledge.made.v1";

    static final String WITHDRAWN = "groundswell.pledge.withdrawn.v1";

    static final int MOST_PEOPLE = 10_000;

    /** Nobody pledged on this platform before. */
    private static final Instant EARLIEST = Instant.parse("2010-01-01T00:00:00Z");

    /** How far the clocks of those who accept and of those who count may be apart. */
    private static final Duration CLOCKS_APART = Duration.ofHours(1);

    /** Keys of the state stores are built from codes, so their alphabet matters. */
    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    /**
     * Whether it can have been made when it says so.
     * @param publishedAt when the event was written
     */
    boolean isMadeBefore(Instant publishedAt) {
        return !madeAt.isBefore(EARLIEST) && !madeAt.isAfter(publishedAt.plus(CLOCKS_APART));
    }

}
