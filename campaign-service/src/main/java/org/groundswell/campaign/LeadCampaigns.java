package org.groundswell.campaign;

import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;

/** What organisers do with campaigns. */
@Service
public class LeadCampaigns {

    private static final int SLUG_TRIES = 50;

    private final Campaigns campaigns;

    private final CampaignNumbers numbers;

    private final CampaignLaunches launches;

    private final Ids ids = new Ids();

    private final Clock clock;

    LeadCampaigns(Campaigns campaigns, CampaignNumbers numbers, CampaignLaunches launches, Clock clock) {
        this.campaigns = campaigns;
        this.numbers = numbers;
        this.launches = launches;
        this.clock = clock;
    }

    /**
     * Adds a draft.
     * @param draft what the organiser wrote
     * @param organiser the organiser's id
     * @return the new campaign
     * @throws CampaignRefusal.SlugTaken when the slug that was asked for is taken
     * @throws CampaignRefusal.ClosesBeforeItOpens when it would never be open
     */
    public Campaign draft(CampaignDraft draft, String organiser) {
        var opens = draft.opensAt() == null ? clock.instant() : draft.opensAt();
        if (draft.closesAt() != null && !draft.closesAt().isAfter(opens)) {
            throw new CampaignRefusal.ClosesBeforeItOpens();
        }
        var number = numbers.next();
        if (draft.slug() != null) {
            try {
                return campaigns.insert(campaign(draft, draft.slug(), number, organiser));
            }
            catch (DuplicateKeyException taken) {
                throw new CampaignRefusal.SlugTaken();
            }
        }
        return withSlugOfTitle(draft, number, organiser);
    }

    /**
     * Launches a campaign; launching it again changes nothing.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @return the launched campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft that is not the
     * caller's
     * @throws CampaignRefusal.NotYours when it was launched by others
     */
    public Campaign launch(String slug, String organiser) {
        var campaign = visible(slug, organiser);
        if (!campaign.isLedBy(organiser)) {
            throw new CampaignRefusal.NotYours();
        }
        var now = clock.instant();
        if (campaign.launchedAt() == null && campaign.closesAt() != null && !campaign.closesAt().isAfter(now)) {
            throw new CampaignRefusal.ClosesBeforeItOpens();
        }
        campaigns.launch(campaign.id(), now, Objects.requireNonNullElse(campaign.opensAt(), now));
        var launched = campaigns.findById(campaign.id()).orElseThrow(CampaignRefusal.Unknown::new);
        if (!launched.announced()) {
            launches.announce(launched);
        }
        return launched;
    }

    /**
     * Finds a campaign for somebody.
     * @param slug the campaign's slug
     * @param organiser who asks; null: anyone
     * @return the campaign
     * @throws CampaignRefusal.Unknown when there is none, or a draft of others
     */
    public Campaign visible(String slug, @Nullable String organiser) {
        return campaigns.findBySlug(slug)
            .filter(campaign -> campaign.launchedAt() != null || campaign.isLedBy(organiser))
            .orElseThrow(CampaignRefusal.Unknown::new);
    }

    private Campaign withSlugOfTitle(CampaignDraft draft, long number, String organiser) {
        var slug = Slugs.of(draft.title());
        for (int i = 1; i <= SLUG_TRIES; i++) {
            try {
                return campaigns.insert(campaign(draft, i == 1 ? slug : slug + "-" + i, number, organiser));
            }
            catch (DuplicateKeyException taken) {
                // Another campaign has it: try the next.
            }
        }
        return campaigns.insert(campaign(draft, slug + "-n" + number, number, organiser));
    }

    private Campaign campaign(CampaignDraft draft, String slug, long number, String organiser) {
        return new Campaign(ids.next(), slug, number, draft.title(), draft.summary(), draft.standardPledge(),
                draft.opensAt(), draft.closesAt(), draft.target(),
                draft.milestones() == null ? CampaignDraft.USUAL_MILESTONES
                        : draft.milestones().stream().sorted().distinct().toList(),
                Objects.requireNonNullElse(draft.themes(), List.of()),
                Objects.requireNonNullElse(draft.roles(), CampaignDraft.USUAL_ROLES),
                Objects.requireNonNullElse(draft.verification(), Verification.NONE), draft.organisation(),
                draft.hashtag(), List.of(organiser), clock.instant(), null, false, null, List.of(), 1);
    }

}
