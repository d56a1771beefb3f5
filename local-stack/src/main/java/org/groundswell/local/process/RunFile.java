package org.groundswell.local.process;

import java.time.Instant;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What {@code DIR/run/NAME.json} tells of a running process.
 *
 * @param name such as {@code pledge-service-2}
 * @param pid of the process
 * @param url where it listens
 * @param port the same as a number
 * @param startedAt when the process started, which with the pid is its identity
 * @param smtp where the mailbox takes mail, as host and port; null for every other
 * process
 * @param kafka the brokers that a service uses, as hosts and ports; null for every other
 * process
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RunFile(String name, long pid, String url, int port, Instant startedAt, @Nullable String smtp,
        @Nullable String kafka) {

    /** How a process's command line tells that it is ours, and which. */
    static String marker(String name) {
        return "-Dgroundswell.process=" + name;
    }

    /**
     * The process, if it is still that one and not another that got its pid later.
     * @return a handle, empty when the process has ended
     */
    public Optional<ProcessHandle> process() {
        return ProcessHandle.of(this.pid)
            .filter(ProcessHandle::isAlive)
            .filter((handle) -> handle.info().startInstant().map(this.startedAt::equals).orElse(false))
            .filter((handle) -> handle.info()
                .commandLine()
                .map((line) -> line.contains(marker(this.name)))
                .orElse(true));
    }

    /**
     * What to ask whether it is ready, see {@link Probe}.
     * @return an address
     */
    public String readyUrl() {
        return readyUrl(this.name, this.url);
    }

    static String readyUrl(String name, String url) {
        return (url.startsWith("http") && !name.equals("mailbox")) ? url + "/actuator/health/readiness" : url;
    }

}
