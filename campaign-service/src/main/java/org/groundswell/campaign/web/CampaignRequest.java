package org.groundswell.campaign.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.CampaignRefusal;
import org.groundswell.campaign.Places;
import org.groundswell.campaign.Plan;
import org.groundswell.campaign.Verification;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** A campaign as its organiser sends it. */
record CampaignRequest(
        @NotBlank(message = "must be given") @Size(max = 150, message = "must have at most {max} characters") @Pattern(
                regexp = PLAIN, message = "must be one line of plain text") String title,
        @Nullable @Size(max = 80, message = "must have at most {max} characters") @Pattern(regexp = SLUG,
                message = "must be lower-case letters and digits, with single hyphens between") String slug,
        @Nullable @Size(max = 2000, message = "must have at most {max} characters") @Pattern(regexp = TEXT,
                message = "must not have control characters") String summary,
        @Nullable @Size(min = 1, max = 500, message = "must have {min} to {max} characters") @Pattern(regexp = TEXT,
                message = "must not have control characters") String standardPledge,
        @Nullable Instant opensAt, @Nullable Instant closesAt,
        @Nullable @Range(min = 1, max = 1_000_000_000) Long target, @Nullable Boolean conditional,
        @Nullable @Size(max = Plan.MOST_MILESTONES, message = "must be at most {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Range(min = 1,
                        max = 1_000_000_000) Long> milestones,
        @Nullable @Size(max = 50, message = "must be at most {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Pattern(regexp = CODE,
                        message = CODE_MESSAGE) String> themes,
        @Nullable @Size(min = 1, max = 50, message = "must be {min} to {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Pattern(regexp = CODE,
                        message = CODE_MESSAGE) String> roles,
        @Nullable @Pattern(regexp = "none|email", message = "must be none or email") String verification,
        @Nullable @Pattern(regexp = CODE, message = "must be a place's code") String place,
        @Nullable @Size(max = 150, message = "must have at most {max} characters") @Pattern(regexp = PLAIN,
                message = "must be one line of plain text") String organisation,
        @Nullable @Pattern(regexp = HASHTAG,
                message = "must be 1 to 60 letters, digits or underscores, without the #") String hashtag) {

    /** Half a surrogate pair is no character: it could be stored and never be sent on. */
    static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /**
     * One class and no group, which would be matched by recursion, as deep as the text is
     * long.
     */
    static final String TEXT = "[[^\\p{Cc}\\p{Cs}]\\n\\r\\t]*";

    /**
     * A group is matched by recursion, so it may not come as often as somebody likes: as
     * many as there are in 80 characters.
     */
    private static final String SLUG = "[a-z0-9]+(-[a-z0-9]+){0,39}";

    /** A letter of some scripts is followed by marks: Hindi's, or a separate accent. */
    private static final String HASHTAG = "[\\p{L}\\p{N}_][\\p{L}\\p{M}\\p{N}_]{0,59}";

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    private static final String CODE_MESSAGE = "must be 1 to 40 letters, digits or hyphens";

    /**
     * What it comes to, with the defaults filled in.
     * @throws CampaignRefusal.ImpossiblePlan when there is no such place
     */
    Plan toPlan(Places places) {
        if (place != null && !places.contains(place)) {
            throw new CampaignRefusal.ImpossiblePlan("place", "must be a place's code");
        }
        return new Plan(title, summary, standardPledge, opensAt, closesAt, target, Boolean.TRUE.equals(conditional),
                milestones == null ? Plan.USUAL_MILESTONES : milestones.stream().sorted().distinct().toList(),
                Objects.requireNonNullElse(themes, List.of()), Objects.requireNonNullElse(roles, Plan.USUAL_ROLES),
                verification == null ? Verification.NONE : Verification.valueOf(verification.toUpperCase(Locale.ROOT)),
                place, organisation, hashtag);
    }

    /** What an organiser would have sent for a campaign. */
    static CampaignRequest of(Campaign campaign) {
        var plan = campaign.plan();
        return new CampaignRequest(plan.title(), campaign.slug(), plan.summary(), plan.standardPledge(), plan.opensAt(),
                plan.closesAt(), plan.target(), plan.conditional(), plan.milestones(), plan.themes(), plan.roles(),
                plan.verification().name().toLowerCase(Locale.ROOT), plan.place(), plan.organisation(), plan.hashtag());
    }

    /** The same without what belongs to one edition alone. */
    static CampaignRequest ofAnotherYear(Campaign campaign) {
        var same = of(campaign);
        return new CampaignRequest(same.title(), null, same.summary(), same.standardPledge(), null, null, same.target(),
                same.conditional(), same.milestones(), same.themes(), same.roles(), same.verification(), same.place(),
                same.organisation(), same.hashtag());
    }

}
