package org.groundswell.defaults.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.groundswell.local.store.EmbeddedStore;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.kafka.test.EmbeddedKafkaKraftBroker;

/**
 * Runs a test against a real Kafka broker and the embedded store, both in this process.
 * They are started once and serve all of a module's tests; each application context has a
 * database of its own.
 */
public final class LocalBackends implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    /** Ten seconds are too few where a group of consumers is formed anew. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        Awaitility.setDefaultTimeout(PATIENCE);
        TestPropertyValues
            .of(Map.of("spring.mongodb.uri", Running.STORE.connectionString(newDatabase()),
                    "spring.kafka.bootstrap-servers", Running.BROKER.getBrokersAsString()))
            .and("groundswell.topics.partitions=2", "groundswell.internal.secret=" + TestSecrets.INTERNAL)
            .applyTo(context);
    }

    private static String newDatabase() {
        return "test-" + UUID.randomUUID();
    }

    /** Started when first needed. */
    private static final class Running {

        static final EmbeddedStore STORE = startStore();

        static final EmbeddedKafkaKraftBroker BROKER = startBroker();

        private static EmbeddedStore startStore() {
            try {
                var store = EmbeddedStore.start(Files.createTempDirectory("store"), 0);
                Runtime.getRuntime().addShutdownHook(new Thread(store::close));
                return store;
            }
            catch (IOException thrown) {
                throw new UncheckedIOException(thrown);
            }
        }

        private static EmbeddedKafkaKraftBroker startBroker() {
            var broker = new EmbeddedKafkaKraftBroker(1, 2);
            broker.brokerProperty("auto.create.topics.enable", "false");
            broker.brokerProperty("offsets.topic.num.partitions", "2");
            broker.brokerProperty("transaction.state.log.num.partitions", "2");
            broker.brokerProperty("transaction.state.log.replication.factor", "1");
            broker.brokerProperty("transaction.state.log.min.isr", "1");
            broker.brokerProperty("group.initial.rebalance.delay.ms", "0");
            broker.afterPropertiesSet();
            Runtime.getRuntime().addShutdownHook(new Thread(broker::destroy));
            return broker;
        }

    }

}
