package org.groundswell.system;

import static org.groundswell.defaults.testing.openapi.Recipe.plain;
import static org.groundswell.defaults.testing.openapi.Recipe.with;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.openapi.ApiDocument;
import org.groundswell.defaults.testing.openapi.OperationCheck;
import org.groundswell.defaults.testing.openapi.Recipe;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import tools.jackson.databind.JsonNode;

/**
 * The platform does what its OpenAPI document says: every operation in it is called with
 * made-up input, good and bad.
 */
class OpenApiIT {

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    private final Map<String, Recipe> recipes = new HashMap<>();

    @TestFactory
    Stream<DynamicTest> everyOperationDoesWhatItsDescriptionSays() {
        var document = new ApiDocument(Visitor.JSON.readTree(visitor.get("/api/openapi.json").body()));
        prepare();
        return new OperationCheck(document, platform.site()).tests(recipes);
    }

    private void prepare() {
        var token = visitor.signIn("openapi@example.org");
        var lead = "Bearer " + token;
        var slug = visitor.launch(token, "Every operation");
        // For their counts to be there.
        Visitor.expect(201, visitor.pledge(slug, UUID.randomUUID().toString(), Map.of("people", 2)));
        visitor.awaitTally(slug, 1);
        var number = Visitor.JSON.readTree(visitor.get("/api/campaigns/" + slug).body()).at("/number").asString();
        aboutCampaigns(slug, lead);
        aboutPledges(slug, lead);
        aboutCounts(with(() -> Map.of("slug", slug)), lead);
        aboutPetitions(with(() -> Map.of("number", number)));
        recipes.put("GET /api/health", plain());
        recipes.put("GET /api/openapi.json", plain());
    }

    private void aboutCampaigns(String slug, String lead) {
        var campaign = with(() -> Map.of("slug", slug));
        recipes.put("GET /api/campaigns", plain());
        // Without a slug it is of the title, which is never the same; it opens when it is
        // launched.
        recipes.put("POST /api/campaigns", plain().by(lead).where("slug", null).where("closesAt", null));
        recipes.put("GET /api/campaigns/{slug}", campaign);
        recipes.put("POST /api/campaigns/{slug}/launch", campaign.by(lead));
        recipes.put("POST /api/sign-in", plain());
        recipes.put("POST /api/sign-in/confirm", plain().answered(401));
        recipes.put("GET /.well-known/jwks.json", plain());
    }

    private void aboutPledges(String slug, String lead) {
        var campaign = with(() -> Map.of("slug", slug));
        var pledge = with(() -> Map.of("id", pledged(slug).at("/id").stringValue()));
        var held = with(() -> Map.of("slug", slug, "id", pledged(slug).at("/id").stringValue())).by(lead);
        recipes.put("GET /api/campaigns/{slug}/pledges", campaign);
        recipes.put("POST /api/campaigns/{slug}/pledges",
                campaign.where("place", "QWO").where("role", "clinical").where("theme", null));
        recipes.put("POST /api/campaigns/{slug}/pledges/batch",
                campaign.by(lead).sending("application/x-ndjson", "{\"key\":\"%s\"}\n".formatted(UUID.randomUUID())));
        recipes.put("GET /api/campaigns/{slug}/pledges/held", campaign.by(lead));
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/release", held);
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/remove", held);
        recipes.put("POST /api/pledges/confirm", plain().where("token", "unknown").answered(404));
        recipes.put("GET /api/pledges/{id}", pledge);
        var one = pledged(slug);
        var secret = one.at("/links/manage").stringValue().replaceFirst(".*#", "");
        recipes.put("DELETE /api/pledges/{id}",
                with(() -> Map.of("id", one.at("/id").stringValue())).by("Pledge " + secret));
    }

    private void aboutCounts(Recipe campaign, String lead) {
        Stream.of("tally", "tally/stream", "history")
            .forEach(what -> recipes.put("GET /api/campaigns/{slug}/" + what, campaign));
        recipes.put("GET /api/campaigns/{slug}/recount", campaign.by(lead));
        recipes.put("GET /api/tallies/stream", plain());
    }

    private void aboutPetitions(Recipe petition) {
        Stream.of("/petitions.json", "/petitions.csv", "/trending.json", "/constituencies.json")
            .forEach(path -> recipes.put("GET " + path, plain()));
        Stream.of("", ".json", "/count.json").forEach(what -> recipes.put("GET /petitions/{number}" + what, petition));
    }

    /** One whose words are held back. */
    private JsonNode pledged(String slug) {
        var answer = visitor.pledge(slug, UUID.randomUUID().toString(), Map.of("text", "Ring me on 07700 900123"));
        Visitor.expect(201, answer);
        return Visitor.JSON.readTree(answer.body());
    }

}
