package org.groundswell.campaign;

import java.time.Clock;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Notices that closing dates have come. They hold without it; but what follows from a
 * closing needs somebody to begin it, once.
 */
@Component
class CloseByDate {

    private static final Logger log = LoggerFactory.getLogger(CloseByDate.class);

    private final Campaigns campaigns;

    private final Changes changes;

    private final Clock clock;

    CloseByDate(Campaigns campaigns, Changes changes, Clock clock) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.clock = clock;
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void closeWhatIsDue() {
        for (var due : campaigns.findDue(clock.instant())) {
            EachByItself.of(due, this::close);
        }
    }

    private void close(Campaign due) {
        changes.change(due.id(), null, campaign -> {
            var date = campaign.plan().closesAt();
            if (campaign.closing() != null || date == null || date.isAfter(clock.instant())) {
                return new Change("closed");
            }
            log.atInfo().addKeyValue("campaign", due.id()).log("closing date has come");
            return LeadCampaigns.closed(campaign, new Closing(date, Closing.How.DATE));
        });
    }

}
