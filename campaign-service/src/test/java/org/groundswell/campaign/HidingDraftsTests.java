package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.BiConsumer;
import org.groundswell.defaults.testing.StoreCommands.Command;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A draft of others is, at every address, the same as no campaign at all: the same
 * answer, and the same way to it. {@link Campaigns#findVisible} is one query for both, in
 * which the store passes over drafts of others; so whatever follows a name that nobody
 * has follows the draft too, and there is no later check whose time could tell them
 * apart.
 */
abstract class HidingDraftsTests extends RunningService {

    private static final String CAMPAIGN = "/api/campaigns/{slug}";

    /** Requests that nothing is wrong with, so that only the draft can be the reason. */
    private static final Map<String, Map<String, ?>> BODIES = Map.of(CAMPAIGN + "/suspend", Map.of("reason", "abuse"),
            CAMPAIGN + "/commitments", Map.of("threshold", 10, "text", "a garden", "dueBy", "2999-01-01"),
            CAMPAIGN + "/commitments/{id}/kept", Map.of("text", "done"), CAMPAIGN + "/invitations",
            Map.of("email", "bob@example.org"));

    @Autowired
    @Qualifier("requestMappingHandlerMapping")
    private RequestMappingHandlerMapping handlers;

    @Test
    void aDraftOfOthersIsLikeNoCampaignAtAll() {
        var draft = draftWithACommitment();
        var before = campaigns.findById(draft.id()).orElseThrow();

        forEachCall((address, caller) -> {
            var hidden = ask(address, draft.slug(), draft.commitment(), caller);
            var missing = ask(address, "no-" + UUID.randomUUID(), draft.commitment(), caller);
            assertThat(withoutInstance(hidden)).as("%s", address).isEqualTo(withoutInstance(missing));
            assertThat(headers(hidden)).as("%s", address).isEqualTo(headers(missing));
            if (caller != null) {
                assertThat(hidden.getStatus().value()).as("%s", address).isEqualTo(404);
            }
            else {
                assertThat(hidden.getStatus().value()).as("%s", address).isIn(401, 404);
            }
        });

        // Its first lines move to the audit trail meanwhile.
        assertThat(campaigns.findById(draft.id()).orElseThrow()).usingRecursiveComparison()
            .ignoringFields("untold", "version")
            .isEqualTo(before);
        assertThat(campaigns.lastEdition(before.edition().movementId()).id()).isEqualTo(before.id());
    }

    @Test
    void theStoreHasTheSameWorkWithADraftOfOthersAsWithNoCampaignAtAll() {
        var draft = draftWithACommitment();

        forEachCall((address, caller) -> {
            var hidden = work(address, draft.slug(), draft.commitment(), caller);
            var missing = work(address, "no-" + UUID.randomUUID(), draft.commitment(), caller);
            assertThat(hidden).as("%s by %s", address, caller == null ? "anybody" : caller.organiser().email())
                .isEqualTo(missing);
            if (caller != null) {
                assertThat(hidden).as("%s", address).extracting(Command::what).contains("find campaigns");
            }
        });
    }

    private Draft draftWithACommitment() {
        var ann = anOrganiser();
        var draft = drafted(aCampaign(), ann);
        var slug = draft.at("/slug").stringValue();
        var commitment = body(
                post("/api/campaigns/" + slug + "/commitments", BODIES.get(CAMPAIGN + "/commitments"), ann));
        return new Draft(draft.at("/id").stringValue(), slug, commitment.at("/id").stringValue());
    }

    /** Every address, by anybody, by an organiser of others and by a steward. */
    private void forEachCall(BiConsumer<Address, @Nullable Caller> call) {
        var callers = Arrays.asList(null, anOrganiser(), theSteward());
        var addresses = addresses();
        assertThat(addresses).hasSizeGreaterThanOrEqualTo(13);
        addresses.forEach(address -> callers.forEach(caller -> call.accept(address, caller)));
    }

    /** Every address under a campaign's, also those that come later. */
    private List<Address> addresses() {
        var addresses = new ArrayList<Address>();
        handlers.getHandlerMethods().keySet().forEach(mapping -> {
            for (var path : mapping.getPatternValues()) {
                if (path.startsWith(CAMPAIGN)) {
                    mapping.getMethodsCondition()
                        .getMethods()
                        .forEach(method -> addresses.add(new Address(method, path)));
                }
            }
        });
        return addresses;
    }

    private EntityExchangeResult<JsonNode> ask(Address address, String slug, String id, @Nullable Caller caller) {
        var path = address.path().replace("{slug}", slug).replaceAll("\\{[^}]+}", id);
        var request = http.method(HttpMethod.valueOf(address.method().name())).uri(path);
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        if (address.method() == RequestMethod.PATCH || address.method() == RequestMethod.POST) {
            request.header("If-Match", "*")
                .contentType(MediaType.APPLICATION_JSON)
                .body(BODIES.getOrDefault(address.path(), Map.of()));
        }
        return request.exchange().returnResult(JsonNode.class);
    }

    /** But for the signing keys, which are read twice a minute, whoever asks. */
    private List<Command> work(Address address, String slug, String id, @Nullable Caller caller) {
        return commands.during(() -> ask(address, slug, id, caller))
            .stream()
            .filter(command -> !command.what().endsWith(" signingKeys"))
            .toList();
    }

    /** Without the one that says that a connection has served its hundred requests. */
    private static Set<String> headers(EntityExchangeResult<JsonNode> answer) {
        var names = new TreeSet<>(answer.getResponseHeaders().headerNames());
        names.remove("connection");
        return names;
    }

    private static JsonNode withoutInstance(EntityExchangeResult<JsonNode> answer) {
        var body = body(answer).deepCopy();
        ((ObjectNode) body).remove("instance");
        return body;
    }

    private record Draft(String id, String slug, String commitment) {
    }

    private record Address(RequestMethod method, String path) {
    }

}
