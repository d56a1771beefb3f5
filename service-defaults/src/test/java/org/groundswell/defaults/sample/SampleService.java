package org.groundswell.defaults.sample;

import jakarta.validation.constraints.NotBlank;
import java.util.function.Consumer;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.Topics;
import org.groundswell.defaults.security.AccessRules;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.messaging.Message;

/** Hears sayings, and has some addresses that go wrong. */
@SpringBootApplication
class SampleService {

    static final String TOPIC = "sayings";

    static final String TYPE = "groundswell.said.v1";

    @Bean
    AccessRules accessRules() {
        return requests -> {
            requests.requestMatchers("/private").authenticated();
            requests
                .requestMatchers("/things", "/things/*", "/anything", "/broken", "/store-away", "/nothing",
                        "/things/*/*")
                .permitAll();
        };
    }

    @Bean
    NewTopics sayings(Topics topics) {
        return topics.kept(TOPIC);
    }

    @Bean
    Consumer<Message<byte[]>> hear(EventReader events, Ears ears) {
        return message -> ears.hear(events.data(events.read(message), Said.class).words());
    }

    record Said(@NotBlank String words) {
    }

}
