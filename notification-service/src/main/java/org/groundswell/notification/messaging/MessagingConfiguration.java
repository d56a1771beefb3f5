package org.groundswell.notification.messaging;

import java.util.function.Consumer;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.Topics;
import org.groundswell.notification.Milestone;
import org.groundswell.notification.TellOrganisers;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.messaging.Message;

/** What this service hears, and what it does with it. */
@Configuration
class MessagingConfiguration {

    @Bean
    NewTopics milestoneTopic(Topics topics) {
        return topics.kept("milestones");
    }

    @Bean
    Consumer<Message<byte[]>> hearOfMilestones(EventReader events, TellOrganisers tell) {
        return message -> {
            var event = events.read(message);
            if (event.getType().equals(MilestoneReached.TYPE)) {
                var reached = events.data(event, MilestoneReached.class);
                tell.of(new Milestone(event.getId(), reached.campaignId(), reached.threshold(), reached.reachedAt()));
            }
        };
    }

}
