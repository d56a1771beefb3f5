package org.groundswell.analytics.counting;

import java.util.Set;
import java.util.function.Function;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.EventWriter;
import org.groundswell.defaults.events.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.kafka.core.KafkaAdmin.NewTopics;
import tools.jackson.databind.json.JsonMapper;

/** Campaigns and pledges in; tallies, milestones and dead letters out. */
@Configuration
class CountingTopology {

    private static final Logger log = LoggerFactory.getLogger(CountingTopology.class);

    @Bean
    Function<KStream<String, byte[]>, KStream<String, byte[]>[]> count(EventReader reader, EventWriter writer,
            JsonMapper json) {
        return events -> topology(events, reader, writer, json);
    }

    @SuppressWarnings({ "unchecked", "rawtypes" })
    static KStream<String, byte[]>[] topology(KStream<String, byte[]> events, EventReader reader, EventWriter writer,
            JsonMapper json) {
        var said = events.process(new Counting(reader, writer, json));
        return new KStream[] { to(said, Emission.TALLIES), to(said, Emission.MILESTONES),
                to(said, Topics.DEAD_LETTERS) };
    }

    private static KStream<String, byte[]> to(KStream<String, Emission> said, String topic) {
        return said.filter((key, emission) -> emission.topic().equals(topic)).mapValues(Emission::data);
    }

    @Bean
    NewTopics countingTopics(Topics topics) {
        return topics.kept("campaigns", "pledges", Emission.MILESTONES);
    }

    @Bean
    NewTopics tallyTopic(Topics topics) {
        return topics.compacted(Emission.TALLIES);
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

    private static void goOnWhateverHappens(KafkaStreams streams) {
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

    private record Counting(EventReader reader, EventWriter writer,
            JsonMapper json) implements ProcessorSupplier<String, byte[], String, Emission> {

        @Override
        public Processor<String, byte[], String, Emission> get() {
            return new CountingProcessor(reader, writer, json);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return CountingState.stores();
        }

    }

}
