package org.groundswell.analytics.petitions;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A launched campaign, as far as a petition tells of it.
 *
 * @param campaignId the campaign's identity in events
 * @param revision from 1; of what is known of a campaign the highest stands
 * @param suspended whether a steward has suspended it, so that nobody is shown it
 * @param number the petition's id, from 1, unique for ever
 * @param slug the campaign's name in addresses
 * @param title the call to action
 * @param summary what it is about; null: not said
 * @param standardPledge the promise of those who give no words of their own; null: there
 * is none
 * @param organisation who runs it; null: not said
 * @param milestones thresholds on the number of pledges
 * @param opensAt from when on pledges are taken
 * @param closesAt until when, exclusive, or when it was closed by hand; null: until
 * further notice
 * @param createdAt when it was drafted; null: not said
 * @param launchedAt when it was launched
 */
public record Petition(String campaignId, long revision, boolean suspended, long number, String slug, String title,
        @Nullable String summary, @Nullable String standardPledge, @Nullable String organisation, List<Long> milestones,
        Instant opensAt, @Nullable Instant closesAt, @Nullable Instant createdAt, Instant launchedAt) {

    /**
     * Whether everybody may see it: it has opened, and so is a petition at all, and is
     * not suspended. One that was closed before it opened never is.
     * @param now at which instant
     * @return whether it is shown
     */
    boolean isShown(Instant now) {
        return !suspended && !now.isBefore(opensAt) && (closesAt == null || opensAt.isBefore(closesAt));
    }

    /** The same, closed for ever, whenever it was to close. */
    Petition closed(Instant closedAt) {
        return new Petition(campaignId, revision, suspended, number, slug, title, summary, standardPledge, organisation,
                milestones, opensAt, closedAt, createdAt, launchedAt);
    }

    /**
     * Where it stands at an instant.
     * @param now the instant, after it opened
     * @return the state
     */
    State state(Instant now) {
        return closesAt == null || now.isBefore(closesAt) ? State.OPEN : State.CLOSED;
    }

    /** When it was drafted, or, where that was not said, launched. */
    Instant since() {
        return createdAt == null ? launchedAt : createdAt;
    }

    /**
     * A milestone's threshold.
     * @param index which, from 0, in ascending order
     * @return the threshold; null: there are not so many
     */
    @Nullable Long threshold(int index) {
        var ascending = milestones.stream().sorted().distinct().toList();
        return index < ascending.size() ? ascending.get(index) : null;
    }

    /** Where a petition stands. */
    enum State {

        OPEN, CLOSED

    }

}
