package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Function;
import org.bson.Document;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.defaults.testing.TestSecrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What the stored pledges come to, beside a simple model and beside the events. */
abstract class RecountTests extends RunningService {

    private static final int PLEDGES = 120;

    private final long seed = System.nanoTime();

    private final Random random = new Random(seed);

    /** What counts, by pledge. */
    private final Map<String, Counted> standing = new HashMap<>();

    private long withdrawn;

    private String organiser = "";

    @Autowired
    private Secrets secrets;

    @Test
    void whateverBecameOfPledgesTheRecountIsWhatStandsAndWhatTheEventsSay() {
        organiser = "Bearer " + campaignService.tokenOfLead(newId(), campaignId);
        for (int i = 0; i < PLEDGES; i++) {
            makeOne();
        }
        withdrawSome();
        verification = "email";
        relaunchVerified();
        for (int i = 0; i < 5; i++) {
            unconfirmed(i % 2 == 0);
        }
        // Somebody else's count as nothing here.
        var here = List.of(slug, campaignId);
        verification = "none";
        launch(Instant.now().minusSeconds(60), null, "Another");
        pledge(aPledge().body(), null);
        slug = here.getFirst();
        campaignId = here.getLast();

        await().untilAsserted(() -> assertThat(recount().at("/unpublished").longValue()).isZero());
        var recount = recount();
        assertSame(recount, List.copyOf(standing.values()), withdrawn);
        assertThat(withdrawn).isPositive();
        var told = TellingsOf.read(this);
        assertSame(recount, List.copyOf(told.standing.values()), told.withdrawn);
    }

    @Test
    void whatIsNotKnownToBePublishedIsSaid() {
        for (int i = 0; i < 3; i++) {
            made(Map.of());
        }
        await().untilAsserted(() -> assertThat(recount().at("/unpublished").longValue()).isZero());
        var ids = standing.keySet().stream().toList();
        flag(ids.get(0), "unpublished");
        flag(ids.get(1), "withdrawalUnpublished");
        assertThat(recount().at("/unpublished").longValue()).isEqualTo(2);
        flag(ids.get(0), "withdrawalUnpublished");
        assertThat(recount().at("/unpublished").longValue()).isEqualTo(2);
        assertThat(recount().at("/pledges").longValue()).isEqualTo(3);
    }

    @Test
    void whatWasWithdrawnSinceAnInstantIsSaidApart() {
        for (int i = 0; i < 6; i++) {
            made(Map.of("place", "QWO", "people", 3));
        }
        var ids = List.copyOf(standing.keySet());
        var then = Instant.parse("2026-03-31T22:59:59.999Z");
        takenBack(ids.get(0), then.minusMillis(1), null);
        takenBack(ids.get(1), then, null);
        takenBack(ids.get(2), null, then.plusMillis(1));
        takenBack(ids.get(3), then.minusMillis(1), then.plusMillis(1));
        takenBack(ids.get(4), then.plusMillis(1), then.minusMillis(1));

        var recount = body(
                send(HttpMethod.GET, "/internal/campaigns/" + campaignId + "/recount?since=" + then, null, basic()));
        assertThat(recount.at("/withdrawn").longValue()).isEqualTo(5);
        assertThat(recount.at("/withdrawnSince").longValue()).isEqualTo(2);
        assertThat(recount.at("/pledges").longValue()).isOne();
        assertThat(recount().at("/withdrawnSince").longValue()).isZero();
        assertProblem(send(HttpMethod.GET, "/internal/campaigns/" + campaignId + "/recount?since=late", null, basic()),
                400, "/problems/invalid-request");
    }

    @Test
    void aCampaignWithoutPledgesAndOneThatNobodyKnowsComeToNothing() {
        for (var id : List.of(campaignId, newId())) {
            assertThat(body(recountOf(id, basic()))).isEqualTo(json.readTree("""
                    {"pledges": 0, "people": 0, "withdrawn": 0, "withdrawnSince": 0, "unpublished": 0,
                     "byPlace": [], "byRole": [], "byTheme": [], "byChannel": []}"""));
        }
    }

