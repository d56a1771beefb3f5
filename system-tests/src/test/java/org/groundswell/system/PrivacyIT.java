package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Marked personal data is looked for wherever it does not belong. */
class PrivacyIT {

    private static final String MARK = "xqzmarked";

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void nobodysDataIsOnKafkaInLogsOrInMetrics() throws Exception {
        var slug = visitor.launch(visitor.signIn(MARK + ".organiser@example.org"), "Private matters", 1);
        var answer = visitor.pledge(slug, MARK + "-key-1", Map.of("text", MARK + " words", "displayName",
                MARK + " name", "email", MARK + "@example.org", "place", "QWO"));
        Visitor.expect(201, answer);
        var secret = Visitor.JSON.readTree(answer.body()).at("/links/manage").stringValue().replaceFirst(".*#", "");
        // Refusals are logged, too.
        visitor.pledge(slug, MARK + "-key-1", Map.of("text", MARK + " other words"));
        visitor.post("/api/campaigns/" + slug + "/pledges", Map.of(MARK, MARK, "people", MARK), Map.of());
        visitor.awaitTally(slug, 1);

        assertThat(holds(platform.data().resolve("store"), slug)).as("the search finds what is there").isTrue();
        assertThat(holds(platform.data().resolve("kafka"), slug)).as("the search finds what is there").isTrue();
        for (var wanted : List.of(MARK, secret)) {
            assertThat(holds(platform.data().resolve("kafka"), wanted)).as(wanted + " on Kafka").isFalse();
            assertThat(holds(platform.data().resolve("logs"), wanted)).as(wanted + " in logs").isFalse();
            for (var service : List.of("campaign-service", "pledge-service", "analytics-service",
                    "notification-service")) {
                assertThat(metrics(service)).contains("jvm_memory").doesNotContain(wanted);
            }
        }
    }

    private String metrics(String service) throws Exception {
        var url = platform.runFile(service).at("/url").stringValue() + "/actuator/prometheus";
        try (var http = HttpClient.newHttpClient()) {
            return http.send(HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        }
    }

    private static boolean holds(Path folder, String wanted) throws IOException {
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> {
                try {
                    // Bytes one to one, so that binary files can be searched.
                    return new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).contains(wanted);
                }
                catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            });
        }
    }

}
