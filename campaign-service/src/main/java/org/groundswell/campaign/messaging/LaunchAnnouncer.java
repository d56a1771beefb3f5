package org.groundswell.campaign.messaging;

import java.util.concurrent.TimeUnit;
import org.groundswell.campaign.Campaign;
import org.groundswell.campaign.CampaignLaunches;
import org.groundswell.campaign.Campaigns;
import org.groundswell.defaults.events.EventSender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Announces launches. That a launch is not announced yet stands in the campaign itself,
 * so that a crash between the launch and Kafka's acknowledgement delays the event and
 * does not lose it.
 */
@Component
class LaunchAnnouncer implements CampaignLaunches {

    static final String TOPIC = "campaigns";

    private static final Logger log = LoggerFactory.getLogger(LaunchAnnouncer.class);

    private final EventSender events;

    private final Campaigns campaigns;

    LaunchAnnouncer(EventSender events, Campaigns campaigns) {
        this.events = events;
        this.campaigns = campaigns;
    }

    @Override
    public void announce(Campaign campaign) {
        Thread.startVirtualThread(() -> send(campaign));
    }

    @Scheduled(fixedDelay = 5, initialDelay = 1, timeUnit = TimeUnit.SECONDS)
    void announceWhatIsLeft() {
        campaigns.findUnannounced().forEach(this::send);
    }

    private void send(Campaign campaign) {
        events.send(TOPIC, CampaignLaunched.of(campaign)).whenComplete((acknowledged, failure) -> {
            if (failure != null) {
                log.atWarn()
                    .addKeyValue("campaign", campaign.id())
                    .log("launch not announced yet, will be tried again");
                return;
            }
            // Not on the producer's own thread, which must not wait for the store.
            Thread.startVirtualThread(() -> {
                campaigns.markAnnounced(campaign.id());
                log.atInfo().addKeyValue("campaign", campaign.id()).log("launch announced");
            });
        });
    }

}
