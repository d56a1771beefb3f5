package org.groundswell.campaign;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.mongodb.core.mapping.Document;

/**
 * A drive with a call to action.
 *
 * @param id its identity in events, for ever
 * @param slug its name in addresses, unique, and fixed from its launch on
 * @param number its number in the petitions JSON, from 1, unique for ever
 * @param edition which run of its movement it is
 * @param plan what its organisers wrote
 * @param keys what it is found by
 * @param leads who leads it, and who did
 * @param invitations who may become one, and has not answered
 * @param commitments what its organisers promise in their turn
 * @param createdAt when it was drafted
 * @param launchedAt when it was launched; null: a draft
 * @param closing that it was closed; null while its closing date, if it has one, has not
 * been noticed to have come
 * @param deciding that somebody tries to find out how it ended, if it was conditional;
 * null: nobody has, or that is decided
 * @param outcome how it ended, if it was conditional and that is decided
 * @param suspension that it is suspended; null: it is not
 * @param milestonesReached in the order in which they were heard of
 * @param revision rises with every change that others are told of, from 1 at its launch;
 * 0 in a draft
 * @param unannounced what Kafka has not acknowledged yet
 * @param announcingUntil until when nobody but whoever has begun announces it; null: free
 * @param untold lines that have not been added to the audit trail yet
 * @param version rises with every write, from 1
 */
@Document("campaigns")
public record Campaign(@Id String id, String slug, long number, Edition edition, Plan plan, SearchKeys keys,
        List<Leadership> leads, List<Invitation> invitations, List<Commitment> commitments, Instant createdAt,
        @Nullable Instant launchedAt, @Nullable Closing closing, @Nullable Deciding deciding, @Nullable Outcome outcome,
        @Nullable Suspension suspension, List<ReachedMilestone> milestonesReached, long revision,
        Set<Announcement> unannounced, @Nullable Instant announcingUntil, List<AuditEntry> untold, long version) {

    /**
     * Where it stands at an instant.
     * @param now the instant
     * @return the state
     */
    public CampaignState state(Instant now) {
        if (launchedAt == null) {
            return CampaignState.DRAFT;
        }
        if (closedAt(now) != null) {
            return CampaignState.CLOSED;
        }
        return plan.opensAt() != null && now.isBefore(plan.opensAt()) ? CampaignState.SCHEDULED : CampaignState.OPEN;
    }

    /**
     * Since when it has been closed.
     * @param now at which instant that is asked
     * @return its closing date, also when nobody has noticed that it has come; null: it
     * is not closed
     */
    public @Nullable Instant closedAt(Instant now) {
        if (closing != null) {
            return closing.closedAt();
        }
        var date = plan.closesAt();
        return launchedAt != null && date != null && !now.isBefore(date) ? date : null;
    }

    /**
     * Whether somebody leads all of it.
     * @param organiser an organiser's id; null: nobody in particular
     * @return whether that is one of its leads, and not of a hub alone
     */
    public boolean isLedBy(@Nullable String organiser) {
        return leads.stream().anyMatch(lead -> lead.isOf(organiser) && lead.isOfAll());
    }

    /**
     * Whether somebody leads it or a hub of it.
     * @param organiser an organiser's id; null: nobody in particular
     * @return whether that is one of its leads
     */
    public boolean isLedSomewhereBy(@Nullable String organiser) {
        return leads.stream().anyMatch(lead -> lead.isOf(organiser));
    }

    /**
     * Who leads all of it.
     * @return their ids
     */
    public List<String> leadsOfAll() {
        return leads.stream()
            .filter(lead -> lead.leftAt() == null && lead.isOfAll())
            .map(Leadership::organiserId)
            .toList();
    }

    /**
     * The hubs that somebody leads.
     * @param organiser an organiser's id
     * @return codes of places, those within them not named
     */
    public List<String> hubsOf(String organiser) {
        return leads.stream()
            .filter(lead -> lead.isOf(organiser))
            .map(Leadership::place)
            .filter(Objects::nonNull)
            .toList();
    }

    /**
     * Finds an invitation.
     * @param invitationId its id
     * @param now the instant
     * @return the invitation, if it can be accepted at that instant
     */
    Optional<Invitation> openInvitation(String invitationId, Instant now) {
        return openInvitations(now).stream().filter(invitation -> invitation.id().equals(invitationId)).findFirst();
    }

    /**
     * Who was invited, and may still accept.
     * @param now the instant
     * @return the invitations, the oldest first
     */
    List<Invitation> openInvitations(Instant now) {
        return invitations.stream().filter(invitation -> invitation.isOpen(now)).toList();
    }

}
