package org.groundswell.campaign;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Service;

/**
 * Inviting others to lead a campaign, or one place of it, which is called a hub. Whoever
 * leads a place may invite for it and for all that lies within it.
 */
@Service
public class InviteLeads {

    /** How many can lead a campaign at once, those invited included. */
    static final int MOST_LEADS = 500;

    /** How many can ever lead one: past leads stay in the campaign's document. */
    static final int MOST_LEADS_EVER = 5000;

    private static final Duration HOUR = Duration.ofHours(1);

    private final LeadCampaigns campaigns;

    private final Campaigns all;

    private final Changes changes;

    private final Organisers organisers;

    private final Places places;

    private final InvitationProperties properties;

    private final Quotas quotas;

    private final InvitationMail mail;

    private final Secrets secrets;

    private final Clock clock;

    InviteLeads(LeadCampaigns campaigns, Campaigns all, Changes changes, Organisers organisers, Places places,
            InvitationProperties properties, Quotas quotas, InvitationMail mail, Secrets secrets, Clock clock) {
        this.campaigns = campaigns;
        this.all = all;
        this.changes = changes;
        this.organisers = organisers;
        this.places = places;
        this.properties = properties;
        this.quotas = quotas;
        this.mail = mail;
        this.secrets = secrets;
        this.clock = clock;
    }

    /**
     * Invites somebody by mail, and waits for no mail server. Whoever was invited to the
     * same before is invited anew: the former invitation does not hold any more.
     * @param slug the campaign's slug
     * @param email whom
     * @param place the hub; null: the whole campaign
     * @param organiser the caller's id
     * @return the invitation
     * @throws CampaignRefusal.Unknown when there is no such campaign, or it is a draft of
     * others
     * @throws CampaignRefusal.NotYours when the caller does not lead that place
     * @throws CampaignRefusal.ImpossiblePlan when there is no such place
     * @throws CampaignRefusal.TooMany when there are too many for now
     * @throws CampaignRefusal.TooManyLeads when the campaign can have no more leads
     */
    public Invitation invite(String slug, String email, @Nullable String place, String organiser) {
        var campaign = campaigns.visible(slug, organiser);
        check(campaign, organiser, place);
        if (place != null && !places.contains(place)) {
            throw new CampaignRefusal.ImpossiblePlan("place", "must be a place's code");
        }
        var now = clock.instant();
        var token = secrets.next();
        var invitation = new Invitation(Sha256.hex(token), email, place, organiser, now,
                now.plus(properties.lifetime()));
        // What is refused anyway takes nothing from others, nor one lead all from them.
        invited(campaign, invitation, now);
        take("of lead " + organiser + " to " + Mailbox.withoutTag(email), properties.perHourToOne());
        take("of lead " + organiser, properties.perHourOfLead());
        take("of campaign " + campaign.id(), properties.perHour());
        changes.change(campaign.id(), organiser, present -> invited(present, invitation, now));
        var inviter = organisers.findById(organiser).map(Organiser::email).orElseThrow();
        var letter = new InvitationMail.Letter(email, inviter, campaign.plan().title(),
                place == null ? null : places.name(place), invitation.expiresAt());
        Thread.startVirtualThread(() -> mail.send(letter, token));
        return invitation;
    }

    /**
     * The invitations that can still be accepted and concern what the caller leads.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @return the oldest first
     * @throws CampaignRefusal.Unknown when there is no such campaign, or it is a draft of
     * others
     * @throws CampaignRefusal.NotYours when the caller leads nothing of it
     */
    public List<Invitation> open(String slug, String organiser) {
        var campaign = campaigns.visible(slug, organiser);
        if (!campaign.isLedSomewhereBy(organiser)) {
            throw new CampaignRefusal.NotYours();
        }
        var tree = new LeadTree(campaign.leads(), places);
        return campaign.openInvitations(clock.instant())
            .stream()
            .filter(invitation -> tree.reaches(organiser, invitation.place()))
            .toList();
    }

    /**
     * Withdraws an invitation; one that is not open, or never was, is left at that.
     * @param slug the campaign's slug
     * @param id the invitation's id
     * @param organiser the caller's id
     * @throws CampaignRefusal.Unknown when there is no such campaign, or it is a draft of
     * others
     * @throws CampaignRefusal.NotYours when the caller does not lead its place
     */
    public void withdraw(String slug, String id, String organiser) {
        var campaign = campaigns.visible(slug, organiser);
        changes.change(campaign.id(), organiser, present -> {
            if (!present.isLedSomewhereBy(organiser)) {
                throw new CampaignRefusal.NotYours();
            }
            var now = clock.instant();
            var withdrawn = present.openInvitation(id, now).orElse(null);
            if (withdrawn == null) {
                return new Change("invitation-withdrawn");
            }
            check(present, organiser, withdrawn.place());
            var others = present.openInvitations(now).stream().filter(each -> !each.equals(withdrawn)).toList();
            return new Change("invitation-withdrawn", withdrawn.place()).put("invitations", others)
                .note("invitation", id, null);
        });
    }

    @Scheduled(fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void removeExpired() {
        all.removeExpiredInvitations(clock.instant());
    }

    private void take(String ofOrTo, int most) {
        quotas.take("invitations " + ofOrTo, most, HOUR).ifPresent(wait -> {
            throw new CampaignRefusal.TooMany("Enough invitations went out in this hour.", wait);
        });
    }

    private Change invited(Campaign campaign, Invitation invitation, Instant now) {
        check(campaign, invitation.invitedBy(), invitation.place());
        var open = campaign.openInvitations(now);
        var others = open.stream().filter(each -> !each.isTheSameAs(invitation)).toList();
        var theirs = others.stream().filter(each -> each.invitedBy().equals(invitation.invitedBy())).toList();
        if (theirs.size() >= properties.open()) {
            throw new CampaignRefusal.TooMany("You have too many open invitations.",
                    Duration.between(now, theirs.getFirst().expiresAt()));
        }
        var present = campaign.leads().stream().filter(lead -> lead.leftAt() == null).count();
        if (present + others.size() >= MOST_LEADS || campaign.leads().size() + others.size() >= MOST_LEADS_EVER) {
            throw new CampaignRefusal.TooManyLeads();
        }
        return new Change("invited", invitation.place())
            .put("invitations", Stream.concat(others.stream(), Stream.of(invitation)).toList())
            .note("invitation",
                    open.stream().filter(invitation::isTheSameAs).map(Invitation::id).findFirst().orElse(null),
                    invitation.id());
    }

    private void check(Campaign campaign, String organiser, @Nullable String place) {
        if (!new LeadTree(campaign.leads(), places).reaches(organiser, place)) {
            throw new CampaignRefusal.NotYours();
        }
    }

}
