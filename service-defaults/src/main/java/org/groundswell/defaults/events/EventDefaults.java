package org.groundswell.defaults.events;

import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.validation.Validator;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.kafka.autoconfigure.KafkaAutoConfiguration;
import org.springframework.cloud.stream.config.ListenerContainerCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.listener.AbstractMessageListenerContainer;
import tools.jackson.databind.json.JsonMapper;

/** Sending and reading events, and what happens when reading fails. */
@AutoConfiguration(after = KafkaAutoConfiguration.class)
@EnableConfigurationProperties(TopicProperties.class)
public class EventDefaults {

    @Bean
    EventReader eventReader(JsonMapper json, Validator validator) {
        return new EventReader(json, validator);
    }

    @Bean
    EventWriter eventWriter(JsonMapper json, @Value("${spring.application.name}") String service) {
        return new EventWriter(json, service);
    }

    @Bean
    EventSender eventSender(KafkaTemplate<String, CloudEvent> kafka, EventWriter writer) {
        return new EventSender(kafka, writer);
    }

    @Bean
    Topics topics(TopicProperties properties) {
        return new Topics(properties);
    }

    @Bean
    NewTopics deadLetterTopic(Topics topics) {
        return topics.deadLetters();
    }

    @Bean
    ListenerContainerCustomizer<AbstractMessageListenerContainer<?, ?>> errorHandling(ProducerFactory<?, ?> producers,
            MeterRegistry meters, @Value("${spring.application.name}") String service) {
        var deadLetters = new DeadLetters(producers.getConfigurationProperties(), meters, service);
        return (container, destination, group) -> {
            container.setCommonErrorHandler(deadLetters.errorHandler(destination));
            // The binder has a setting for whole consumers only, which some partition may
            // keep from ever having nothing to do.
            var properties = container.getContainerProperties();
            properties.setIdlePartitionEventInterval(properties.getIdleEventInterval());
        };
    }

}
