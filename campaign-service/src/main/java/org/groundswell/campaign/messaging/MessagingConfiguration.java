package org.groundswell.campaign.messaging;

import java.util.function.Consumer;
import org.groundswell.campaign.Campaigns;
import org.groundswell.campaign.ReachedMilestone;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.Topics;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.messaging.Message;

/** The topics this service writes and reads, and what it does with what it hears. */
@Configuration
class MessagingConfiguration {

    @Bean
    NewTopics campaignTopics(Topics topics) {
        return topics.kept(Announcer.TOPIC, "milestones");
    }

    @Bean
    Consumer<Message<byte[]>> hearOfMilestones(EventReader events, Campaigns campaigns) {
        return message -> {
            var event = events.read(message);
            if (!event.getType().equals(MilestoneReached.TYPE)) {
                return;
            }
            var reached = events.data(event, MilestoneReached.class);
            campaigns.addMilestone(reached.campaignId(),
                    new ReachedMilestone(reached.threshold(), reached.reachedAt()));
        };
    }

}
