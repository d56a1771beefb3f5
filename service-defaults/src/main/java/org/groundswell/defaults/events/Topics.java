package org.groundswell.defaults.events;

import java.util.Arrays;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.springframework.kafka.config.TopicBuilder;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The two kinds of topics that events travel on, and where unreadable records end. */
public final class Topics {

    /** The topic that takes what could not be read, from every service. */
    public static final String DEAD_LETTERS = "dead-letters";

    private final TopicProperties properties;

    /**
     * Creates topics by an installation's properties.
     * @param properties partitions and replicas
     */
    public Topics(TopicProperties properties) {
        this.properties = properties;
    }

    /**
     * Topics whose events are kept for ever, so that whatever was built from them can be
     * built again.
     * @param names the topics' names
     * @return what {@code KafkaAdmin} makes of it: missing ones are created, others get
     * the same settings
     */
    public NewTopics kept(String... names) {
        return new NewTopics(Arrays.stream(names)
            .map(name -> topic(name).config(TopicConfig.RETENTION_MS_CONFIG, "-1").build())
            .toArray(NewTopic[]::new));
    }

    /**
     * A topic of which the newest record of each key stays.
     * @param name the topic's name
     * @return what {@code KafkaAdmin} makes of it
     */
    public NewTopics compacted(String name) {
        return new NewTopics(topic(name).compact().build());
    }

    /**
     * Where unreadable records are kept, with room for more than the largest record that
     * another topic takes.
     * @return what {@code KafkaAdmin} makes of it
     */
    NewTopics deadLetters() {
        return new NewTopics(topic(DEAD_LETTERS).config(TopicConfig.RETENTION_MS_CONFIG, "-1")
            .config(TopicConfig.MAX_MESSAGE_BYTES_CONFIG, String.valueOf(DeadLetter.LARGEST_LETTER))
            .build());
    }

    private TopicBuilder topic(String name) {
        return TopicBuilder.name(name).partitions(properties.partitions()).replicas(properties.replicas());
    }

}
