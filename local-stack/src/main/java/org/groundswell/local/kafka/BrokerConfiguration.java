package org.groundswell.local.kafka;

import java.nio.file.Path;
import java.util.Properties;

/**
 * The properties of the one broker, which is its own controller.
 *
 * @param dir where it keeps its log
 * @param port for clients
 * @param controllerPort for itself
 */
record BrokerConfiguration(Path dir, int port, int controllerPort) {

    /**
     * What nobody sends to unless it was made on purpose; history is for ever, since
     * counts are rebuilt from it.
     */
    Properties toProperties() {
        Properties properties = new Properties();
        properties.setProperty("process.roles", "broker,controller");
        properties.setProperty("node.id", "1");
        properties.setProperty("controller.quorum.bootstrap.servers", "127.0.0.1:" + this.controllerPort);
        properties.setProperty("controller.listener.names", "CONTROLLER");
        properties.setProperty("listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(this.port, this.controllerPort));
        properties.setProperty("advertised.listeners",
                "PLAINTEXT://127.0.0.1:%d,CONTROLLER://127.0.0.1:%d".formatted(this.port, this.controllerPort));
        properties.setProperty("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        properties.setProperty("log.dirs", this.dir.toString());
        properties.setProperty("auto.create.topics.enable", "false");
        properties.setProperty("num.partitions", "6");
        properties.setProperty("log.retention.ms", "-1");
        properties.setProperty("default.replication.factor", "1");
        properties.setProperty("min.insync.replicas", "1");
        properties.setProperty("offsets.topic.num.partitions", "6");
        properties.setProperty("offsets.topic.replication.factor", "1");
        properties.setProperty("transaction.state.log.num.partitions", "6");
        properties.setProperty("transaction.state.log.replication.factor", "1");
        properties.setProperty("transaction.state.log.min.isr", "1");
        properties.setProperty("share.coordinator.state.topic.num.partitions", "1");
        properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
        properties.setProperty("share.coordinator.state.topic.min.isr", "1");
        properties.setProperty("group.initial.rebalance.delay.ms", "0");
        // One broker on a few processors: the cleaner's default buffer alone is 128 MB.
        properties.setProperty("log.cleaner.dedupe.buffer.size", "33554432");
        return properties;
    }

}
