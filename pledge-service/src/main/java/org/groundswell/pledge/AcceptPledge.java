package org.groundswell.pledge;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.groundswell.pledge.PledgeRefusal.Misfit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * Accepts pledges: checked against what was heard of the campaign, durable when it
 * returns, once for a key.
 */
@Service
public class AcceptPledge {

    private final Campaigns campaigns;

    private final Places places;

    private final Secrets secrets;

    private final PledgeWriter writer;

    private final Pledges pledges;

    private final PledgeIds ids = new PledgeIds();

    private final Clock clock;

    AcceptPledge(Campaigns campaigns, Places places, Secrets secrets, PledgeWriter writer, Pledges pledges,
            Clock clock) {
        this.campaigns = campaigns;
        this.places = places;
        this.secrets = secrets;
        this.writer = writer;
        this.pledges = pledges;
        this.clock = clock;
    }

    /**
     * Accepts a pledge.
     * @param slug the campaign's slug
     * @param submission what was sent, within the limits of its fields
     * @param idempotencyKey the request's key; null: it has none
     * @return the pledge, stored; for a repeated request the one of the first
     * @throws PledgeRefusal.UnknownCampaign when there is no such campaign
     * @throws PledgeRefusal.NotYetOpen before it opens
     * @throws PledgeRefusal.Closed after it closed
     * @throws PledgeRefusal.Unfit when it does not fit the campaign
     * @throws PledgeRefusal.KeyReused when the key came before with another pledge
     * @throws PledgeRefusal.Overloaded when it cannot be written soon
     */
    public Pledge accept(String slug, PledgeSubmission submission, @Nullable String idempotencyKey) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        var now = clock.instant();
        var id = ids.of(campaign.campaignId(), idempotencyKey);
        try {
            checkOpen(campaign, now);
        }
        catch (PledgeRefusal.NotYetOpen | PledgeRefusal.Closed notOpen) {
            // A retry of what was accepted in time has nothing to do with the time of the
            // retry.
            return pledges.findById(id).map(first -> sameAs(first, submission)).orElseThrow(() -> notOpen);
        }
        checkFits(campaign, submission);
        return sameAs(writer.write(pledge(campaign, submission, id, now)), submission);
    }

    private Pledge sameAs(Pledge stored, PledgeSubmission submission) {
        if (!MessageDigest.isEqual(stored.fingerprint(), secrets.fingerprint(submission.canonical()))) {
            throw new PledgeRefusal.KeyReused();
        }
        return stored;
    }

    private static void checkOpen(Campaign campaign, Instant now) {
        if (now.isBefore(campaign.opensAt())) {
            throw new PledgeRefusal.NotYetOpen();
        }
        if (campaign.closesAt() != null && !now.isBefore(campaign.closesAt())) {
            throw new PledgeRefusal.Closed();
        }
    }

    private void checkFits(Campaign campaign, PledgeSubmission submission) {
        List<Misfit> misfits = new ArrayList<>();
        if (submission.text() == null && campaign.standardPledge() == null) {
            misfits.add(new Misfit("text", "must be given, since this campaign has no standard pledge"));
        }
        if (submission.place() != null && !places.contains(submission.place())) {
            misfits.add(new Misfit("place", "must be the code of a known place"));
        }
        if (submission.role() != null && !campaign.roles().contains(submission.role())) {
            misfits.add(new Misfit("role", "must be one of: " + String.join(", ", campaign.roles())));
        }
        if (submission.theme() != null && !campaign.themes().contains(submission.theme())) {
            misfits
                .add(new Misfit("theme", campaign.themes().isEmpty() ? "must be left out, since this campaign has none"
                        : "must be one of: " + String.join(", ", campaign.themes())));
        }
        if (!misfits.isEmpty()) {
            throw new PledgeRefusal.Unfit(misfits);
        }
    }

    private Pledge pledge(Campaign campaign, PledgeSubmission submission, String id, Instant now) {
        var text = submission.text() == null ? String.valueOf(campaign.standardPledge()) : submission.text();
        var email = submission.email() == null ? null : secrets.encrypt(submission.email());
        return new Pledge(id, campaign.campaignId(), campaign.slug(), text, submission.displayName(),
                submission.anonymous(), email, submission.updates(), submission.place(), submission.role(),
                submission.theme(), submission.people(), submission.channel(), submission.invitedBy(), now,
                secrets.fingerprint(submission.canonical()), secrets.hash(secrets.pledgerSecret(id)));
    }

}
