package org.groundswell.defaults.testing;

import java.util.Map;
import java.util.UUID;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.testcontainers.kafka.KafkaContainer;
import org.testcontainers.mongodb.MongoDBContainer;
import org.testcontainers.utility.DockerImageName;

/** Runs a test against MongoDB and Kafka in containers; see {@link RunsOnContainers}. */
public final class ContainerBackends implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        TestPropertyValues
            .of(Map.of("spring.mongodb.uri", Running.MONGODB.getReplicaSetUrl("test-" + UUID.randomUUID()),
                    "spring.kafka.bootstrap-servers", Running.KAFKA.getBootstrapServers()))
            .and("groundswell.topics.partitions=2", "groundswell.internal.secret=" + TestSecrets.INTERNAL)
            .applyTo(context);
    }

    /** Started when first needed, stopped by Testcontainers when the process ends. */
    private static final class Running {

        static final MongoDBContainer MONGODB = started(
                new MongoDBContainer(DockerImageName.parse("mongo:8.0.15")).withReplicaSet());

        static final KafkaContainer KAFKA = started(new KafkaContainer(DockerImageName.parse("apache/kafka:4.1.1")));

        private static <C extends org.testcontainers.containers.GenericContainer<?>> C started(C container) {
            container.start();
            return container;
        }

    }

}
