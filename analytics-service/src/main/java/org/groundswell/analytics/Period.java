package org.groundswell.analytics;

import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * The counts of one hour of a campaign by minute, or of one day by hour, absolute. A
 * pledge is in the minute it was made in, however late it was heard of, and leaves it
 * when it is withdrawn. This is also how it travels on the {@code periods} topic and how
 * the view keeps it.
 *
 * @param campaignId the campaign's identity in events
 * @param unit how long it is
 * @param from its first instant
 * @param version that of the campaign's tally when this was written; the highest stands
 * @param parts its minutes or hours, ascending, without the empty ones
 */
public record Period(@NotBlank String campaignId, @NotNull Unit unit, @NotNull Instant from, @Positive long version,
        @NotNull List<@Valid Part> parts) {

    /**
     * Pledges made in a part of a period that still stand.
     *
     * @param index which minute of the hour, 0 to 59, or hour of the day (UTC), 0 to 23
     * @param pledges how many
     * @param people the people behind them
     */
    public record Part(@PositiveOrZero int index, @PositiveOrZero long pledges, @PositiveOrZero long people) {
    }

    /** How long a period is, and what it is made of. */
    public enum Unit {

        /** An hour, in minutes. */
        @JsonProperty("hour")
        HOUR(ChronoUnit.HOURS, Duration.ofMinutes(1)),
        /** A day (UTC), in hours. */
        @JsonProperty("day")
        DAY(ChronoUnit.DAYS, Duration.ofHours(1));

        private final ChronoUnit length;

        private final Duration part;

        Unit(ChronoUnit length, Duration part) {
            this.length = length;
            this.part = part;
        }

        /**
         * The period that has an instant.
         * @param at the instant
         * @return its first instant
         */
        public Instant startOf(Instant at) {
            return at.truncatedTo(length);
        }

        /**
         * How long it is.
         * @return its length
         */
        public Duration length() {
            return length.getDuration();
        }

        /**
         * How long each of its parts is.
         * @return their length
         */
        public Duration part() {
            return part;
        }

    }

}
