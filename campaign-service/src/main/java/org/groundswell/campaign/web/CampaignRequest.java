package org.groundswell.campaign.web;

import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.groundswell.campaign.CampaignDraft;
import org.groundswell.campaign.Verification;
import org.hibernate.validator.constraints.Range;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/** A campaign as its organiser sends it. */
record CampaignRequest(
        @NotBlank(message = "must be given") @Size(max = 150, message = "must have at most {max} characters") @Pattern(
                regexp = PLAIN, message = "must be one line of plain text") String title,
        @Nullable @Size(max = 80, message = "must have at most {max} characters") @Pattern(
                regexp = "[a-z0-9]+(-[a-z0-9]+)*",
                message = "must be lower-case letters and digits, with single hyphens between") String slug,
        @Nullable @Size(max = 2000, message = "must have at most {max} characters") @Pattern(regexp = TEXT,
                message = "must not have control characters") String summary,
        @Nullable @Size(min = 1, max = 500, message = "must have {min} to {max} characters") @Pattern(regexp = TEXT,
                message = "must not have control characters") String standardPledge,
        @Nullable Instant opensAt, @Nullable Instant closesAt,
        @Nullable @Range(min = 1, max = 1_000_000_000) Long target,
        @Nullable @Size(max = 50, message = "must be at most {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Range(min = 1,
                        max = 1_000_000_000) Long> milestones,
        @Nullable @Size(max = 50, message = "must be at most {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Pattern(regexp = CODE,
                        message = CODE_MESSAGE) String> themes,
        @Nullable @Size(min = 1, max = 50, message = "must be {min} to {max}") @UniqueElements(
                message = "must differ from each other") List<@NotNull @Pattern(regexp = CODE,
                        message = CODE_MESSAGE) String> roles,
        @Nullable @Pattern(regexp = "none|email", message = "must be none or email") String verification,
        @Nullable @Size(max = 150, message = "must have at most {max} characters") @Pattern(regexp = PLAIN,
                message = "must be one line of plain text") String organisation,
        @Nullable @Pattern(regexp = "[\\p{L}\\p{N}_]{1,60}",
                message = "must be 1 to 60 letters, digits or underscores, without the #") String hashtag) {

    /** Half a surrogate pair is no character: it could be stored and never be sent on. */
    private static final String PLAIN = "[^\\p{Cc}\\p{Cs}]*";

    /**
     * One class and no group, which would be matched by recursion, as deep as the text is
     * long.
     */
    private static final String TEXT = "[[^\\p{Cc}\\p{Cs}]\\n\\r\\t]*";

    private static final String CODE = "[A-Za-z0-9][A-Za-z0-9-]{0,39}";

    private static final String CODE_MESSAGE = "must be 1 to 40 letters, digits or hyphens";

    CampaignDraft toDraft() {
        return new CampaignDraft(title, slug, summary, standardPledge, opensAt, closesAt, target, milestones, themes,
                roles, verification == null ? null : Verification.valueOf(verification.toUpperCase(Locale.ROOT)),
                organisation, hashtag);
    }

}
