package org.groundswell.campaign;

import java.time.Clock;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.stereotype.Service;

/** The runs of a movement: the same campaign, year after year. */
@Service
public class Editions {

    private static final int MOST = 100;

    private static final int TRIES = 50;

    private final Campaigns campaigns;

    private final Drafts drafts;

    private final Stewards stewards;

    private final Ids ids = new Ids();

    private final Clock clock;

    Editions(Campaigns campaigns, Drafts drafts, Stewards stewards, Clock clock) {
        this.campaigns = campaigns;
        this.drafts = drafts;
        this.stewards = stewards;
        this.clock = clock;
    }

    /**
     * Drafts the next edition of a campaign's movement. Whoever leads the whole campaign
     * now leads that too; hubs, commitments and reached milestones stay behind.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param write from the campaign to what the new edition shall be; may refuse by an
     * exception
     * @return the new edition
     * @throws CampaignRefusal.Unknown when there is no such campaign, or a draft that is
     * not the caller's
     * @throws CampaignRefusal.NotYours when the caller does not lead all of it, or not
     * all of the last edition
     * @throws CampaignRefusal.Full when the movement has 100 editions
     * @throws CampaignRefusal.SlugTaken when the slug that was asked for is taken
     * @throws CampaignRefusal.ImpossiblePlan when fields do not go together
     * @throws CampaignRefusal.TooMany when the organiser has drafted enough for now
     */
    public Campaign next(String slug, String organiser, Function<Campaign, LeadCampaigns.Edited> write) {
        var campaign = campaigns.findVisible(slug, organiser).orElseThrow(CampaignRefusal.Unknown::new);
        if (!campaign.isLedBy(organiser)) {
            throw new CampaignRefusal.NotYours();
        }
        var written = write.apply(campaign);
        var movement = campaign.edition().movementId();
        for (int i = 0; i < TRIES; i++) {
            // Who led an edition once does not lead the movement for ever.
            var last = campaigns.lastEdition(movement);
            if (!last.isLedBy(organiser)) {
                throw new CampaignRefusal.NotYours();
            }
            var leads = leadsOfNext(last);
            var number = last.edition().number() + 1;
            if (number > MOST) {
                throw new CampaignRefusal.Full("A movement has at most " + MOST + " editions.");
            }
            var draft = new Drafts.Draft(ids.next(), new Edition(movement, number), written.plan(), leads, organiser);
            try {
                return drafts.add(draft, written.slug());
            }
            catch (Drafts.EditionTaken taken) {
                // Somebody else was faster, theirs is that edition: ours is the next.
            }
        }
        throw new ConcurrencyFailureException("others drafted editions too often");
    }

    /**
     * The editions of a campaign's movement that somebody may read, the first first.
     * @param slug the slug of any of them
     * @param organiser who asks; null: anyone
     * @return the movement
     * @throws CampaignRefusal.Unknown when there is no such campaign, or a draft of
     * others
     */
    public Movement of(String slug, @Nullable String organiser) {
        var campaign = campaigns.findVisible(slug, organiser).orElseThrow(CampaignRefusal.Unknown::new);
        var all = campaigns.editions(campaign.edition().movementId(), organiser);
        var shown = all.stream().filter(each -> each.suspension() == null || each.isLedSomewhereBy(organiser)).toList();
        return new Movement(campaign.edition().movementId(),
                shown.size() == all.size() || !stewards.include(organiser) ? shown : all);
    }

    private List<Leadership> leadsOfNext(Campaign campaign) {
        var now = clock.instant();
        return campaign.leads()
            .stream()
            .filter(lead -> lead.leftAt() == null && lead.isOfAll())
            .map(lead -> new Leadership(lead.organiserId(), null, lead.invitedBy(), now, null))
            .toList();
    }

    /**
     * A movement, as far as somebody may read it.
     *
     * @param movementId its id
     * @param campaigns its editions, the first first
     */
    public record Movement(String movementId, List<Campaign> campaigns) {
    }

}
