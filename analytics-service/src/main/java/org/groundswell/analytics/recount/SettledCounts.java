package org.groundswell.analytics.recount;

import java.time.Instant;
import java.util.Optional;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.petitions.Petitions;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.stereotype.Service;

/**
 * Counts for whoever must not decide anything by a count that lacks a pledge. They are
 * compared once; who is told that a count is not settled asks again.
 */
@Service
public class SettledCounts {

    private final Petitions petitions;

    private final LivePicture picture;

    private final PledgeRecords records;

    SettledCounts(Petitions petitions, LivePicture picture, PledgeRecords records) {
        this.petitions = petitions;
        this.picture = picture;
        this.records = records;
    }

    /**
     * A campaign's count beside its records of this moment, and what it was at an earlier
     * one, after which nothing was accepted any more.
     * @param campaignId the campaign's identity in events
     * @param at the earlier moment: what was withdrawn since is in the count
     * @return the count, if such a campaign was launched
     * @throws ServiceAway when pledge-service cannot be asked
     * @throws RuntimeException when this instance has just started and does not know all
     * campaigns yet; whoever asked for it gets 503
     */
    public Optional<SettledCount> find(String campaignId, Instant at) {
        return petitions.slugOf(campaignId)
            .map(slug -> picture.find(slug).map(tally -> compare(tally, at)).orElse(SettledCount.NOTHING_YET));
    }

    /**
     * The count is from before the records are looked through. Whatever it has was stored
     * by then, so where both come to the same it lacks nothing. A count from afterwards
     * could have a newer pledge in the place of one that it lacks. A tally does not know
     * when something was withdrawn; that the records tell, when they agree with it.
     */
    private SettledCount compare(Tally before, Instant at) {
        var stored = records.of(before.campaignId(), at);
        var counts = stored.counts();
        var since = stored.withdrawnSince();
        if (since == null || counts.unpublished() != 0 || counts.driftOf(before) != 0) {
            return new SettledCount(before.pledges(), before.version(), false);
        }
        return new SettledCount(before.pledges() + since, before.version(), true);
    }

}
