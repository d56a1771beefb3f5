package org.groundswell.pledge;

import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.openapi.ApiDocument;
import org.groundswell.defaults.testing.openapi.OperationCheck;
import org.groundswell.defaults.testing.openapi.Recipe;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;

/**
 * The service does what its kept document says, from the least to the longest input, and
 * refuses the rest.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class OpenApiCallsTests extends RunningService {

    @TestFactory
    Stream<DynamicTest> theServiceDoesWhatItsDocumentSays() throws IOException {
        var document = new ApiDocument(json.readTree(Files.readString(Path.of("../docs/openapi/pledge-service.json"))));
        var lead = "Bearer " + campaignService.tokenOfLead("calls-" + UUID.randomUUID(), campaignId);
        var here = Recipe.with(() -> Map.of("slug", slug));
        var held = Recipe.with(() -> Map.of("slug", slug, "id", held().at("/id").stringValue())).by(lead);
        var recipes = new HashMap<String, Recipe>();
        recipes.put("GET /api/campaigns/{slug}/pledges", here);
        recipes.put("POST /api/campaigns/{slug}/pledges",
                here.where("place", "QWO")
                    .where("role", "clinical")
                    .where("theme", "dignity")
                    .where("invitedBy", null));
        recipes.put("POST /api/campaigns/{slug}/pledges/batch",
                here.by(lead).sending("application/x-ndjson", "{\"key\":\"" + UUID.randomUUID() + "\"}\n"));
        recipes.put("GET /api/campaigns/{slug}/pledges/held", here.by(lead));
        recipes.put("GET /api/campaigns/{slug}/pledges/audit", here.by(lead));
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/release", held);
        recipes.put("POST /api/campaigns/{slug}/pledges/{id}/remove", held);
        recipes.put("POST /api/pledges/confirm", Recipe.plain().where("token", "unknown").answered(404));
        recipes.put("GET /api/pledges/{id}", Recipe.with(() -> Map.of("id", held().at("/id").stringValue())));
        recipes.put("DELETE /api/pledges/{id}",
                Recipe.with(() -> Map.of("id", held().at("/id").stringValue())).by("Pledge wrong").answered(403));
        return new OperationCheck(document, URI.create("http://127.0.0.1:" + port)).tests(recipes);
    }

    private JsonNode held() {
        return body(pledge(aPledge().with("text", "Ring me on 07700 900123").body(), null));
    }

}
