package org.groundswell.analytics.counting;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.Consumed;
import org.groundswell.analytics.Generation;
import org.groundswell.analytics.Generations;
import org.groundswell.analytics.Generations.Standing;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.StreamsBuilderFactoryBean;
import org.springframework.stereotype.Component;

/**
 * Runs the count that everybody sees, and one that is made anew beside it when that was
 * begun. When the platform turns to the new one, this instance ends the old one, and the
 * new one goes on; it says nothing until no instance counts for the old one any more and
 * it is known what that has announced.
 */
@Component
class CountingControl implements SmartLifecycle, Role {

    private static final Logger log = LoggerFactory.getLogger(CountingControl.class);

    private static final Duration LOOK = Duration.ofSeconds(1);

    /**
     * Whoever has not looked for so long was stopped, and must look first: others may
     * have gone on without it.
     */
    private static final Duration ASLEEP = Duration.ofSeconds(5);

    private final Generations generations;

    private final Counting counting;

    private final CountedTopics topics;

    private final ListableBeanFactory beans;

    private final ScheduledExecutorService looks = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().name("counting-control").daemon().factory());

    private volatile @Nullable Count main;

    private volatile @Nullable Count beside;

    private volatile long looked;

    private volatile boolean running;

    CountingControl(Generations generations, Counting counting, CountedTopics topics, ListableBeanFactory beans) {
        this.generations = generations;
        this.counting = counting;
        this.topics = topics;
        this.beans = beans;
    }

    static String applicationId(Generation generation) {
        return generation.equals(Generation.FIRST) ? "analytics-counting" : "analytics-counting-" + generation.number();
    }

    @Override
    public Generation generation() {
        return main().generation;
    }

    @Override
    public Voice voice() {
        return main == null ? Voice.SILENT : main().voice();
    }

    @Override
    public Map<String, MilestoneReached> announced() {
        return main().announced;
    }

    private Count main() {
        return Objects.requireNonNull(main, "is not counting");
    }

    @Override
    public void start() {
        running = true;
        looks.scheduleWithFixedDelay(this::look, 0, LOOK.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            arrange(generations.read());
        }
        catch (RuntimeException failed) {
            // What cannot be found out has not changed: turning needs Kafka too.
            log.warn("could not look which count is to be seen: {}", failed.toString());
        }
        looked = System.nanoTime();
    }

    private synchronized void arrange(Standing standing) {
        if (!running) {
            return;
        }
        if (main == null) {
            begin(standing.current());
        }
        if (!main().generation.equals(standing.current())) {
            turnTo(standing.current());
        }
        if (!main().alone) {
            beAlone(main(), new Generation(standing.current().number() - 1));
        }
        if (standing.next() != null && beside == null) {
            beside = countBeside(standing.next());
        }
    }

    /** The binder's count is of the generation that is seen when this instance starts. */
    private void begin(Generation generation) {
        var streams = streams();
        streams.setStreamsConfiguration(settings(streams, generation));
        main = new Count(generation, null);
        looked = System.nanoTime();
        streams.start();
        log.atInfo().addKeyValue("generation", generation.number()).log("counting");
    }

    private void turnTo(Generation generation) {
        main().stop();
        var anew = beside;
        beside = null;
        if (anew != null && !anew.generation.equals(generation)) {
            // Others turned to it and past it while this instance was asleep.
            anew.stop();
            anew = null;
        }
        main = anew == null ? countBeside(generation) : anew;
        log.atInfo().addKeyValue("generation", generation.number()).log("turned to the new count");
    }

    private void beAlone(Count count, Generation before) {
        if (topics.nobodyCounts(applicationId(before))) {
            count.announced = topics.announced();
            count.alone = true;
            topics.forget(applicationId(before));
        }
    }

    private Count countBeside(Generation generation) {
        var builder = new StreamsBuilder();
        var count = new Count(generation, builder);
        count.announced = topics.announced();
        count.streams = new KafkaStreams(builder.build(), settings(streams(), generation));
        CountingTopology.goOnWhateverHappens(count.streams);
        count.streams.start();
        log.atInfo().addKeyValue("generation", generation.number()).log("counting anew");
        return count;
    }

    private StreamsBuilderFactoryBean streams() {
        return beans.getBeanProvider(StreamsBuilderFactoryBean.class).getObject();
    }

    private static Properties settings(StreamsBuilderFactoryBean streams, Generation generation) {
        var settings = new Properties();
        settings.putAll(Objects.requireNonNull(streams.getStreamsConfiguration()));
        settings.setProperty(StreamsConfig.APPLICATION_ID_CONFIG, applicationId(generation));
        return settings;
    }

    @Override
    public synchronized void stop() {
        running = false;
        looks.shutdownNow();
        if (beside != null) {
            beside.stop();
        }
        if (main != null) {
            main.stop();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A count that this instance takes part in. */
    private final class Count implements Role {

        private final Generation generation;

        private volatile Map<String, MilestoneReached> announced = Map.of();

        private volatile boolean alone;

        private @Nullable KafkaStreams streams;

        /**
         * A count.
         * @param generation which
         * @param builder of its own streams; null: the binder runs it
         */
        Count(Generation generation, @Nullable StreamsBuilder builder) {
            this.generation = generation;
            this.alone = generation.equals(Generation.FIRST);
            if (builder != null) {
                counting.of(builder.stream(CountedTopics.INPUTS, Consumed.with(Serdes.String(), Serdes.ByteArray())),
                        this);
            }
        }

        @Override
        public Generation generation() {
            return generation;
        }

        @Override
        public Voice voice() {
            if (this != main) {
                return Voice.ASIDE;
            }
            return alone && System.nanoTime() - looked < ASLEEP.toNanos() ? Voice.ALOUD : Voice.SILENT;
        }

        @Override
        public Map<String, MilestoneReached> announced() {
            return announced;
        }

        void stop() {
            if (streams == null) {
                streams().stop();
            }
            else {
                streams.close();
            }
        }

    }

}
