package org.groundswell.analytics.messaging;

import java.util.function.Consumer;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyView;
import org.groundswell.defaults.events.EventReader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.messaging.Message;

/** What becomes of a tally once it was counted. */
@Configuration
class MessagingConfiguration {

    private static final String TALLY = "groundswell.tally.v1";

    @Bean
    Consumer<Message<byte[]>> keepView(EventReader events, TallyView view) {
        return message -> handle(message, events, view::keep);
    }

    @Bean
    Consumer<Message<byte[]>> showPicture(EventReader events, LivePicture picture) {
        return message -> handle(message, events, picture::show);
    }

    private static void handle(Message<byte[]> message, EventReader events, Consumer<Tally> handler) {
        var event = events.read(message);
        if (event.getType().equals(TALLY)) {
            handler.accept(events.data(event, Tally.class));
        }
    }

}
