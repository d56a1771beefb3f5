package org.groundswell.system;

import static org.groundswell.defaults.testing.openapi.Recipe.notOffered;
import static org.groundswell.defaults.testing.openapi.Recipe.plain;
import static org.groundswell.defaults.testing.openapi.Recipe.with;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
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
        aboutTheLifeOfCampaigns(lead, "Bearer " + visitor.signIn(Platform.STEWARD));
        aboutCommitments(slug, lead);
        aboutLeads(slug, lead);
        aboutSigningIn();
        aboutPledges(slug, lead);
        aboutCounts(with(() -> Map.of("slug", slug)), lead);
        aboutPetitions(with(() -> Map.of("number", number)));
        recipes.put("GET /api/health", plain());
        recipes.put("GET /api/openapi.json", plain());
    }

    private void aboutCampaigns(String slug, String lead) {
        var campaign = with(() -> Map.of("slug", slug));
        recipes.put("GET /api/campaigns", plain().notAsking("place"));
        recipes.put("POST /api/campaigns", planned(plain().by(lead)));
        recipes.put("GET /api/campaigns/{slug}", campaign);
        recipes.put("PATCH /api/campaigns/{slug}", planned(drafts(lead)).withHeader("If-Match", "*"));
        recipes.put("GET /api/campaigns/{slug}/audit", campaign.by(lead));
        recipes.put("GET /api/campaigns/{slug}/editions", campaign);
        recipes.put("POST /api/campaigns/{slug}/editions", planned(campaign.by(lead)));
    }

    private void aboutTheLifeOfCampaigns(String lead, String steward) {
        recipes.put("POST /api/campaigns/{slug}/launch", drafts(lead));
        recipes.put("POST /api/campaigns/{slug}/close", with(() -> Map.of("slug", launched(lead))).by(lead));
        Stream.of("suspend", "lift")
            .forEach(command -> recipes.put("POST /api/campaigns/{slug}/" + command,
                    with(() -> Map.of("slug", launched(lead))).by(steward)));
    }

    private void aboutCommitments(String slug, String lead) {
        var commitments = "/api/campaigns/{slug}/commitments";
        var promised = Map.of("slug", slug, "id", commitment(slug, lead));
        recipes.put("GET " + commitments, with(() -> Map.of("slug", slug)));
        recipes.put("POST " + commitments, drafts(lead));
        recipes.put("GET " + commitments + "/{id}", with(() -> promised));
        recipes.put("DELETE " + commitments + "/{id}", with(() -> {
            var draft = draft(lead);
            return Map.of("slug", draft, "id", commitment(draft, lead));
        }).by(lead));
        recipes.put("POST " + commitments + "/{id}/kept",
                with(() -> promised).by(lead).where("link", "https://example.org/kept").where("text", "As promised"));
    }

    private void aboutLeads(String slug, String lead) {
        var campaign = with(() -> Map.of("slug", slug)).by(lead);
        recipes.put("GET /api/campaigns/{slug}/leads", campaign);
        recipes.put("GET /api/campaigns/{slug}/invitations", campaign);
        recipes.put("POST /api/campaigns/{slug}/invitations", campaign.where("place", "QWO"));
        recipes.put("DELETE /api/campaigns/{slug}/invitations/{id}",
                with(() -> Map.of("slug", slug, "id", invited(slug, mailbox(), lead))).by(lead).takingAny("id"));
        recipes.put("POST /api/invitations/accept", plain().whereEach("token", () -> invitation(slug, lead)));
        var joined = visitor.post("/api/invitations/accept", Map.of("token", invitation(slug, lead)), Map.of());
        Visitor.expect(200, joined);
        var other = Visitor.JSON.readTree(joined.body()).at("/organiser/id").stringValue();
        // Who has left already may leave again.
        recipes.put("DELETE /api/campaigns/{slug}/leads/{organiserId}",
                with(() -> Map.of("slug", slug, "organiserId", other)).by(lead).notAsking("place"));
    }

    private void aboutSigningIn() {
        recipes.put("GET /api/sign-in", plain());
        recipes.put("POST /api/sign-in", plain());
        recipes.put("POST /api/sign-in/confirm", plain().whereEach("token", this::signInLink));
        recipes.put("GET /api/sign-in/provider", notOffered());
        recipes.put("GET /api/sign-in/provider/callback", notOffered());
        recipes.put("POST /api/sign-out", plain().by("Bearer " + visitor.signIn("openapi-leaving@example.org")));
        recipes.put("GET /.well-known/jwks.json", plain());
    }

    /** The plan of a campaign: its slug is of its title, which is never the same. */
    private static Recipe planned(Recipe recipe) {
        return recipe.where("slug", null)
            .where("place", "QWO")
            .where("target", 500)
            .where("closesAt", Instant.now().plus(Duration.ofDays(2)).toString());
    }

    private Recipe drafts(String lead) {
        return with(() -> Map.of("slug", draft(lead))).by(lead);
    }

    private String draft(String lead) {
        return made("/api/campaigns", Map.of("title", "Every operation, " + UUID.randomUUID()), lead).at("/slug")
            .stringValue();
    }

    private String launched(String lead) {
        var slug = draft(lead);
        Visitor.expect(200,
                visitor.post("/api/campaigns/" + slug + "/launch", Map.of(), Map.of("Authorization", lead)));
        return slug;
    }

    private String commitment(String slug, String lead) {
        return made("/api/campaigns/" + slug + "/commitments",
                Map.of("threshold", 1, "text", "We will tell how it went", "dueBy", "2099-12-31"), lead)
            .at("/id")
            .stringValue();
    }

    private String invited(String slug, String email, String lead) {
        return made("/api/campaigns/" + slug + "/invitations", Map.of("email", email), lead).at("/id").stringValue();
    }

    private String invitation(String slug, String lead) {
        var email = mailbox();
        invited(slug, email, lead);
        return mailedToken(email, "You are invited");
    }

    private String signInLink() {
        var email = mailbox();
        Visitor.expect(202, visitor.post("/api/sign-in", Map.of("email", email), Map.of()));
        return mailedToken(email, "Sign in");
    }

    private String confirmationLink(String slug) {
        var email = mailbox();
        Visitor.expect(202, visitor.pledge(slug, UUID.randomUUID().toString(), Map.of("email", email)));
        return mailedToken(email, "confirm");
    }

    private String mailedToken(String email, String subject) {
        var link = Pattern.compile("\\?token=([-_A-Za-z0-9]+)").matcher(visitor.awaitMail(email, subject).toString());
        if (!link.find()) {
            throw new AssertionError("no link was mailed to " + email);
        }
        return link.group(1);
    }

    private static String mailbox() {
        return UUID.randomUUID() + "@example.org";
    }

    private JsonNode made(String path, Map<String, Object> body, String lead) {
        var answer = visitor.post(path, body, Map.of("Authorization", lead));
        Visitor.expect(201, answer);
        return Visitor.JSON.readTree(answer.body());
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
        recipes.put("GET /api/campaigns/{slug}/pledges/audit", campaign.by(lead));
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/release", held);
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/remove", held);
        var confirmed = visitor.launch(lead.replace("Bearer ", ""),
                Map.of("title", "Every confirmation", "standardPledge", "I will listen", "verification", "email"));
        recipes.put("POST /api/pledges/confirm", plain().whereEach("token", () -> confirmationLink(confirmed)));
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
