package org.groundswell.local.platform;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import org.groundswell.local.process.CannotRun;
import org.jspecify.annotations.Nullable;

/**
 * What a user chose for a run.
 *
 * @param projectRoot where the built modules are
 * @param data the data folder
 * @param fresh whether to delete what is in it first
 * @param replicas how many instances of a service, 1 to 9; 1 for a service that is not
 * named
 * @param limits whether the limits per client hold
 * @param noOp whether to answer requests that do nothing, which a benchmark measures by
 * @param portOffset added to every port, 0 to 50000
 * @param mongodbUri a MongoDB to use, null for the embedded store
 * @param kafka host and port of a broker to use, null to start one
 * @param smtp host and port of a mail server to use, null to start the mailbox
 */
public record PlatformOptions(Path projectRoot, Path data, boolean fresh, Map<String, Integer> replicas, boolean limits,
        boolean noOp, int portOffset, @Nullable String mongodbUri, @Nullable String kafka, @Nullable String smtp) {

    /**
     * Services that can have several instances. The gateway is the one address that
     * clients know.
     */
    static final List<String> REPLICABLE = List.of("campaign-service", "pledge-service", "analytics-service",
            "notification-service");

    private static final Pattern HOST_AND_PORT = Pattern.compile("[^\\s:/]+:\\d{1,5}");

    /**
     * Refuses what makes no sense.
     * @throws CannotRun with one line that names the option
     */
    public PlatformOptions {
        replicas = Map.copyOf(replicas);
        replicas.forEach((service, count) -> {
            if (!REPLICABLE.contains(service)) {
                throw new CannotRun("--replicas: there is no service '%s' to have several of; it can be %s"
                    .formatted(service, String.join(", ", REPLICABLE)));
            }
            if (count < 1 || count > 9) {
                throw new CannotRun("--replicas: %s=%d is not between 1 and 9".formatted(service, count));
            }
        });
        if (portOffset < 0 || portOffset > 50000) {
            throw new CannotRun("--port-offset: %d is not between 0 and 50000".formatted(portOffset));
        }
        if (mongodbUri != null && !mongodbUri.matches("mongodb(\\+srv)?://.+")) {
            throw new CannotRun("--mongodb-uri: a MongoDB URI starts with mongodb:// or mongodb+srv://");
        }
        requireHostAndPort("--kafka", kafka);
        requireHostAndPort("--smtp", smtp);
    }

    /**
     * Refuses what is no address.
     * @param option that it was given with
     * @param value null when it was not given
     * @throws CannotRun with one line that names the option
     */
    public static void requireHostAndPort(String option, @Nullable String value) {
        if (value != null && !HOST_AND_PORT.matcher(value).matches()) {
            throw new CannotRun("%s: '%s' is not of the form HOST:PORT".formatted(option, value));
        }
    }

    int replicasOf(String service) {
        return this.replicas.getOrDefault(service, 1);
    }

    int port(int standard) {
        return standard + this.portOffset;
    }

}
