package org.groundswell.campaign.web;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.Commitment;
import org.groundswell.campaign.ReachedMilestone;
import org.jspecify.annotations.Nullable;

/**
 * A commitment as everybody reads it. Its state is {@code promised} until the threshold
 * is reached, then {@code due}, {@code overdue} after its last day (UTC), and
 * {@code kept}.
 */
record CommitmentView(String id, long threshold, String text, LocalDate dueBy, String state,
        @Nullable Instant reachedAt, @Nullable Instant keptAt, @Nullable String link, @Nullable String evidence) {

    static List<CommitmentView> of(Campaign campaign, LocalDate today) {
        return campaign.commitments().stream().map(commitment -> of(commitment, campaign, today)).toList();
    }

    static CommitmentView of(Commitment commitment, Campaign campaign, LocalDate today) {
        var reachedAt = campaign.milestonesReached()
            .stream()
            .filter(reached -> reached.threshold() == commitment.threshold())
            .map(ReachedMilestone::reachedAt)
            .findFirst()
            .orElse(null);
        var kept = commitment.kept();
        return new CommitmentView(commitment.id(), commitment.threshold(), commitment.text(), commitment.dueBy(),
                state(commitment, reachedAt, today), reachedAt, kept == null ? null : kept.at(),
                kept == null ? null : kept.link(), kept == null ? null : kept.text());
    }

    private static String state(Commitment commitment, @Nullable Instant reachedAt, LocalDate today) {
        if (commitment.kept() != null) {
            return "kept";
        }
        if (reachedAt == null) {
            return "promised";
        }
        return today.isAfter(commitment.dueBy()) ? "overdue" : "due";
    }

}
