package org.groundswell.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Who leads a campaign, and how that ends: by leaving or by being removed. */
@Service
public class Leads {

    private final LeadCampaigns campaigns;

    private final Changes changes;

    private final Places places;

    private final Clock clock;

    Leads(LeadCampaigns campaigns, Changes changes, Places places, Clock clock) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.places = places;
        this.clock = clock;
    }

    /**
     * Who leads a campaign, and who did: all of that for a lead of the whole campaign.
     * The lead of a hub is told of those who lead all of it now, and of that hub.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @return the oldest first
     * @throws CampaignRefusal.Unknown when there is no such campaign, or it is a draft of
     * others
     * @throws CampaignRefusal.NotYours when the caller leads nothing of it
     */
    public List<Leadership> of(String slug, String organiser) {
        var campaign = campaigns.visible(slug, organiser);
        if (!campaign.isLedSomewhereBy(organiser)) {
            throw new CampaignRefusal.NotYours();
        }
        var tree = new LeadTree(campaign.leads(), places);
        return campaign.leads()
            .stream()
            .filter(lead -> tree.reaches(organiser, lead.place()) || (lead.isOfAll() && lead.leftAt() == null))
            .toList();
    }

    /**
     * Ends that somebody leads something, by their own will or another's. The invitations
     * that they cannot stand for any more end with it. Whom they invited stay. What has
     * ended before is left at that.
     * @param slug the campaign's slug
     * @param lead whose leadership
     * @param place of which hub; null: of the whole campaign
     * @param organiser the caller's id
     * @throws CampaignRefusal.Unknown when there is no such campaign, or it is a draft of
     * others
     * @throws CampaignRefusal.NotYours when the caller is neither that lead nor one of
     * the whole campaign, and has not invited that lead, be it through others, to a place
     * that the caller leads
     * @throws CampaignRefusal.NotALead when that one has never led just that
     * @throws CampaignRefusal.LastLead when nobody else leads the whole campaign
     */
    public void end(String slug, String lead, @Nullable String place, String organiser) {
        var id = campaigns.visible(slug, organiser).id();
        changes.change(id, organiser, campaign -> {
            var tree = new LeadTree(campaign.leads(), places);
            if (!mayEnd(campaign, tree, lead, place, organiser)) {
                throw new CampaignRefusal.NotYours();
            }
            if (!tree.knows(lead, place)) {
                throw new CampaignRefusal.NotALead();
            }
            return ended(campaign, tree, lead, place, lead.equals(organiser) ? "left" : "removed");
        });
    }

    private boolean mayEnd(Campaign campaign, LeadTree tree, String lead, @Nullable String place, String organiser) {
        return campaign.isLedBy(organiser)
                || (lead.equals(organiser) && campaign.leads().stream().anyMatch(each -> each.isEverOf(organiser)))
                || (tree.reaches(organiser, place) && tree.isBelow(lead, place, organiser));
    }

    private Change ended(Campaign campaign, LeadTree tree, String lead, @Nullable String place, String what) {
        var change = new Change(what, place);
        var ended = campaign.leads()
            .stream()
            .filter(each -> each.isOf(lead) && Objects.equals(each.place(), place))
            .findFirst();
        if (ended.isEmpty()) {
            return change;
        }
        if (place == null && campaign.leadsOfAll().size() == 1) {
            throw new CampaignRefusal.LastLead();
        }
        var now = clock.instant();
        var since = tree.without(ended.get(), now);
        var invitations = campaign.openInvitations(now)
            .stream()
            .collect(
                    Collectors.partitioningBy(invitation -> since.reaches(invitation.invitedBy(), invitation.place())));
        change.put("leads", since.leads()).put("invitations", invitations.get(true)).note("lead", lead, null);
        var voided = invitations.get(false).stream().map(Invitation::id).toList();
        return voided.isEmpty() ? change : change.note("invitations", voided, null);
    }

}
