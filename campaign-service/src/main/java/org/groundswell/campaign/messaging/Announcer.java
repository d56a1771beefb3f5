package org.groundswell.campaign.messaging;

import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.groundswell.campaign.Announcement;
import org.groundswell.campaign.Announcements;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.Campaigns;
import org.groundswell.defaults.events.EventSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Announces what happens to campaigns. What is not announced yet stands in the campaign
 * itself, so that a crash between a change and Kafka's acknowledgement delays the event
 * and does not lose it. Whoever announces has the campaign to itself for some seconds, so
 * that several instances do not all say the same.
 */
@Component
class Announcer implements Announcements {

    static final String TOPIC = "campaigns";

    private static final Logger log = LoggerFactory.getLogger(Announcer.class);

    private final EventSender events;

    private final Campaigns campaigns;

    Announcer(EventSender events, Campaigns campaigns) {
        this.events = events;
        this.campaigns = campaigns;
    }

    @Override
    public void announce(Campaign campaign, Set<Announcement> what) {
        Thread.startVirtualThread(() -> send(campaign, what));
    }

    @Scheduled(fixedDelay = 2, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void announceWhatIsLeft() {
        for (var left = campaigns.takeUnannounced(); left.isPresent(); left = campaigns.takeUnannounced()) {
            send(left.get(), left.get().unannounced());
        }
    }

    private void send(Campaign campaign, Set<Announcement> what) {
        try {
            for (var announcement : what.stream().sorted().toList()) {
                send(campaign, announcement);
            }
        }
        catch (CompletionException notAcknowledged) {
            log.atWarn().addKeyValue("campaign", campaign.id()).log("campaign not announced yet, will be tried again");
        }
    }

    private void send(Campaign campaign, Announcement announcement) {
        var event = switch (announcement) {
            case LAUNCHED -> CampaignLaunched.of(campaign);
            case CLOSED -> CampaignClosed.of(campaign);
            case DECIDED -> CampaignDecided.of(campaign);
        };
        events.send(TOPIC, event).join();
        campaigns.markAnnounced(campaign, announcement);
        log.atInfo().addKeyValue("campaign", campaign.id()).addKeyValue("event", event.id()).log("campaign announced");
    }

}
