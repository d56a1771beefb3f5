package org.groundswell.campaign;

import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out how conditional campaigns ended. Waits until the pledges that were under way
 * at the closing are in, and then until the count is what pledge-service's own records
 * say; rather late than wrong.
 */
@Component
class DecideCampaigns {

    private static final Logger log = LoggerFactory.getLogger(DecideCampaigns.class);

    private final Campaigns campaigns;

    private final Changes changes;

    private final SettledCounts counts;

    private final ClosingProperties properties;

    private final Clock clock;

    DecideCampaigns(Campaigns campaigns, Changes changes, SettledCounts counts, ClosingProperties properties,
            Clock clock) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.counts = counts;
        this.properties = properties;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void decideWhatIsClosed() {
        for (var closed : campaigns.findUndecided(clock.instant().minus(properties.settling()))) {
            EachByItself.of(closed, each -> counts.pledges(each.id()).ifPresent(pledges -> decide(each, pledges)));
        }
    }

    private void decide(Campaign closed, long pledges) {
        changes.change(closed.id(), null, campaign -> {
            var change = new Change("decided");
            if (campaign.outcome() != null) {
                return change;
            }
            var target = Objects.requireNonNull(campaign.plan().target(), "a conditional campaign has a target");
            var outcome = Outcome.of(pledges, target, clock.instant());
            log.atInfo()
                .addKeyValue("campaign", closed.id())
                .addKeyValue("outcome", outcome.result())
                .log("conditional campaign decided");
            return change.put("outcome", outcome)
                .note("outcome", null, outcome.result())
                .note("pledges", null, pledges)
                .announce(Announcement.DECIDED);
        });
    }

}
