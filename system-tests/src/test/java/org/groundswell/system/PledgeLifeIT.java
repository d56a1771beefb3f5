package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * What becomes of pledges beyond being made: confirmed, taken back, looked at, typed in.
 */
class PledgeLifeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void aPledgeIsConfirmedByMailAndTakenBackAgain() {
        var slug = visitor.launch(visitor.signIn("life@example.org"),
                Map.of("title", "Confirmed by mail", "standardPledge", "I will listen", "verification", "email"));
        var answer = visitor.pledge(slug, "life-key-1", Map.of("email", "pat@example.org", "people", 4));
        assertThat(answer.statusCode()).isEqualTo(202);
        assertThat(answer.body()).isEqualTo("{\"status\":\"check-your-email\"}");

        var link = linkIn(visitor.awaitMail("pat@example.org", "confirm"), "/pledges/confirm?token=");
        assertThat(visitor.get(link).statusCode()).isEqualTo(200);
        assertThat(visitor.get(link).body()).contains("<form").contains("method=\"post\"");
        assertThat(visitor.tally(slug).at("/pledges").longValue()).isZero();
        var confirmed = visitor.send("POST", link, Map.of("Accept", "application/json"), "");
        Visitor.expect(201, confirmed);
        assertThat(visitor.awaitTally(slug, 1).at("/people").longValue()).isEqualTo(4);

        visitor.pledge(slug, "life-key-2", Map.of("email", "PAT@example.org"));
        visitor.awaitMail("pat@example.org", "already");

        var manage = linkIn(visitor.awaitMail("pat@example.org", "Thank you"), "/pledges/");
        assertThat(manage).isEqualTo(pathOf(Visitor.JSON.readTree(confirmed.body()).at("/links/manage").stringValue()));
        var id = manage.replaceAll(".*/pledges/|#.*", "");
        var secret = manage.replaceFirst(".*#", "");
        assertThat(withdraw(id, "not-the-secret")).isEqualTo(403);
        assertThat(withdraw(id, secret)).isEqualTo(204);
        assertThat(withdraw(id, secret)).isEqualTo(204);
        var tally = visitor.awaitTally(slug, 0);
        assertThat(tally.at("/people").longValue()).isZero();
        assertThat(tally.at("/withdrawn").longValue()).isEqualTo(1);
        assertThat(visitor.wall(slug)).isEmpty();
        assertThat(visitor.get("/api/pledges/" + id).statusCode()).isEqualTo(404);
    }

    @Test
    void whatCouldBeSomebodysDataIsShownWhenAnOrganiserHasLookedAtIt() {
        var token = visitor.signIn("looks@example.org");
        var slug = visitor.launch(token, "Looked at");
        var organiser = Map.of("Authorization", "Bearer " + token);
        Visitor.expect(201, visitor.pledge(slug, "held-key-1", Map.of("text", "For patient 943 476 5919")));
        Visitor.expect(201, visitor.pledge(slug, "held-key-2", Map.of("text", "Call me on 020 7946 0018")));
        visitor.awaitTally(slug, 2);
        assertThat(visitor.wall(slug)).isEmpty();

        var pledges = "/api/campaigns/" + slug + "/pledges/";
        assertThat(visitor.get(pledges + "held").statusCode()).isEqualTo(401);
        var others = Map.of("Authorization", "Bearer " + visitor.signIn("other@example.org"));
        assertThat(visitor.send("GET", pledges + "held", others, "").statusCode()).isEqualTo(403);
        var held = Visitor.JSON.readTree(visitor.send("GET", pledges + "held", organiser, "").body()).at("/items");
        assertThat(held.valueStream().map(item -> item.at("/reasons/0").stringValue())).containsExactly("phone-number",
                "nhs-number");
        var phone = held.at("/0/id").stringValue();
        var patient = held.at("/1/id").stringValue();
        Visitor.expect(200, visitor.send("POST", pledges + phone + "/release", organiser, ""));
        Visitor.expect(204, visitor.send("POST", pledges + patient + "/remove", organiser, ""));
        visitor.awaitTally(slug, 1);
        assertThat(visitor.wall(slug)).containsExactly(phone);
    }

    @Test
    void aBatchIsTypedInTwiceAndCountsOnce() {
        var token = visitor.signIn("stall@example.org");
        var slug = visitor.launch(token, "At the stall");
        var lines = IntStream.rangeClosed(1, 10_000)
            .mapToObj(i -> i == 5_000 ? "{\"key\": \"paper-5000\", \"people\": 0}"
                    : "{\"key\": \"paper-%05d\", \"people\": %d, \"place\": \"QWO\"}".formatted(i, 1 + i % 3))
            .collect(Collectors.joining("\n"));
        var first = batch(slug, token, lines);
        var statuses = first.lines()
            .map(Visitor.JSON::readTree)
            .collect(Collectors.groupingBy(line -> line.at("/status").intValue(), Collectors.counting()));
        assertThat(statuses).isEqualTo(Map.of(201, 9_999L, 400, 1L));
        assertThat(batch(slug, token, lines)).isEqualTo(first);
        // Whoever still writes when it is answered may see the connection end first.
        var stranger = await().atMost(PATIENCE)
            .ignoreException(UncheckedIOException.class)
            .until(() -> visitor.send("POST", "/api/campaigns/" + slug + "/pledges/batch",
                    Map.of("Content-Type", "application/x-ndjson"), lines.repeat(20)), answer -> true);
        assertThat(stranger.statusCode()).as("refused in place of its long body").isEqualTo(401);
        assertThat(visitor.awaitTally(slug, 9_999).at("/byChannel/0/code").stringValue()).isEqualTo("paper");
    }

    @Test
    void anOperatorErasesAnAddressEverywhere() {
        var slug = visitor.launch(visitor.signIn("erases@example.org"), "Erased");
        Visitor.expect(201, visitor.pledge(slug, "erase-key-1",
                Map.of("text", "My own words", "email", "gone.soon@example.org", "updates", true)));
        await().atMost(PATIENCE).until(() -> visitor.wall(slug).size() == 1);
        var output = Platform.groundswell("erase", "gone.soon@example.org", "--yes", "--data",
                platform.data().toString());
        assertThat(output.status()).as(output.err()).isZero();
        await().atMost(PATIENCE).until(() -> visitor.wall(slug).isEmpty());
        assertThat(visitor.awaitTally(slug, 1).at("/withdrawn").longValue()).isZero();
    }

    private int withdraw(String id, String secret) {
        return visitor.send("DELETE", "/api/pledges/" + id, Map.of("Authorization", "Pledge " + secret), "")
            .statusCode();
    }

    private String batch(String slug, String token, String lines) {
        var answer = visitor.send("POST", "/api/campaigns/" + slug + "/pledges/batch",
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/x-ndjson"), lines);
        Visitor.expect(200, answer);
        return answer.body();
    }

    private static String linkIn(JsonNode mail, String start) {
        return mail.at("/text")
            .stringValue()
            .lines()
            .filter(line -> line.contains(start))
            .map(PledgeLifeIT::pathOf)
            .findFirst()
            .orElseThrow();
    }

    private static String pathOf(String address) {
        var uri = URI.create(address.strip());
        return uri.getPath() + (uri.getQuery() == null ? "" : "?" + uri.getQuery())
                + (uri.getFragment() == null ? "" : "#" + uri.getFragment());
    }

}