    @Test
    void pledgesOfACampaignThatIsNotKnownAnyMoreAreCountedAllTheSame() {
        made(Map.of("people", 4));
        mongo.getCollection("campaigns").deleteOne(new Document("_id", slug));
        assertSame(recount(), List.copyOf(standing.values()), 0);
    }

    @Test
    void nobodyButAServiceIsAnswered() {
        assertProblem(recountOf(campaignId, null), 401, "/problems/unauthorized");
        assertProblem(recountOf(campaignId, "Bearer " + campaignService.tokenOfLead(newId(), campaignId)), 401,
                "/problems/unauthorized");
    }

    private void makeOne() {
        var fields = new HashMap<String, Object>();
        maybe(fields, "place", "QWO", "QOQ");
        maybe(fields, "role", "clinical", "public");
        maybe(fields, "theme", "dignity");
        maybe(fields, "channel", "web", "paper", "event");
        fields.put("people", 1 + random.nextInt(50));
        switch (random.nextInt(4)) {
            case 0 -> fields.put("text", "Ring 07700 900123");
            case 1 -> fields.put("email", "erased-" + newId() + "@example.org");
            default -> {
                // As most people do.
            }
        }
        made(fields);
        if (fields.containsKey("email")) {
            assertThat(send(HttpMethod.POST, "/internal/erasures", Map.of("email", fields.get("email")), basic())
                .getStatusCode()
                .value()).isEqualTo(200);
        }
    }

    private void made(Map<String, Object> fields) {
        var answer = pledge(fields, null);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
        standing.put(body(answer).at("/id").stringValue(), Counted.of(body(json(fields))));
    }

    private void maybe(Map<String, Object> fields, String field, String... values) {
        int chosen = random.nextInt(values.length + 1);
        if (chosen < values.length) {
            fields.put(field, values[chosen]);
        }
    }

    private void withdrawSome() {
        for (var id : List.copyOf(standing.keySet())) {
            int what = random.nextInt(5);
            if (what == 0 || what == 2) {
                withdraw(id);
            }
            if (what == 1 || what == 2) {
                assertThat(
                        send(HttpMethod.POST, "/api/campaigns/" + slug + "/pledges/" + id + "/remove", null, organiser)
                            .getStatusCode()
                            .value())
                    .isEqualTo(204);
            }
            if (what <= 2) {
                standing.remove(id);
                withdrawn++;
            }
        }
    }

