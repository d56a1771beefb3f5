package org.groundswell.campaign;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A drive with a call to action.
 *
 * @param id its identity in events, for ever
 * @param slug its name in addresses, unique for ever
 * @param number its number in the petitions JSON, from 1, unique for ever
 * @param title the call to action, at most 150 characters
 * @param summary what it is about, at most 2,000 characters
 * @param standardPledge the promise of those who give no words of their own; null: words
 * are required
 * @param opensAt from when on pledges are taken; null in a draft: from its launch on
 * @param closesAt until when, exclusive; null: until it is closed
 * @param target pledges hoped for, from 1; null: none set
 * @param milestones thresholds on the number of pledges, ascending
 * @param themes what a pledge can be about; empty: pledges have none
 * @param roles whom a pledger can be
 * @param verification what a pledger must prove
 * @param organisation who runs it
 * @param hashtag its tag elsewhere, without the hash
 * @param organisers ids of those who lead it
 * @param createdAt when it was drafted
 * @param launchedAt when it was launched; null: a draft
 * @param announced whether Kafka has acknowledged its launch
 * @param closedAt when it was closed by hand; null: it was not
 * @param milestonesReached in the order in which they were heard of
 * @param version rises with every change, from 1
 */
@Document("campaigns")
public record Campaign(@Id String id, String slug, long number, String title, @Nullable String summary,
        @Nullable String standardPledge, @Nullable Instant opensAt, @Nullable Instant closesAt, @Nullable Long target,
        List<Long> milestones, List<String> themes, List<String> roles, Verification verification,
        @Nullable String organisation, @Nullable String hashtag, List<String> organisers, Instant createdAt,
        @Nullable Instant launchedAt, boolean announced, @Nullable Instant closedAt,
        List<ReachedMilestone> milestonesReached, long version) {

    /**
     * Where it stands at an instant.
     * @param now the instant
     * @return the state
     */
    public CampaignState state(Instant now) {
        if (launchedAt == null) {
            return CampaignState.DRAFT;
        }
        if (closedAt != null || (closesAt != null && !now.isBefore(closesAt))) {
            return CampaignState.CLOSED;
        }
        return opensAt != null && now.isBefore(opensAt) ? CampaignState.SCHEDULED : CampaignState.OPEN;
    }

    /**
     * Whether somebody leads it.
     * @param organiser an organiser's id; null: nobody in particular
     * @return whether that is one of its organisers
     */
    public boolean isLedBy(@Nullable String organiser) {
        return organiser != null && organisers.contains(organiser);
    }

}
