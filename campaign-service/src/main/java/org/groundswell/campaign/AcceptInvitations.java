package org.groundswell.campaign;

import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Becoming a lead by an invitation. That it is used up and that somebody leads is one
 * update of the campaign, so an invitation makes one leadership or none, whoever is
 * killed when.
 */
@Service
public class AcceptInvitations {

    private final Campaigns campaigns;

    private final Changes changes;

    private final Organisers organisers;

    private final Places places;

    private final Ids ids = new Ids();

    private final Clock clock;

    AcceptInvitations(Campaigns campaigns, Changes changes, Organisers organisers, Places places, Clock clock) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.organisers = organisers;
        this.places = places;
        this.clock = clock;
    }

    /**
     * Accepts an invitation, whatever state its campaign is in.
     * @param token from the mailed link
     * @return who leads what since
     * @throws CampaignRefusal.NotInvited when it is unknown, used, withdrawn or too old,
     * or whoever invited leads that place no more
     */
    public Joined accept(String token) {
        var id = Sha256.hex(token);
        var campaign = campaigns.findByInvitation(id).orElseThrow(CampaignRefusal.NotInvited::new);
        var invitation = campaign.openInvitation(id, clock.instant()).orElseThrow(CampaignRefusal.NotInvited::new);
        var newId = ids.next();
        var organiser = organisers.withEmail(invitation.email(), newId);
        var joined = changes.change(campaign.id(), organiser.id(), present -> joined(present, id, organiser.id()));
        return new Joined(joined, invitation.place(), organiser, organiser.id().equals(newId));
    }

    private Change joined(Campaign campaign, String id, String organiser) {
        var now = clock.instant();
        var invitation = campaign.openInvitation(id, now).orElseThrow(CampaignRefusal.NotInvited::new);
        var place = invitation.place();
        var others = campaign.openInvitations(now).stream().filter(each -> !each.equals(invitation)).toList();
        var tree = new LeadTree(campaign.leads(), places);
        if (tree.reaches(organiser, place)) {
            // They lead that already: the invitation is used up, and that is all.
            return new Change("invitation-used", place).put("invitations", others).note("invitation", id, null);
        }
        var superseded = tree.hubsWithin(organiser, place);
        return new Change("joined", place).put("invitations", others)
            .put("leads", tree.with(new Leadership(organiser, place, invitation.invitedBy(), now, null)).leads())
            .note("invitation", id, null)
            .note("hubs", superseded.isEmpty() ? null : superseded, null)
            .note("lead", null, organiser)
            .note("invitedBy", null, invitation.invitedBy());
    }

    /**
     * What came of an invitation.
     *
     * @param campaign the campaign as it is since
     * @param place the hub; null: the whole campaign
     * @param organiser who leads it
     * @param isNew whether nobody was known by that mailbox before
     */
    public record Joined(Campaign campaign, @Nullable String place, Organiser organiser, boolean isNew) {
    }

}
