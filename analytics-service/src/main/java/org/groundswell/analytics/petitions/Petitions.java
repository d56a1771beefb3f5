package org.groundswell.analytics.petitions;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;
import org.groundswell.analytics.CampaignClosed;
import org.springframework.stereotype.Component;

/**
 * All petitions, in memory: every instance hears of every launch since the first one.
 * Until it has heard of all that were launched before it started, it does not know which
 * petitions there are, and says so.
 */
@Component
public class Petitions {

    private final ConcurrentMap<Long, Petition> byNumber = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Petition> byCampaign = new ConcurrentHashMap<>();

    /** Those of campaigns that were not heard of yet included. */
    private final Map<String, Instant> closings = new HashMap<>();

    private final Clock clock;

    private volatile boolean complete;

    Petitions(Clock clock) {
        this.clock = clock;
    }

    /**
     * Keeps what was heard of a petition, unless as high a revision or a higher one is
     * known.
     * @param petition the petition
     */
    public synchronized void keep(Petition petition) {
        var known = byCampaign.get(petition.campaignId());
        if (known == null || petition.revision() > known.revision()) {
            var closedAt = closings.get(petition.campaignId());
            show(closedAt == null ? petition : petition.closed(closedAt));
        }
    }

    /**
     * Closes a petition for ever, whether it was heard of or will be.
     * @param closed what was said
     */
    public synchronized void close(CampaignClosed closed) {
        if (closings.putIfAbsent(closed.campaignId(), closed.closedAt()) == null) {
            var known = byCampaign.get(closed.campaignId());
            if (known != null) {
                show(known.closed(closed.closedAt()));
            }
        }
    }

    private void show(Petition petition) {
        byCampaign.put(petition.campaignId(), petition);
        byNumber.put(petition.number(), petition);
    }

    /** Says that everything from before this instance's start was heard. */
    public void complete() {
        complete = true;
    }

    /**
     * The name in addresses of a campaign that was launched, whether or not it is shown
     * as a petition.
     * @param campaignId the campaign's identity in events
     * @return its slug, if there is such a campaign
     * @throws RuntimeException when that is not known yet; whoever asked for it gets 503
     */
    public Optional<String> slugOf(String campaignId) {
        checkComplete();
        return Optional.ofNullable(byCampaign.get(campaignId)).map(Petition::slug);
    }

    /**
     * A petition that everybody may see.
     * @param number its number
     * @return the petition, if there is one
     * @throws PetitionRefusal.NotYetKnown when that is not known yet
     */
    Optional<Petition> find(long number) {
        checkComplete();
        var now = clock.instant();
        return Optional.ofNullable(byNumber.get(number)).filter(petition -> petition.isShown(now));
    }

    /**
     * All petitions that everybody may see.
     * @return in no order
     * @throws PetitionRefusal.NotYetKnown when that is not known yet
     */
    Stream<Petition> all() {
        checkComplete();
        var now = clock.instant();
        return byNumber.values().stream().filter(petition -> petition.isShown(now));
    }

    private void checkComplete() {
        if (!complete) {
            throw new PetitionRefusal.NotYetKnown();
        }
    }

}
