package org.groundswell.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a campaign is about and asks for: all that its organisers write, with every
 * default filled in.
 *
 * @param title the call to action, at most 150 characters
 * @param summary what it is about, at most 2,000 characters
 * @param standardPledge the promise of those who give no words of their own; null: words
 * are required
 * @param opensAt from when on pledges are taken; null in a draft: from its launch on
 * @param closesAt until when, exclusive; null: until it is closed
 * @param target pledges hoped for, from 1; null: none set
 * @param conditional whether pledges bind only if the target is reached by the closing
 * date; then there are both
 * @param milestones thresholds on the number of pledges, ascending
 * @param themes what a pledge can be about; empty: pledges have none
 * @param roles whom a pledger can be
 * @param verification what a pledger must prove
 * @param place the code of the place it is for; null: everywhere
 * @param organisation who runs it
 * @param hashtag its tag elsewhere, without the hash
 */
public record Plan(String title, @Nullable String summary, @Nullable String standardPledge, @Nullable Instant opensAt,
        @Nullable Instant closesAt, @Nullable Long target, boolean conditional, List<Long> milestones,
        List<String> themes, List<String> roles, Verification verification, @Nullable String place,
        @Nullable String organisation, @Nullable String hashtag) {

    /** Who pledges, where a campaign does not say otherwise. */
    public static final List<String> USUAL_ROLES = List.of("clinical", "patient", "carer", "volunteer", "manager",
            "student", "public");

    /** The milestones of a campaign that does not name its own. */
    public static final List<Long> USUAL_MILESTONES = List.of(10L, 100L, 1_000L, 10_000L, 100_000L);

    /** How many milestones a campaign can have. */
    public static final int MOST_MILESTONES = 50;

    /**
     * Checks what concerns several fields at once.
     * @param now the instant at which a campaign without an opening date would open
     * @throws CampaignRefusal.ImpossiblePlan when they do not go together
     */
    void check(Instant now) {
        if (closesAt != null && !closesAt.isAfter(Objects.requireNonNullElse(opensAt, now))) {
            throw new CampaignRefusal.ImpossiblePlan("closesAt", "must be later than the opening");
        }
        if (standardPledge != null && standardPledge.isBlank()) {
            throw new CampaignRefusal.ImpossiblePlan("standardPledge", "must not be blank");
        }
        if (conditional && target == null) {
            throw new CampaignRefusal.ImpossiblePlan("target", "must be given when pledges depend on it");
        }
        if (conditional && closesAt == null) {
            throw new CampaignRefusal.ImpossiblePlan("closesAt", "must be given when pledges depend on the target");
        }
    }

    /**
     * The same for another time.
     * @param from when that opens
     * @param until when that closes
     * @return the plan
     */
    Plan between(@Nullable Instant from, @Nullable Instant until) {
        return new Plan(title, summary, standardPledge, from, until, target, conditional, milestones, themes, roles,
                verification, place, organisation, hashtag);
    }

}
