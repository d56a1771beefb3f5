package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What becomes of a campaign after its launch, and who may do what with it. */
class CampaignLifeIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void aConditionalCampaignEndsAsTheCountSaysThoughItsServiceIsKilledAtTheClosing() {
        var token = visitor.signIn("conditional@example.org");
        var closes = Instant.now().plus(Duration.ofDays(1)).toString();
        var enough = conditional(token, "Enough will", closes, 3);
        var tooFew = conditional(token, "Too few will", closes, 1_000);
        for (int i = 0; i < 3; i++) {
            visitor.pledgeForSure(enough, "enough-" + i, Map.of());
            visitor.pledgeForSure(tooFew, "too-few-" + i, Map.of());
        }
        var one = Visitor.JSON.readTree(visitor.pledge(enough, "enough-0", Map.of()).body());
        var pid = platform.pid("campaign-service");
        Visitor.expect(200, command(token, tooFew, "close"));
        Visitor.expect(200, command(token, enough, "close"));
        withdraw(one);
        platform.kill("campaign-service");
        platform.awaitRestart("campaign-service", pid);

        for (var slug : List.of(enough, tooFew)) {
            await(slug).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(visitor.pledge(slug, newKey(), Map.of()).statusCode()).isEqualTo(409));
        }
        await().atMost(PATIENCE)
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(campaign(enough).at("/outcome").asString()).isEqualTo("succeeded"));
        await().atMost(PATIENCE)
            .ignoreExceptions()
            .untilAsserted(() -> assertThat(campaign(tooFew).at("/outcome").asString()).isEqualTo("fell-short"));
        assertThat(campaign(tooFew).at("/pledgesAtClosing").longValue())
            .isEqualTo(visitor.tally(tooFew).at("/pledges").longValue());
        visitor.awaitTally(enough, 2);
        assertThat(campaign(enough).at("/pledgesAtClosing").longValue()).isEqualTo(3);
    }

    @Test
    void aStewardTakesACampaignFromViewAndGivesItBack() {
        var steward = visitor.signIn(Platform.STEWARD);
        var slug = visitor.launch(visitor.signIn("suspended@example.org"), "Under a cloud", 2);
        var pledge = visitor.pledgeForSure(slug, "before-the-cloud", Map.of());

        Visitor.expect(200, visitor.post("/api/campaigns/" + slug + "/suspend", Map.of("reason", "Complaint 7"),
                Map.of("Authorization", "Bearer " + steward)));
        await().atMost(PATIENCE).untilAsserted(() -> {
            var refused = visitor.pledge(slug, newKey(), Map.of());
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(Visitor.JSON.readTree(refused.body()).at("/type").stringValue())
                .isEqualTo("/problems/campaign-suspended");
        });
        assertThat(visitor.get("/problems/campaign-suspended").statusCode()).isEqualTo(200);
        assertThat(campaign(slug).at("/suspension/reason").stringValue()).isEqualTo("Complaint 7");
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(visitor.wall(slug)).isEmpty());
        assertThat(visitor.get("/api/campaigns?size=100").body()).doesNotContain("\"" + slug + "\"");
        assertThat(visitor.get("/campaigns/" + slug).body()).contains("Complaint 7");

        Visitor.expect(200, command(steward, slug, "lift"));
        var after = visitor.pledgeForSure(slug, "after-the-cloud", Map.of());
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(visitor.wall(slug)).contains(pledge, after));
    }

    @Test
    void aLeadOfAHubSeesAndModeratesItsPlaceAlone() {
        var token = visitor.signIn("founder@example.org");
        var slug = visitor.launch(token, "Hubs", 1_000);
        Visitor.expect(201, visitor.post("/api/campaigns/" + slug + "/invitations",
                Map.of("email", "hub@example.org", "place", "QWO"), Map.of("Authorization", "Bearer " + token)));
        var link = Pattern.compile("/invitations/accept\\?token=([-_A-Za-z0-9]+)")
            .matcher(visitor.awaitMail("hub@example.org", "You are invited").toString());
        assertThat(link.find()).isTrue();
        var accepted = visitor.post("/api/invitations/accept", Map.of("token", link.group(1)), Map.of());
        Visitor.expect(200, accepted);
        var hub = Visitor.JSON.readTree(accepted.body()).at("/accessToken").stringValue();

        var here = visitor.pledgeForSure(slug, "held-here", Map.of("text", "Ring 07700 900123", "place", "QWO"));
        var there = visitor.pledgeForSure(slug, "held-there", Map.of("text", "Ring 07700 900124", "place", "QHG"));
        var held = "/api/campaigns/" + slug + "/pledges/held";
        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(held(held, token)).containsExactlyInAnyOrder(here, there));
        assertThat(held(held, hub)).containsExactly(here);
        var release = "/api/campaigns/" + slug + "/pledges/%s/release";
        var byHub = Map.of("Authorization", "Bearer " + hub);
        assertThat(visitor.post(release.formatted(there), Map.of(), byHub).statusCode()).isEqualTo(404);
        assertThat(visitor.post(release.formatted(here), Map.of(), byHub).statusCode()).isBetween(200, 204);
        assertThat(command(hub, slug, "close").statusCode()).isEqualTo(403);
        assertThat(held(held, token)).containsExactly(there);
    }

    @Test
    void whoSignsOutIsSignedOutEverywhere() {
        var token = visitor.signIn("leaving@example.org");
        var slug = visitor.launch(token, "Leaving", 1_000);
        var held = "/api/campaigns/" + slug + "/pledges/held";
        assertThat(visitor.send("GET", held, Map.of("Authorization", "Bearer " + token), "").statusCode())
            .isEqualTo(200);
        assertThat(visitor.post("/api/sign-out", Map.of(), Map.of("Authorization", "Bearer " + token)).statusCode())
            .isEqualTo(204);
        for (var path : List.of(held, "/api/campaigns/" + slug + "/recount", "/api/campaigns/" + slug + "/audit")) {
            await(path).atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                        visitor.send("GET", path, Map.of("Authorization", "Bearer " + token), "").statusCode())
                    .isEqualTo(401));
        }
    }

    /**
     * For each try another: one that was accepted before the news came is accepted again.
     */
    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private List<String> held(String path, String token) {
        var answer = visitor.send("GET", path, Map.of("Authorization", "Bearer " + token), "");
        Visitor.expect(200, answer);
        return Visitor.JSON.readTree(answer.body())
            .at("/items")
            .valueStream()
            .map(item -> item.at("/id").stringValue())
            .toList();
    }

    private String conditional(String token, String title, String closes, int target) {
        return visitor.launch(token, Map.of("title", title, "standardPledge", "I will if others will", "conditional",
                true, "closesAt", closes, "target", target));
    }

    private void withdraw(JsonNode pledge) {
        var secret = pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
        Visitor.expect(204, visitor.send("DELETE", "/api/pledges/" + pledge.at("/id").stringValue(),
                Map.of("Authorization", "Pledge " + secret), ""));
    }

    private HttpResponse<String> command(String token, String slug, String command) {
        return visitor.post("/api/campaigns/" + slug + "/" + command, Map.of(),
                Map.of("Authorization", "Bearer " + token));
    }

    private JsonNode campaign(String slug) {
        return Visitor.JSON.readTree(visitor.get("/api/campaigns/" + slug).body());
    }

}
