package org.groundswell.analytics.counting;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorSupplier;
import org.apache.kafka.streams.state.StoreBuilder;
import org.groundswell.defaults.events.DeadLetter;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.EventWriter;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Campaigns and pledges in; tallies, their periods, milestones and dead letters out.
 */
@Component
class Counting {

    private final EventReader reader;

    private final EventWriter writer;

    private final JsonMapper json;

    private final Map<String, Counter> deadLetters;

    Counting(EventReader reader, EventWriter writer, JsonMapper json, MeterRegistry meters) {
        this.reader = reader;
        this.writer = writer;
        this.json = json;
        this.deadLetters = CountedTopics.INPUTS.stream()
            .collect(Collectors.toUnmodifiableMap(topic -> topic, topic -> DeadLetter.counter(meters, topic)));
    }

    /**
     * Counts.
     * @param events CampaignLaunched, CampaignClosed, PledgeMade and PledgeWithdrawn
     * @param role what the count is there for
     */
    void of(KStream<String, byte[]> events, Role role) {
        events.process(new Processors(role))
            .to((key, emission, context) -> emission.topic(), Produced.with(Serdes.String(), Emission.SERDE));
    }

    private final class Processors implements ProcessorSupplier<String, byte[], String, Emission> {

        private final Role role;

        Processors(Role role) {
            this.role = role;
        }

        @Override
        public Processor<String, byte[], String, Emission> get() {
            return new CountingProcessor(role, reader, writer, json, deadLetters);
        }

        @Override
        public Set<StoreBuilder<?>> stores() {
            return CountingState.stores();
        }

    }

}
