package org.groundswell.system;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Assertions;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody who uses the platform through its gateway, over HTTP alone. */
final class Visitor {

    static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newBuilder()
        .version(HttpClient.Version.HTTP_1_1)
        .connectTimeout(Duration.ofSeconds(5))
        .build();

    private final Platform platform;

    Visitor(Platform platform) {
        this.platform = platform;
    }

    String signIn(String email) {
        var output = Platform.groundswell("token", email, "--data", platform.data().toString());
        if (output.status() != 0) {
            throw new AssertionError("no token: " + output.err());
        }
        return output.out().strip();
    }

    /** Drafts and launches a campaign, and waits until it takes pledges. */
    String launch(String token, String title, long... milestones) {
        return launch(token,
                Map.of("title", title, "standardPledge", "I will listen", "target", 1_000, "milestones", milestones));
    }

    String launch(String token, Map<String, Object> campaign) {
        var draft = post("/api/campaigns", campaign, Map.of("Authorization", "Bearer " + token));
        expect(201, draft);
        var slug = JSON.readTree(draft.body()).at("/slug").stringValue();
        expect(200, post("/api/campaigns/" + slug + "/launch", Map.of(), Map.of("Authorization", "Bearer " + token)));
        Awaitility.await("campaign at pledge-service and analytics-service")
            .atMost(Duration.ofSeconds(30))
            .until(() -> get("/api/campaigns/" + slug + "/pledges").statusCode() == 200
                    && get("/api/campaigns/" + slug + "/tally").statusCode() == 200);
        return slug;
    }

    HttpResponse<String> pledge(String slug, String key, Map<String, Object> fields) {
        return post("/api/campaigns/" + slug + "/pledges", fields, Map.of("Idempotency-Key", key));
    }

    /** Pledges until it is answered 201, as a patient client does: with the same key. */
    String pledgeForSure(String slug, String key, Map<String, Object> fields) {
        return Awaitility.await("acceptance of " + key)
            .atMost(Duration.ofSeconds(90))
            .pollInterval(Duration.ofMillis(100))
            .ignoreExceptions()
            .until(() -> {
                var answer = pledge(slug, key, fields);
                return answer.statusCode() == 201 ? JSON.readTree(answer.body()).at("/id").stringValue() : "";
            }, id -> !id.isEmpty());
    }

    JsonNode tally(String slug) {
        return JSON.readTree(get("/api/campaigns/" + slug + "/tally").body());
    }

    JsonNode awaitTally(String slug, long pledges) {
        return Awaitility.await("tally of " + pledges)
            .atMost(Duration.ofMinutes(3))
            .ignoreExceptions()
            .until(() -> tally(slug), tally -> tally.at("/pledges").longValue(-1) == pledges);
    }

    /** The ids of all pledges on the wall, by walking its pages. */
    List<String> wall(String slug) {
        var ids = new ArrayList<String>();
        var next = platform.site() + "/api/campaigns/" + slug + "/pledges?limit=100";
        while (!next.isEmpty()) {
            var page = JSON.readTree(send(HttpRequest.newBuilder(URI.create(next))).body());
            page.at("/items").valueStream().forEach(item -> ids.add(item.at("/id").stringValue()));
            next = page.at("/links/next").isNull() ? "" : page.at("/links/next").stringValue();
        }
        return ids;
    }

    List<JsonNode> mails(String to) {
        var answer = send(HttpRequest.newBuilder(platform.mailbox().resolve("/api/messages?to=" + to)));
        return JSON.readTree(answer.body()).valueStream().toList();
    }

    HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(platform.site().resolve(path)));
    }

    HttpResponse<String> post(String path, Map<String, Object> body, Map<String, String> headers) {
        var request = HttpRequest.newBuilder(platform.site().resolve(path))
            .timeout(Duration.ofSeconds(20))
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(body)));
        headers.forEach(request::header);
        return send(request);
    }

    HttpResponse<String> send(String method, String path, Map<String, String> headers, String body) {
        var request = HttpRequest.newBuilder(platform.site().resolve(path))
            .timeout(Duration.ofSeconds(60))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
        headers.forEach(request::header);
        return send(request);
    }

    /** Waits for a mail whose subject has what is looked for. */
    JsonNode awaitMail(String to, String subject) {
        return Awaitility.await("mail: " + subject)
            .atMost(Duration.ofSeconds(60))
            .until(() -> mails(to).stream()
                .filter(mail -> mail.at("/subject").stringValue().contains(subject))
                .findFirst(), Optional::isPresent)
            .orElseThrow();
    }

    /**
     * Waits for a mail that is sent once. One that was under way when its sender was
     * stopped or killed may come twice, and says that it is the same.
     */
    void awaitMailOnce(String to, String subject, Duration patience) {
        Awaitility.await("mail: " + subject)
            .atMost(patience)
            .until(() -> mails(to).stream()
                .filter(mail -> mail.at("/subject").stringValue().contains(subject))
                .map(mail -> mail.at("/messageId").stringValue())
                .distinct()
                .count() == 1);
    }

    /** The lines of a stream of server-sent events, until one has what is looked for. */
    List<String> streamUntil(String path, String wanted, Runnable onceConnected) {
        try {
            var request = HttpRequest.newBuilder(platform.site().resolve(path)).timeout(Duration.ofSeconds(60));
            var answer = http.send(request.build(), HttpResponse.BodyHandlers.ofLines());
            onceConnected.run();
            try (var lines = answer.body()) {
                return Assertions.assertTimeoutPreemptively(Duration.ofMinutes(2), () -> linesUntil(wanted, lines),
                        "the stream goes on without " + wanted);
            }
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private static List<String> linesUntil(String wanted, Stream<String> lines) {
        var iterator = lines.iterator();
        var seen = new ArrayList<String>();
        while (iterator.hasNext()) {
            seen.add(iterator.next());
            if (seen.getLast().contains(wanted)) {
                return seen;
            }
        }
        throw new AssertionError("the stream ended without " + wanted + ": " + seen);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    static void expect(int status, HttpResponse<String> answer) {
        if (answer.statusCode() != status) {
            throw new AssertionError(answer.uri() + " answered " + answer.statusCode() + ": " + answer.body());
        }
    }

}
