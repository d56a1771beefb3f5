package org.groundswell.campaign;

import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Those who answer for the whole site, and what they do to campaigns. */
@Service
public class Stewards {

    private final StewardsProperties properties;

    private final Organisers organisers;

    private final Changes changes;

    private final LeadCampaigns campaigns;

    private final Clock clock;

    Stewards(StewardsProperties properties, Organisers organisers, Changes changes, LeadCampaigns campaigns,
            Clock clock) {
        this.properties = properties;
        this.organisers = organisers;
        this.changes = changes;
        this.campaigns = campaigns;
        this.clock = clock;
    }

    /**
     * Whether somebody is a steward.
     * @param organiser an organiser's id; null: nobody in particular
     * @return whether the configuration names their mailbox
     */
    public boolean include(@Nullable String organiser) {
        var stewards = properties.stewards();
        return organiser != null && stewards != null && !stewards.isEmpty()
                && organisers.findById(organiser).filter(each -> stewards.contains(each.mailbox())).isPresent();
    }

    /**
     * Takes a launched campaign from view, and has it take no pledges, until it is
     * lifted. With the same reason again nothing changes; another reason replaces the
     * first.
     * @param slug the campaign's slug
     * @param reason why, for everybody to read
     * @param steward the caller's id
     * @return the campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft
     * @throws CampaignRefusal.NotASteward when the caller is not one
     */
    public Campaign suspend(String slug, String reason, String steward) {
        return change(slug, steward, campaign -> {
            var was = campaign.suspension();
            var change = new Change("suspended");
            if (was != null && was.reason().equals(reason)) {
                return change;
            }
            return change.put("suspension", new Suspension(reason, was == null ? clock.instant() : was.since()))
                .note("reason", was == null ? null : was.reason(), reason)
                .announce(Announcement.LAUNCHED);
        });
    }

    /**
     * Lifts a suspension; where there is none nothing changes.
     * @param slug the campaign's slug
     * @param steward the caller's id
     * @return the campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft
     * @throws CampaignRefusal.NotASteward when the caller is not one
     */
    public Campaign lift(String slug, String steward) {
        return change(slug, steward, campaign -> {
            var was = campaign.suspension();
            var change = new Change("lifted");
            return was == null ? change
                    : change.put("suspension", null).note("reason", was.reason(), null).announce(Announcement.LAUNCHED);
        });
    }

    private Campaign change(String slug, String steward, Function<Campaign, Change> decide) {
        var campaign = campaigns.visible(slug, null);
        if (!include(steward)) {
            throw new CampaignRefusal.NotASteward();
        }
        return changes.change(campaign.id(), steward, decide);
    }

}
