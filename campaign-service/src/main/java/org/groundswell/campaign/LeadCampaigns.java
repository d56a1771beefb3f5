package org.groundswell.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What the leads of a whole campaign do with it: from its draft to its closing. */
@Service
public class LeadCampaigns {

    private final Campaigns campaigns;

    private final Drafts drafts;

    private final Changes changes;

    private final Ids ids = new Ids();

    private final Clock clock;

    LeadCampaigns(Campaigns campaigns, Drafts drafts, Changes changes, Clock clock) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Adds a draft, the first edition of a movement of its own.
     * @param plan what the organiser wrote
     * @param slug the name for addresses; null: made from the title
     * @param organiser the organiser's id
     * @return the new campaign
     * @throws CampaignRefusal.SlugTaken when the slug that was asked for is taken
     * @throws CampaignRefusal.ImpossiblePlan when fields do not go together
     * @throws CampaignRefusal.TooMany when the organiser has drafted enough for now
     */
    public Campaign draft(Plan plan, @Nullable String slug, String organiser) {
        var id = ids.next();
        var lead = new Leadership(organiser, null, null, clock.instant(), null);
        return drafts.add(new Drafts.Draft(id, new Edition(id, 1), plan, List.of(lead), organiser), slug);
    }

    /**
     * Changes what a campaign says of itself. From the launch on only what does not
     * change what people pledged to.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param edit from the campaign to what it shall be; may refuse by an exception
     * @return the changed campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft that is not the
     * caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.FixedAtLaunch when the launch has fixed what shall change
     * @throws CampaignRefusal.SlugTaken when the new slug is taken
     * @throws CampaignRefusal.ImpossiblePlan when fields do not go together
     */
    public Campaign edit(String slug, String organiser, Function<Campaign, Edited> edit) {
        try {
            return changes.byLead(slug, organiser, campaign -> {
                var edited = edit.apply(campaign);
                return edited(campaign, edited.plan(), edited.slug() == null ? campaign.slug() : edited.slug());
            });
        }
        catch (DuplicateKeyException taken) {
            throw new CampaignRefusal.SlugTaken();
        }
    }

    /**
     * Launches a campaign; launching it again changes nothing.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @return the launched campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft that is not the
     * caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.ImpossiblePlan when its closing date has passed
     */
    public Campaign launch(String slug, String organiser) {
        return changes.byLead(slug, organiser, campaign -> {
            var change = new Change("launched");
            if (campaign.launchedAt() != null) {
                return change;
            }
            var now = clock.instant();
            campaign.plan().check(now);
            if (campaign.plan().closesAt() != null && !campaign.plan().closesAt().isAfter(now)) {
                throw new CampaignRefusal.ImpossiblePlan("closesAt", "must not have passed");
            }
            return change.set("launchedAt", null, now)
                .set("plan.opensAt", campaign.plan().opensAt(),
                        Objects.requireNonNullElse(campaign.plan().opensAt(), now))
                .announce(Announcement.LAUNCHED);
        });
    }

    /**
     * Closes a campaign for ever, before its date; closing it again changes nothing.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @return the closed campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft that is not the
     * caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.NotLaunched when it is a draft
     */
    public Campaign close(String slug, String organiser) {
        return changes.byLead(slug, organiser, campaign -> {
            if (campaign.launchedAt() == null) {
                throw new CampaignRefusal.NotLaunched();
            }
            var now = clock.instant();
            if (campaign.closedAt(now) != null) {
                // Its date has come: that is for the clock to say.
                return new Change("closed");
            }
            return closed(campaign, new Closing(now, Closing.How.ORGANISERS));
        });
    }

    /**
     * Finds a campaign for somebody.
     * @param slug the campaign's slug
     * @param organiser who asks; null: anyone
     * @return the campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft of others
     */
    public Campaign visible(String slug, @Nullable String organiser) {
        return campaigns.findVisible(slug, organiser).orElseThrow(CampaignRefusal.Unknown::new);
    }

    static Change closed(Campaign campaign, Closing closing) {
        return new Change("closed").put("closing", closing)
            .note("closedAt", null, closing.closedAt())
            .note("how", null, closing.how())
            .announce(Announcement.CLOSED);
    }

    private Change edited(Campaign campaign, Plan is, String slug) {
        var was = campaign.plan();
        var now = clock.instant();
        is.check(now);
        if (campaign.launchedAt() != null) {
            var broken = FixedAtLaunch.broken(campaign, is, slug, now);
            if (!broken.isEmpty()) {
                throw new CampaignRefusal.FixedAtLaunch(broken);
            }
        }
        var promised = campaign.commitments().stream().map(Commitment::threshold).toList();
        if (!is.milestones().containsAll(promised)) {
            throw new CampaignRefusal.ImpossiblePlan("milestones", "must keep those that commitments are made for");
        }
        var change = new Change("edited").set("slug", campaign.slug(), slug)
            .set("plan.title", was.title(), is.title())
            .set("plan.summary", was.summary(), is.summary())
            .set("plan.standardPledge", was.standardPledge(), is.standardPledge())
            .set("plan.opensAt", was.opensAt(), is.opensAt())
            .set("plan.closesAt", was.closesAt(), is.closesAt())
            .set("plan.target", was.target(), is.target())
            .set("plan.conditional", was.conditional(), is.conditional())
            .set("plan.milestones", was.milestones(), is.milestones())
            .set("plan.themes", was.themes(), is.themes())
            .set("plan.roles", was.roles(), is.roles())
            .set("plan.verification", was.verification(), is.verification())
            .set("plan.place", was.place(), is.place())
            .set("plan.organisation", was.organisation(), is.organisation())
            .set("plan.hashtag", was.hashtag(), is.hashtag());
        if (change.isEmpty()) {
            return change;
        }
        change.put("keys", SearchKeys.of(is));
        return campaign.launchedAt() == null ? change : change.announce(Announcement.LAUNCHED);
    }

    /**
     * What a campaign shall be.
     *
     * @param plan what it says of itself
     * @param slug its slug; null: as it is
     */
    public record Edited(Plan plan, @Nullable String slug) {
    }

}
