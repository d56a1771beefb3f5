package org.groundswell.analytics.messaging;

import java.util.function.Consumer;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.groundswell.analytics.ViewPositions;
import org.groundswell.defaults.events.EventReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** What becomes of a tally once it was counted. */
@Configuration
class MessagingConfiguration {

    private static final String TALLY = "groundswell.tally.v1";

    @Bean
    ViewKeeper keepView(EventReader events, TallyView view, ViewPositions positions) {
        return new ViewKeeper(events, view, positions);
    }

    @Bean
    Consumer<Message<byte[]>> showPicture(EventReader events, LivePicture picture) {
        return message -> {
            var event = events.read(message);
            if (event.getType().equals(TALLY)) {
                picture.show(events.data(event, Tally.class));
            }
        };
    }

}
