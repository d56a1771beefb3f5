package org.groundswell.analytics.messaging;

import java.util.function.Consumer;
import org.groundswell.analytics.CampaignClosed;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.groundswell.analytics.ViewPositions;
import org.groundswell.analytics.petitions.Petitions;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.UnreadableEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** What becomes of a tally once it was counted, and what is kept of campaigns. */
@Configuration
class MessagingConfiguration {

    private static final Logger log = LoggerFactory.getLogger(MessagingConfiguration.class);

    private static final String TALLY = "groundswell.tally.v1";

    @Bean
    ViewKeeper keepView(EventReader events, TallyView view, ViewPositions positions) {
        return new ViewKeeper(events, view, positions);
    }

    @Bean
    Consumer<Message<byte[]>> showPicture(EventReader events, LivePicture picture, FirstReading reading) {
        return reading.watched(FirstReading.TALLIES, readable(message -> {
            var event = events.read(message);
            if (event.getType().equals(TALLY)) {
                picture.show(events.data(event, Tally.class));
            }
        }));
    }

    @Bean
    Consumer<Message<byte[]>> hearOfCampaigns(EventReader events, Petitions petitions, FirstReading reading) {
        return reading.watched(FirstReading.CAMPAIGNS, readable(message -> {
            var event = events.read(message);
            switch (event.getType()) {
                case CampaignLaunched.TYPE -> petitions.keep(events.data(event, CampaignLaunched.class).toPetition());
                case CampaignClosed.TYPE -> petitions.close(events.data(event, CampaignClosed.class));
                default -> {
                    // Not of petitions.
                }
            }
        }));
    }

    /**
     * Every instance reads these topics from the start whenever it starts. What cannot be
     * read there is put aside once, by the count and by the view.
     */
    private static Consumer<Message<byte[]>> readable(Consumer<Message<byte[]>> handler) {
        return message -> {
            try {
                handler.accept(message);
            }
            catch (UnreadableEvent putAsideByOthers) {
                log.debug("skipped", putAsideByOthers);
            }
        };
    }

}
