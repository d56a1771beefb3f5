package org.groundswell.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an organiser wrote of a campaign to be.
 *
 * @param title the call to action
 * @param slug the name for addresses; null: made from the title
 * @param summary what it is about
 * @param standardPledge the promise of those who give no words of their own
 * @param opensAt from when on pledges are taken; null: from its launch on
 * @param closesAt until when; null: until it is closed
 * @param target pledges hoped for
 * @param milestones thresholds; null: 10, 100, 1,000, 10,000 and 100,000
 * @param themes what a pledge can be about; null: none
 * @param roles whom a pledger can be; null: {@link #USUAL_ROLES}
 * @param verification what a pledger must prove; null: nothing
 * @param organisation who runs it
 * @param hashtag its tag elsewhere
 */
public record CampaignDraft(String title, @Nullable String slug, @Nullable String summary,
        @Nullable String standardPledge, @Nullable Instant opensAt, @Nullable Instant closesAt, @Nullable Long target,
        @Nullable List<Long> milestones, @Nullable List<String> themes, @Nullable List<String> roles,
        @Nullable Verification verification, @Nullable String organisation, @Nullable String hashtag) {

    /** Who pledges, where a campaign does not say otherwise. */
    public static final List<String> USUAL_ROLES = List.of("clinical", "patient", "carer", "volunteer", "manager",
            "student", "public");

    /** The milestones of a campaign that does not name its own. */
    public static final List<Long> USUAL_MILESTONES = List.of(10L, 100L, 1_000L, 10_000L, 100_000L);

}