    private void withdraw(String id) {
        var secret = "Pledge " + secrets.pledgerSecret(id);
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + id, null, secret).getStatusCode().value()).isEqualTo(204);
    }

    private void relaunchVerified() {
        announce(Instant.now().minusSeconds(60), null, "I will listen");
        await().until(() -> campaigns.find(slug).orElseThrow().verification() == Verification.EMAIL);
    }

    private void unconfirmed(boolean confirm) {
        var before = ids();
        var email = "someone-" + newId() + "@example.org";
        assertThat(pledge(Map.of("email", email, "people", 7), null).getStatusCode().value()).isEqualTo(202);
        var id = ids().stream().filter(stored -> !before.contains(stored)).findFirst().orElseThrow();
        if (confirm) {
            var token = Map.of("token", secrets.confirmation(id));
            assertThat(send(HttpMethod.POST, "/api/pledges/confirm", token, null).getStatusCode().value())
                .isEqualTo(201);
            standing.put(id, new Counted(7, null, null, null, "api"));
        }
    }

    private List<String> ids() {
        return allStored().stream().map(document -> document.getString("_id")).toList();
    }

    private void flag(String id, String field) {
        mongo.getCollection("pledges")
            .updateOne(new Document("_id", id), new Document("$set", new Document(field, true)));
    }

    /** By its pledger, by an organiser, or by both. */
    private void takenBack(String id, @Nullable Instant withdrawnAt, @Nullable Instant removedAt) {
        var times = new Document();
        if (withdrawnAt != null) {
            times.append("withdrawnAt", Date.from(withdrawnAt));
        }
        if (removedAt != null) {
            times.append("removedAt", Date.from(removedAt));
        }
        mongo.getCollection("pledges").updateOne(new Document("_id", id), new Document("$set", times));
    }

    private JsonNode recount() {
        var answer = recountOf(campaignId, basic());
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        return body(answer);
    }

    private ResponseEntity<String> recountOf(String id, @Nullable String authorization) {
        return send(HttpMethod.GET, "/internal/campaigns/" + id + "/recount", null, authorization);
    }

    private void assertSame(JsonNode recount, List<Counted> expected, long expectedWithdrawn) {
        assertThat(recount.at("/pledges").longValue()).as("seed " + seed).isEqualTo(expected.size());
        assertThat(recount.at("/people").longValue()).isEqualTo(expected.stream().mapToLong(Counted::people).sum());
        assertThat(recount.at("/withdrawn").longValue()).isEqualTo(expectedWithdrawn);
        assertThat(parts(recount.at("/byPlace"))).isEqualTo(parts(expected, Counted::place));
        assertThat(parts(recount.at("/byRole"))).isEqualTo(parts(expected, Counted::role));
        assertThat(parts(recount.at("/byTheme"))).isEqualTo(parts(expected, Counted::theme));
        assertThat(parts(recount.at("/byChannel"))).isEqualTo(parts(expected, Counted::channel));
    }

    private static Map<String, List<Long>> parts(JsonNode breakdown) {
        var parts = new TreeMap<String, List<Long>>();
        breakdown.forEach(part -> {
            var former = parts.put(part.at("/code").toString(),
                    List.of(part.at("/pledges").longValue(), part.at("/people").longValue()));
            assertThat(former).as("each code once").isNull();
        });
        return parts;
    }

    private static Map<String, List<Long>> parts(List<Counted> pledges, Function<Counted, @Nullable String> code) {
        var parts = new TreeMap<String, List<Long>>();
        for (var pledge : pledges) {
            var of = code.apply(pledge);
            parts.merge(of == null ? "null" : "\"" + of + "\"", List.of(1L, (long) pledge.people()),
                    (one, other) -> List.of(one.get(0) + other.get(0), one.get(1) + other.get(1)));
        }
        return parts;
    }

    private ResponseEntity<String> json(Map<String, Object> fields) {
        return ResponseEntity.ok(json.writeValueAsString(fields));
    }

    private static String basic() {
        return "Basic " + HttpHeaders.encodeBasicAuth(InternalProperties.USER, TestSecrets.INTERNAL, null);
    }

    /** What of a pledge counts. */
    private record Counted(int people, @Nullable String place, @Nullable String role, @Nullable String theme,
            String channel) {

        static Counted of(JsonNode fields) {
            return new Counted(fields.path("people").asInt(1), text(fields, "place"), text(fields, "role"),
                    text(fields, "theme"), fields.path("channel").asString("api"));
        }

        private static @Nullable String text(JsonNode fields, String field) {
            return fields.has(field) ? fields.path(field).stringValue() : null;
        }

    }

    /** What the campaign's events come to for whoever counts them. */
    private record TellingsOf(Map<String, Counted> standing, long withdrawn) {

        static TellingsOf read(RecountTests test) {
            var made = new HashMap<String, Counted>();
            var withdrawn = new ArrayList<String>();
            for (var record : test.published()) {
                var data = test.json.readTree(record.text());
                var id = data.at("/pledgeId").stringValue();
                if (String.valueOf(record.header("ce_type")).contains("withdrawn")) {
                    withdrawn.add(id);
                }
                else {
                    made.put(id, Counted.of(data));
                }
            }
            withdrawn.forEach(made::remove);
            return new TellingsOf(made, withdrawn.stream().distinct().count());
        }

    }

}
