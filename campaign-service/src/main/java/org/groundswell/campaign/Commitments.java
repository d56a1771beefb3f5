package org.groundswell.campaign;

import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/**
 * What organisers promise in their turn. From the launch on a promise is public, and
 * stays: it can be kept, not taken back.
 */
@Service
public class Commitments {

    private static final int MOST = 20;

    private final Changes changes;

    private final Ids ids = new Ids();

    private final Clock clock;

    Commitments(Changes changes, Clock clock) {
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Makes a commitment. Its threshold becomes a milestone of the campaign, since the
     * commitment falls due when that is reached. The same again is the same commitment: a
     * request that was sent twice makes no second promise.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param promise what is promised
     * @return the campaign and its commitment
     * @throws CampaignRefusal.Unknown when there is none, or a draft that is not the
     * caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.Closed when it is closed
     * @throws CampaignRefusal.Full when it has 20 commitments
     * @throws CampaignRefusal.ImpossiblePlan when the last day has passed, or there are
     * too many milestones
     */
    public Committed make(String slug, String organiser, Promise promise) {
        var id = ids.next();
        var campaign = changes.byLead(slug, organiser, present -> make(present, id, promise));
        return new Committed(campaign, find(campaign, promise).orElseThrow(CampaignRefusal.UnknownCommitment::new));
    }

    private Change make(Campaign campaign, String id, Promise promise) {
        var change = new Change("commitment-made");
        if (find(campaign, promise).isPresent()) {
            return change;
        }
        var now = clock.instant();
        if (campaign.closedAt(now) != null) {
            throw new CampaignRefusal.Closed();
        }
        if (promise.dueBy().isBefore(LocalDate.ofInstant(now, ZoneOffset.UTC))) {
            throw new CampaignRefusal.ImpossiblePlan("dueBy", "must not be in the past");
        }
        if (campaign.commitments().size() >= MOST) {
            throw new CampaignRefusal.Full("A campaign has at most " + MOST + " commitments.");
        }
        var made = new Commitment(id, promise.threshold(), promise.text(), promise.dueBy(), null);
        change.put("commitments", Stream.concat(campaign.commitments().stream(), Stream.of(made)).toList())
            .note("commitment", null, id)
            .note("threshold", null, made.threshold())
            .note("text", null, made.text())
            .note("dueBy", null, made.dueBy());
        return withMilestone(change, campaign, made.threshold());
    }

    private static Change withMilestone(Change change, Campaign campaign, long threshold) {
        var milestones = campaign.plan().milestones();
        if (milestones.contains(threshold)) {
            return change;
        }
        if (milestones.size() >= Plan.MOST_MILESTONES) {
            throw new CampaignRefusal.ImpossiblePlan("threshold",
                    "must be one of the milestones, since there are " + Plan.MOST_MILESTONES + " of them already");
        }
        change.set("plan.milestones", milestones,
                Stream.concat(milestones.stream(), Stream.of(threshold)).sorted().toList());
        return campaign.launchedAt() == null ? change : change.announce(Announcement.LAUNCHED);
    }

    /**
     * Takes a commitment out of a draft.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param id the commitment's id
     * @throws CampaignRefusal.Unknown when there is no such campaign, or a draft that is
     * not the caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.UnknownCommitment when it has no such commitment
     * @throws CampaignRefusal.FixedAtLaunch when it is launched
     */
    public void remove(String slug, String organiser, String id) {
        changes.byLead(slug, organiser, campaign -> {
            var removed = find(campaign, id);
            if (campaign.launchedAt() != null) {
                throw CampaignRefusal.FixedAtLaunch.of("commitments", "are public promises since the launch");
            }
            return new Change("commitment-removed")
                .put("commitments", campaign.commitments().stream().filter(each -> !each.equals(removed)).toList())
                .note("commitment", id, null)
                .note("threshold", removed.threshold(), null)
                .note("text", removed.text(), null)
                .note("dueBy", removed.dueBy(), null);
        });
    }

    /**
     * Says that a commitment was kept, or says it better. The same again changes nothing.
     * @param slug the campaign's slug
     * @param organiser the caller's id
     * @param id the commitment's id
     * @param link where it can be seen; null: there is a text
     * @param text how; null: there is a link
     * @return the campaign and its commitment
     * @throws CampaignRefusal.Unknown when there is no such campaign, or a draft that is
     * not the caller's
     * @throws CampaignRefusal.NotYours when it is led by others
     * @throws CampaignRefusal.UnknownCommitment when it has no such commitment
     * @throws CampaignRefusal.NotLaunched when it is a draft
     */
    public Committed keep(String slug, String organiser, String id, @Nullable String link, @Nullable String text) {
        var campaign = changes.byLead(slug, organiser, present -> keep(present, id, link, text));
        return new Committed(campaign, find(campaign, id));
    }

    private Change keep(Campaign campaign, String id, @Nullable String link, @Nullable String text) {
        var commitment = find(campaign, id);
        if (campaign.launchedAt() == null) {
            throw new CampaignRefusal.NotLaunched();
        }
        var was = commitment.kept();
        var change = new Change(was == null ? "commitment-kept" : "commitment-corrected");
        var is = new Commitment.Kept(was == null ? clock.instant() : was.at(), link, text);
        if (is.equals(was)) {
            return change;
        }
        return change.put("commitments",
                campaign.commitments().stream().map(each -> each.equals(commitment) ? each.kept(is) : each).toList())
            .note("commitment", null, id)
            .note("link", was == null ? null : was.link(), link)
            .note("text", was == null ? null : was.text(), text);
    }

    private static Optional<Commitment> find(Campaign campaign, Promise promise) {
        return campaign.commitments().stream().filter(promise::isMadeBy).findFirst();
    }

    private static Commitment find(Campaign campaign, String id) {
        return campaign.commitments()
            .stream()
            .filter(each -> each.id().equals(id))
            .findFirst()
            .orElseThrow(CampaignRefusal.UnknownCommitment::new);
    }

    /**
     * What is promised.
     *
     * @param threshold the number of pledges at which it falls due, from 1
     * @param text what the organisers will do, at most 500 characters
     * @param dueBy the last day for it
     */
    public record Promise(long threshold, String text, LocalDate dueBy) {

        private boolean isMadeBy(Commitment commitment) {
            return threshold == commitment.threshold() && text.equals(commitment.text())
                    && dueBy.equals(commitment.dueBy());
        }

    }

    /**
     * A commitment and whose it is.
     *
     * @param campaign the campaign as it is now
     * @param commitment one of its commitments
     */
    public record Committed(Campaign campaign, Commitment commitment) {
    }

}
