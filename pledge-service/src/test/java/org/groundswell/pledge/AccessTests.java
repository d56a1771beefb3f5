package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Whoever has no good token, or leads something else, changes and learns nothing, at any
 * address.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class AccessTests extends RunningService {

    private static final String HELD_WORDS = "Ring me on 07700 900123";

    /** Those that ask who leads the campaign. */
    private static final Set<String> ORGANISERS = Set.of("GET /api/campaigns/{slug}/pledges/held",
            "GET /api/campaigns/{slug}/pledges/audit", "POST /api/campaigns/{slug}/pledges/{id}/release",
            "POST /api/campaigns/{slug}/pledges/{id}/remove", "POST /api/campaigns/{slug}/pledges/batch");

    private static final Set<String> ANYBODY = Set.of("POST /api/campaigns/{slug}/pledges",
            "GET /api/campaigns/{slug}/pledges", "GET /api/pledges/{id}", "DELETE /api/pledges/{id}",
            "POST /api/pledges/confirm");

    private static final Set<String> SERVICES = Set.of("GET /internal/campaigns/{campaignId}/recount",
            "POST /internal/erasures");

    private final String organiser = newId();

    private String id = "";

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @BeforeEach
    void aHeldPledge() {
        campaignService.tokenOfLead(organiser, campaignId);
        id = body(pledge(aPledge().with("text", HELD_WORDS).body(), null)).at("/id").stringValue();
    }

    @Test
    void theseAreAllAddressesThereAre() {
        var found = new TreeSet<String>();
        handlers.getHandlerMethods()
            .keySet()
            .forEach(mapping -> mapping.getPatternValues()
                .stream()
                .filter(pattern -> pattern.startsWith("/api/") || pattern.startsWith("/internal/"))
                .forEach(pattern -> mapping.getMethodsCondition()
                    .getMethods()
                    .forEach(method -> found.add(method + " " + pattern))));
        found.removeIf(endpoint -> endpoint.endsWith("/api/no-op"));
        assertThat(found).containsExactlyInAnyOrderElementsOf(all());
    }

    @Test
    void aTokenThatIsNotGoodOpensNothing() {
        var bad = Map.of("expired", campaignService.expiredToken(organiser), "forged",
                campaignService.forgedToken(organiser), "for another audience",
                campaignService.tokenForAnotherAudience(organiser), "unsigned",
                campaignService.unsignedToken(organiser), "rubbish", "x.y.z");
        var before = state();
        bad.forEach((kind, token) -> all().forEach(endpoint -> {
            var answer = call(endpoint, "Bearer " + token);
            assertThat(answer.getStatusCode().value()).as("%s, %s", endpoint, kind).isEqualTo(401);
            assertProblem(answer, 401, "/problems/unauthorized");
        }));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void withoutATokenNobodyIsAnOrganiser() {
        var before = state();
        ORGANISERS.forEach(endpoint -> assertProblem(call(endpoint, null), 401, "/problems/unauthorized"));
        SERVICES.forEach(endpoint -> assertProblem(call(endpoint, null), 401, "/problems/unauthorized"));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whoLeadsAnotherCampaignOrNoneLeadsNothingHere() {
        var before = state();
        for (var token : List.of(campaignService.tokenOfLead(newId(), newId()),
                campaignService.tokenOfHubLead(newId(), newId(), "QWO"), campaignService.token(newId()))) {
            for (var endpoint : ORGANISERS) {
                var answer = call(endpoint, "Bearer " + token);
                assertProblem(answer, 403, "/problems/forbidden");
                assertThat(answer.getBody()).doesNotContain(HELD_WORDS);
            }
        }
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void anOrganiserIsNoService() {
        var before = state();
        var token = "Bearer " + campaignService.token(organiser);
        SERVICES.forEach(endpoint -> assertProblem(call(endpoint, token), 401, "/problems/unauthorized"));
        assertThat(state()).isEqualTo(before);
    }

    @Test
    void whoLeadsTheCampaignIsLetIn() {
        for (var endpoint : List.of("GET /api/campaigns/{slug}/pledges/held",
                "POST /api/campaigns/{slug}/pledges/{id}/release", "POST /api/campaigns/{slug}/pledges/{id}/remove",
                "POST /api/campaigns/{slug}/pledges/batch", "GET /api/campaigns/{slug}/pledges/audit")) {
            var answer = call(endpoint, "Bearer " + campaignService.token(organiser));
            assertThat(answer.getStatusCode().is2xxSuccessful()).as(endpoint).isTrue();
        }
    }

    private static Set<String> all() {
        var all = new TreeSet<>(ORGANISERS);
        all.addAll(ANYBODY);
        all.addAll(SERVICES);
        return all;
    }

    private ResponseEntity<String> call(String endpoint, @Nullable String authorization) {
        var words = endpoint.split(" ");
        var path = words[1].replace("{slug}", slug).replace("{id}", id).replace("{campaignId}", campaignId);
        var request = http().method(HttpMethod.valueOf(words[0])).uri(path);
        if (authorization != null) {
            request.header("Authorization", authorization);
        }
        if (endpoint.endsWith("/batch")) {
            request.contentType(MediaType.APPLICATION_NDJSON).body("{\"key\": \"key-of-a-batch\"}");
        }
        else if (words[0].equals("POST")) {
            request.contentType(MediaType.APPLICATION_JSON).body(bodies().getOrDefault(words[1], "{}"));
        }
        return request.retrieve().onStatus(HttpStatusCode::isError, (sent, answer) -> {
        }).toEntity(String.class);
    }

    private static Map<String, String> bodies() {
        return Map.of("/internal/erasures", "{\"email\": \"someone@example.org\"}", "/api/pledges/confirm",
                "{\"token\": \"x\"}");
    }

    /** Everything of the campaign, but for what is still being published. */
    private List<String> state() {
        var batches = mongo.getCollection("batches").countDocuments(new Document("campaign", slug));
        return allStored().stream().map(document -> {
            document.remove("unpublished");
            return batches + " " + document.toJson();
        }).toList();
    }

}
