package org.groundswell.local.kafka;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;

import kafka.Kafka;
import kafka.tools.StorageTool;
import org.apache.kafka.common.Uuid;

/**
 * The broker as a process of its own: {@code BrokerServer DIR PORT CONTROLLER_PORT}. It
 * formats the folder when it is new, and runs until it is told to end.
 */
public final class BrokerServer {

    private BrokerServer() {
    }

    /**
     * Formats the folder if need be and runs the broker.
     * @param args the folder, the port for clients and the controller's port
     * @throws IOException when the folder cannot be written
     */
    public static void main(String[] args) throws IOException {
        Path dir = Path.of(args[0]).toAbsolutePath();
        Path log = dir.resolve("log");
        Path properties = dir.resolve("server.properties");
        Files.createDirectories(dir);
        try (Writer writer = Files.newBufferedWriter(properties)) {
            new BrokerConfiguration(log, Integer.parseInt(args[1]), Integer.parseInt(args[2])).toProperties()
                .store(writer, null);
        }
        if (!Files.exists(log.resolve("meta.properties"))) {
            int status = StorageTool.execute(new String[] { "format", "--standalone", "--ignore-formatted",
                    "--cluster-id", Uuid.randomUuid().toString(), "--config", properties.toString() }, System.out);
            if (status != 0) {
                System.exit(status);
            }
        }
        Kafka.main(new String[] { properties.toString() });
    }

}
