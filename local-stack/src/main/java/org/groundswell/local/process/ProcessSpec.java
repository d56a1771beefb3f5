package org.groundswell.local.process;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * How one process is started and known to be ready.
 *
 * @param name such as {@code pledge-service-2}
 * @param jvmOptions for Java, with the class path but without the main class
 * @param program what comes after the options: the main class or {@code -jar FILE}, and
 * the arguments
 * @param environment added to the launcher's own
 * @param url where it listens
 * @param smtp where it takes mail, null where it takes none
 * @param log where its output goes
 */
public record ProcessSpec(String name, List<String> jvmOptions, List<String> program, Map<String, String> environment,
        URI url, @Nullable String smtp, Path log) {

    /** The brokers that it was told to use, null when none. */
    @Nullable String kafka() {
        return this.environment.get("SPRING_KAFKA_BOOTSTRAP_SERVERS");
    }

    URI ready() {
        return URI.create(RunFile.readyUrl(this.name, this.url.toString()));
    }

}
