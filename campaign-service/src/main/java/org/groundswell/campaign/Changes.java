package org.groundswell.campaign;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Changes campaigns, and sees to it that whoever needs to know is told. */
@Component
class Changes {

    private final Campaigns campaigns;

    private final Announcements announcements;

    Changes(Campaigns campaigns, Announcements announcements) {
        this.campaigns = campaigns;
        this.announcements = announcements;
    }

    /**
     * Has a lead of the whole campaign change it.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param decide the change
     * @return the campaign as it is since
     * @throws CampaignRefusal.Unknown when there is none that the caller may know of
     * @throws CampaignRefusal.NotYours when the caller does not lead all of it
     */
    Campaign byLead(String slug, String organiser, Function<Campaign, Change> decide) {
        var id = campaigns.findVisible(slug, organiser).orElseThrow(CampaignRefusal.Unknown::new).id();
        return change(id, organiser, campaign -> {
            if (!campaign.isLedBy(organiser)) {
                throw new CampaignRefusal.NotYours();
            }
            return decide.apply(campaign);
        });
    }

    /**
     * Changes a campaign.
     * @param id its id
     * @param who who does it; null: the platform
     * @param decide the change; refuses by an exception
     * @return the campaign as it is since
     * @throws CampaignRefusal.Unknown when there is none
     */
    Campaign change(String id, @Nullable String who, Function<Campaign, Change> decide) {
        var changed = campaigns.change(id, who, decide);
        if (!changed.toAnnounce().isEmpty()) {
            announcements.announce(changed.campaign(), changed.toAnnounce());
        }
        return changed.campaign();
    }

}
