package org.groundswell.pledge;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

    private final PledgeProperties properties;

    private final PledgeIds ids = new PledgeIds();

    private final Screening screening = new Screening();

    private final Clock clock;

    AcceptPledge(Campaigns campaigns, Places places, Secrets secrets, PledgeWriter writer, Pledges pledges,
            PledgeProperties properties, Clock clock) {
        this.campaigns = campaigns;
        this.places = places;
        this.secrets = secrets;
        this.writer = writer;
        this.pledges = pledges;
        this.properties = properties;
        this.clock = clock;
    }

    /**
     * Accepts a pledge from anybody.
     * @param slug the campaign's slug
     * @param submission what was sent, within the limits of its fields
     * @param idempotencyKey the request's key; null: it has none
     * @return the pledge, stored, for a repeated request the one of the first; or, where
     * addresses are verified, that it is to be confirmed
     * @throws PledgeRefusal.UnknownCampaign when there is no such campaign
     * @throws PledgeRefusal.NotOpen before it opens, after it closed, and while it is
     * suspended
     * @throws PledgeRefusal.Unfit when it does not fit the campaign
     * @throws PledgeRefusal.KeyReused when the key came before with another pledge
     * @throws PledgeRefusal.Withdrawn when the key's pledge was taken back
     * @throws PledgeRefusal.Overloaded when it cannot be written soon
     */
    public Acceptance accept(String slug, PledgeSubmission submission, @Nullable String idempotencyKey) {
        var campaign = campaigns.find(slug).orElseThrow(PledgeRefusal.UnknownCampaign::new);
        var toBeConfirmed = campaign.verification() == Verification.EMAIL;
        var id = ids.of(campaign.campaignId(), idempotencyKey);
        var pledge = await(accept(campaign, submission, id, toBeConfirmed));
        return toBeConfirmed ? new Acceptance.ToBeConfirmed() : new Acceptance.Made(pledge);
    }

    /**
     * Accepts a pledge that an organiser vouches for, from a stall or from paper. Does
     * not wait for it to be durable.
     * @param campaign the campaign
     * @param submission what was sent
     * @param key its key, which means nothing outside of batches
     * @return done with the pledge once it is stored; failed, or throws, as
     * {@link #accept(String, PledgeSubmission, String)}
     */
    public CompletableFuture<Pledge> acceptVouchedFor(Campaign campaign, PledgeSubmission submission, String key) {
        return accept(campaign, submission, ids.ofLine(campaign.campaignId(), key), false);
    }

    private CompletableFuture<Pledge> accept(Campaign campaign, PledgeSubmission submission, String id,
            boolean toBeConfirmed) {
        var now = clock.instant();
        try {
            campaign.checkOpen(now);
        }
        catch (PledgeRefusal.NotOpen notOpen) {
            // A retry of what was accepted in time has nothing to do with the time of the
            // retry.
            return CompletableFuture.completedFuture(
                    pledges.findById(id).map(first -> sameAs(first, submission)).orElseThrow(() -> notOpen));
        }
        checkFits(campaign, submission, toBeConfirmed);
        return writer.write(pledge(campaign, submission, id, now, toBeConfirmed))
            .thenApply(stored -> sameAs(stored, submission));
    }

    private Pledge await(CompletableFuture<Pledge> writing) {
        try {
            return writing.get(properties.patience().toMillis(), TimeUnit.MILLISECONDS);
        }
        catch (TimeoutException late) {
            throw new PledgeRefusal.Overloaded();
        }
        catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new CompletionException(failed.getCause());
        }
        catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new PledgeRefusal.Overloaded();
        }
    }

    private Pledge sameAs(Pledge stored, PledgeSubmission submission) {
        if (stored.personal() == null) {
            throw new PledgeRefusal.Withdrawn();
        }
        if (!secrets.isFingerprintOf(stored.personal().fingerprint(), submission.canonical())) {
            throw new PledgeRefusal.KeyReused();
        }
        return stored;
    }

    private void checkFits(Campaign campaign, PledgeSubmission submission, boolean toBeConfirmed) {
        List<Misfit> misfits = new ArrayList<>();
        if (submission.text() == null && campaign.standardPledge() == null) {
            misfits.add(new Misfit("text", "must be given, since this campaign has no standard pledge"));
        }
        if (submission.email() == null && toBeConfirmed) {
            misfits.add(new Misfit("email", "must be given, since this campaign confirms pledges by e-mail"));
        }
        if (submission.email() != null && !toBeConfirmed && campaign.verification() == Verification.EMAIL) {
            misfits.add(new Misfit("email", "must be left out, since this campaign takes confirmed addresses only"));
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

    private Pledge pledge(Campaign campaign, PledgeSubmission submission, String id, Instant now,
            boolean toBeConfirmed) {
        var held = held(submission);
        return new Pledge(id, campaign.campaignId(), campaign.slug(), submission.place(), submission.role(),
                submission.theme(), submission.people(), submission.channel(), now,
                secrets.hash(secrets.pledgerSecret(id)), personal(campaign, submission), held.isEmpty() ? null : held,
                toBeConfirmed ? now : null, null, null, null);
    }

    private PersonalData personal(Campaign campaign, PledgeSubmission submission) {
        var text = submission.text() == null ? String.valueOf(campaign.standardPledge()) : submission.text();
        var email = submission.email();
        return new PersonalData(text, submission.displayName(), submission.anonymous(),
                email == null ? null : secrets.encrypt(email),
                email == null ? null : secrets.addressDigest(new EmailAddress(email).canonical()), submission.updates(),
                submission.invitedBy(), secrets.fingerprint(submission.canonical()));
    }

    /** The standard pledge is the organisers' own and needs no look. */
    private Set<HoldReason> held(PledgeSubmission submission) {
        return screening.reasons(submission.text() == null ? "" : submission.text(), submission.displayName());
    }

}
