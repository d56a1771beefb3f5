package org.groundswell.analytics;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.PositiveOrZero;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The counts of a campaign at one version, absolute. Every breakdown, with its part for
 * "not given", sums to {@code pledges} and {@code people}. This is also how it travels on
 * the {@code tallies} topic and how the view keeps it.
 *
 * @param campaignId the campaign's identity in events
 * @param slug the campaign's name in addresses
 * @param version rises with every change, from 1
 * @param asOf when this version was written
 * @param target pledges hoped for; null: none set
 * @param opensAt from when on the campaign takes pledges
 * @param closesAt until when, or when it was closed by hand; null: until further notice
 * @param suspended whether a steward has suspended the campaign, which goes on being
 * counted; null: no
 * @param pledges pledges made and not withdrawn
 * @param people the people behind them
 * @param withdrawn pledges withdrawn, by whoever made them or by the organisers
 * @param byPlace parts by place
 * @param byRole parts by role
 * @param byTheme parts by theme
 * @param byChannel parts by channel
 * @param lastMinutes those of {@code pledges} that were made in the hour before
 * {@code asOf}, by the minute they were made in, ascending, without the empty ones. A
 * pledge that is withdrawn leaves its minute: who shows growth does not want to show what
 * was taken back, such as a wave of pledges that the organisers removed
 * @param milestones those reached, ascending
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Tally(@NotBlank String campaignId, @NotBlank String slug, @Positive long version, @NotNull Instant asOf,
        @Nullable Long target, @Nullable Instant opensAt, @Nullable Instant closesAt, @Nullable Boolean suspended,
        @PositiveOrZero long pledges, @PositiveOrZero long people, @PositiveOrZero long withdrawn,
        @NotNull List<@Valid Part> byPlace, @NotNull List<@Valid Part> byRole, @NotNull List<@Valid Part> byTheme,
        @NotNull List<@Valid Part> byChannel, @NotNull List<@Valid Minute> lastMinutes,
        @NotNull List<@Valid Reached> milestones) {

    /**
     * Whether the campaign takes pledges at an instant.
     * @param now the instant
     * @return whether it is open
     */
    public boolean isOpen(Instant now) {
        return !Boolean.TRUE.equals(suspended) && (opensAt == null || !now.isBefore(opensAt))
                && (closesAt == null || now.isBefore(closesAt));
    }

    /**
     * Whether the campaign is going to open.
     * @param now the instant
     * @return whether its opening date has not come
     */
    public boolean opensAfter(Instant now) {
        return opensAt != null && opensAt.isAfter(now);
    }

    /**
     * One part of a breakdown.
     *
     * @param code what the pledges have in common; null: it was not given
     * @param pledges how many
     * @param people the people behind them
     */
    public record Part(@JsonInclude @Nullable String code, @PositiveOrZero long pledges, @PositiveOrZero long people) {
    }

    /**
     * The pledges of one minute.
     *
     * @param at the minute's first instant
     * @param pledges how many
     */
    public record Minute(@NotNull Instant at, @PositiveOrZero long pledges) {
    }

    /**
     * A milestone reached.
     *
     * @param threshold number of pledges
     * @param reachedAt when the crossing pledge was made
     */
    public record Reached(@Positive long threshold, @NotNull Instant reachedAt) {
    }

}
