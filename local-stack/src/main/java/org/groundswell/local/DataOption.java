package org.groundswell.local;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import org.groundswell.local.client.AnalyticsService;
import org.groundswell.local.client.PledgeService;
import org.groundswell.local.client.SignIn;
import org.groundswell.local.client.Site;
import org.groundswell.local.platform.DataFolder;
import org.groundswell.local.process.CannotRun;
import org.groundswell.local.process.RunFile;
import org.groundswell.local.process.RunFolder;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * The data folder that a command works on, and what runs on it.
 */
final class DataOption {

    @Option(names = "--data", paramLabel = "DIR", description = "The data folder (default: data/ in the project).")
    private @Nullable Path data;

    /** The project's root, as the start script found it. */
    static Path projectRoot() {
        return Path.of(System.getProperty("groundswell.root", "")).toAbsolutePath();
    }

    Path folder() {
        return ((this.data != null) ? this.data : projectRoot().resolve("data")).toAbsolutePath().normalize();
    }

    boolean isGiven() {
        return this.data != null;
    }

    RunFolder runFolder() {
        return DataFolder.runFolder(folder());
    }

    Optional<String> url(String process) throws IOException {
        return runFolder().find(process).filter((file) -> file.process().isPresent()).map(RunFile::url);
    }

    /** The site that runs on the folder. */
    Site site() throws IOException {
        return new Site(url("gateway").orElseThrow(this::nothingRuns));
    }

    /** Any instance of pledge-service that runs on the folder. */
    PledgeService pledgeService() throws IOException {
        return new PledgeService(urlOfAny("pledge-service"), DataFolder.internalSecret(folder()));
    }

    /** Any instance of analytics-service that runs on the folder. */
    AnalyticsService analyticsService() throws IOException {
        return new AnalyticsService(urlOfAny("analytics-service"), DataFolder.internalSecret(folder()));
    }

    private String urlOfAny(String service) throws IOException {
        return runFolder().list()
            .stream()
            .filter((file) -> file.name().startsWith(service) && file.process().isPresent())
            .map(RunFile::url)
            .findFirst()
            .orElseThrow(this::nothingRuns);
    }

    /** The Kafka that the platform on the folder uses, its own or another. */
    String kafka() throws IOException {
        return runFolder().list()
            .stream()
            .filter((file) -> file.process().isPresent())
            .flatMap((file) -> Stream.ofNullable(file.kafka()))
            .findFirst()
            .orElseThrow(this::nothingRuns);
    }

    private CannotRun nothingRuns() {
        return new CannotRun("no platform runs on %s; start one with: ./groundswell up".formatted(folder()));
    }

    Optional<SignIn> signIn(Site site) throws IOException {
        return url("mailbox").map((mailbox) -> new SignIn(site, mailbox));
    }

}
