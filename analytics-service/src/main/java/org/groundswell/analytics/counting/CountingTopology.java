package org.groundswell.analytics.counting;

import java.util.function.Consumer;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.KStream;
import org.groundswell.defaults.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;

/** The count that everybody sees, and the topics it writes to. */
@Configuration
class CountingTopology {

    private static final Logger log = LoggerFactory.getLogger(CountingTopology.class);

    @Bean
    Consumer<KStream<String, byte[]>> count(Counting counting, CountingControl control) {
        return events -> counting.of(events, control);
    }

    @Bean
    NewTopics countingTopics(Topics topics) {
        return topics.kept("campaigns", "pledges", Emission.MILESTONES);
    }

    @Bean
    NewTopics tallyTopic(Topics topics) {
        return topics.compacted(Emission.TALLIES);
    }

    @Bean
    NewTopics generationTopic(Topics topics) {
        return topics.compacted("generations");
    }

    @Bean
    NewTopics recountTopic(Topics topics) {
        return topics.compacted(Emission.RECOUNTS);
    }

    @Bean
    NewTopics periodTopic(Topics topics) {
        return topics.compacted(Emission.PERIODS);
    }

    /**
     * Whatever a thread dies of, counting goes on: its transaction was rolled back, and
     * another thread takes up. When Kafka Streams gives up all the same, so does this
     * process: whoever runs it starts it again, and nothing is half-counted.
     * <p>
     * The binder sets a handler of its own after all configurers, which would end the
     * counting and leave the process, so this one is set on the finished streams.
     */
    @Bean
    static BeanPostProcessor countingGoesOn() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessAfterInitialization(Object bean, String name) {
                if (bean instanceof StreamsBuilderFactoryBean factory) {
                    factory.setKafkaStreamsCustomizer(CountingTopology::goOnWhateverHappens);
                }
                return bean;
            }
        };
    }

    static void goOnWhateverHappens(KafkaStreams streams) {
        streams.setUncaughtExceptionHandler(thrown -> {
            log.error("counting was interrupted and goes on", thrown);
            return StreamThreadExceptionResponse.REPLACE_THREAD;
        });
        streams.setStateListener((state, before) -> {
            log.atInfo().addKeyValue("state", state).log("counting");
            if (state == KafkaStreams.State.ERROR) {
                log.error("counting cannot go on in this process");
                // Without closing anything: that could wait for what has just failed, and
                // a killed process loses nothing either.
                Runtime.getRuntime().halt(1);
            }
        });
    }

}
