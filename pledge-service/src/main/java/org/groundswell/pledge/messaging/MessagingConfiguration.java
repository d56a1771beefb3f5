package org.groundswell.pledge.messaging;

import java.util.function.Consumer;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.Topics;
import org.groundswell.pledge.Campaigns;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.messaging.Message;

/** The topics this service writes and reads, and what it does with what it hears. */
@Configuration
class MessagingConfiguration {

    @Bean
    NewTopics pledgeTopics(Topics topics) {
        return topics.kept(PledgePublisher.TOPIC, "campaigns");
    }

    @Bean
    Consumer<Message<byte[]>> hearOfCampaigns(EventReader events, Campaigns campaigns) {
        return message -> {
            var event = events.read(message);
            if (event.getType().equals(CampaignLaunched.TYPE)) {
                campaigns.keep(events.data(event, CampaignLaunched.class).toCampaign());
            }
        };
    }

}
