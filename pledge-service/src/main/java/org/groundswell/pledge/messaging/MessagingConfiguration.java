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
            switch (event.getType()) {
                case CampaignLaunched.TYPE -> {
                    var launched = events.data(event, CampaignLaunched.class);
                    campaigns.keep(launched.toCampaign(), launched.revisionOrFirst());
                }
                case CampaignClosed.TYPE -> {
                    var closed = events.data(event, CampaignClosed.class);
                    campaigns.close(closed.campaignId(), closed.closedAt());
                }
                case CampaignDecided.TYPE -> {
                    var decided = events.data(event, CampaignDecided.class);
                    campaigns.decide(decided.campaignId(), decided.toOutcome(), decided.decidedAt());
                }
                default -> {
                    // Somebody else's business.
                }
            }
        };
    }

}
