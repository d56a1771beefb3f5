package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.groundswell.defaults.testing.TopicReader;
import org.junit.jupiter.api.Test;

/** Marked personal data is looked for wherever it does not belong. */
class PrivacyIT {

    private static final String MARK = "xqzmarked";

    private static final List<String> TOPICS = List.of("campaigns", "pledges", "milestones", "tallies");

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    private final List<String> secrets = new ArrayList<>(List.of(MARK));

    private final List<String> addresses = new ArrayList<>();

    @Test
    void nobodysDataIsOnKafkaInLogsInMetricsOrInAddresses() throws Exception {
        var token = visitor.signIn(MARK + ".organiser@example.org");
        secrets.add(token);
        var slug = visitor.launch(token, "Private matters", 1);
        pledge(slug);
        batchHeldAndRemoved(slug, token);
        confirmed(token);
        var erased = Platform.groundswell("erase", MARK + "@example.org", "--yes", "--data",
                platform.data().toString());
        assertThat(erased.status()).as(erased.err()).isZero();
        // The mail of thanks would still be under way otherwise.
        visitor.awaitMail(MARK + "2@example.org", "Thank you");

        assertThat(holds(platform.data().resolve("store"), slug)).as("the search finds what is there").isTrue();
        assertThat(holds(platform.data().resolve("logs"), "pledge-service")).as("the search finds what is there")
            .isTrue();
        var records = TOPICS.stream()
            .flatMap(topic -> TopicReader.read(platform.kafka(), topic, null).stream())
            .map(TopicReader.Received::everything)
            .toList();
        assertThat(records).anyMatch(record -> record.contains(slug));
        for (var wanted : secrets) {
            assertThat(records).as("records with " + wanted).noneMatch(record -> record.contains(wanted));
            assertThat(holds(platform.data().resolve("kafka"), wanted)).as(wanted + " on Kafka").isFalse();
            assertThat(holds(platform.data().resolve("logs"), wanted)).as(wanted + " in logs").isFalse();
            for (var service : List.of("gateway", "campaign-service", "pledge-service", "analytics-service",
                    "notification-service")) {
                assertThat(metrics(service)).contains("jvm_memory").doesNotContain(wanted);
            }
        }
        assertThat(addresses).isNotEmpty().noneMatch(address -> address.contains(MARK));
    }

    private void pledge(String slug) {
        var answer = visitor.pledge(slug, MARK + "-key-1", Map.of("text", MARK + " words", "displayName",
                MARK + " name", "email", MARK + "@example.org", "updates", true, "place", "QWO"));
        Visitor.expect(201, answer);
        var links = Visitor.JSON.readTree(answer.body()).at("/links");
        addresses.add(answer.headers().firstValue("Location").orElseThrow());
        addresses.add(links.at("/self").stringValue());
        addresses.add(links.at("/manage").stringValue());
        var secret = links.at("/manage").stringValue().replaceFirst(".*#", "");
        secrets.add(secret);
        // Refusals are logged, too.
        visitor.pledge(slug, MARK + "-key-1", Map.of("text", MARK + " other words"));
        visitor.post("/api/campaigns/" + slug + "/pledges", Map.of(MARK, MARK, "people", MARK), Map.of());
        visitor.post("/api/campaigns/" + slug + "/pledges", Map.of("email", MARK), Map.of());
        visitor.send("POST", "/api/campaigns/" + slug + "/pledges", Map.of("Content-Type", "application/json"),
                "{\"text\": \"" + MARK);
        visitor.awaitTally(slug, 1);
    }

    private void batchHeldAndRemoved(String slug, String token) {
        var organiser = Map.of("Authorization", "Bearer " + token, "Content-Type", "application/x-ndjson");
        var answer = visitor.send("POST", "/api/campaigns/" + slug + "/pledges/batch", organiser, """
                {"key": "%1$s-key-2", "text": "%1$s 943 476 5919", "displayName": "%1$s"}
                {"key": "%1$s-key-3", "text": "%1$s", "people": "%1$s"}
                %1$s
                """.formatted(MARK));
        Visitor.expect(200, answer);
        var id = Visitor.JSON.readTree(answer.body().lines().findFirst().orElseThrow()).at("/id").stringValue();
        Visitor.expect(204,
                visitor.send("POST", "/api/campaigns/" + slug + "/pledges/" + id + "/remove", organiser, ""));
    }

    private void confirmed(String token) {
        var slug = visitor.launch(token, Map.of("title", "Private matters, confirmed", "standardPledge",
                "I will listen", "verification", "email"));
        Visitor.expect(202, visitor.pledge(slug, MARK + "-key-4",
                Map.of("text", MARK + " words", "email", MARK + "2@example.org")));
        var link = visitor.awaitMail(MARK + "2@example.org", "confirm")
            .at("/text")
            .stringValue()
            .lines()
            .filter(line -> line.contains("?token="))
            .findFirst()
            .orElseThrow()
            .strip();
        addresses.add(link);
        secrets.add(link.replaceFirst(".*token=", ""));
        var path = link.replaceFirst("^https?://[^/]+", "");
        visitor.get(path);
        Visitor.expect(201, visitor.send("POST", path, Map.of("Accept", "application/json"), ""));
        visitor.send("POST", path + "x", Map.of("Accept", "application/json"), "");
    }

    private String metrics(String service) throws Exception {
        var url = platform.runFile(service).at("/url").stringValue() + "/actuator/prometheus";
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        }
    }

    private static boolean holds(Path folder, String wanted) throws IOException {
        assertThat(folder).isDirectory();
        var search = new Search(wanted);
        Files.walkFileTree(folder, search);
        return search.found;
    }

    /** Looks through files that are in use: some are gone when their turn comes. */
    private static final class Search extends SimpleFileVisitor<Path> {

        private final String wanted;

        private boolean found;

        Search(String wanted) {
            this.wanted = wanted;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            try {
                // Bytes one to one, so that binary files can be searched.
                found = found || new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted);
                return FileVisitResult.CONTINUE;
            }
            catch (IOException unreadable) {
                return visitFileFailed(file, unreadable);
            }
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (failure instanceof NoSuchFileException) {
                return FileVisitResult.CONTINUE;
            }
            throw failure;
        }

    }

}
