package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.web.util.UriComponentsBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Finding campaigns by what they say, where they are for and who runs them. */
abstract class SearchingCampaignsTests extends RunningService {

    private Caller ann = new Caller(new Organiser("", "", ""), "");

    private JsonNode cafe = JsonNodeFactory.instance.missingNode();

    @BeforeEach
    void campaignsOfSeveralKinds() {
        mongo.remove(new Query(), Campaign.class);
        ann = anOrganiser();
        cafe = launched(aCampaign().titled("Café für alle")
            .with("summary", "Zu Fuß, 100% (gratis) & C++ {heute}")
            .with("standardPledge", "Ich komme")
            .with("organisation", "Ward 7 – Löwe")
            .with("hashtag", "ChangeDay")
            .with("place", "QWO"), ann);
        launched(aCampaign().titled("Clean hands")
            .with("organisation", "West Yorkshire ICB")
            .with("hashtag", "Hände")
            .with("place", "Y63"), ann);
        launched(aCampaign().titled("Straße [a-z]+ .* \\E\\Q").with("place", "E92000001"), ann);
        launched(aCampaign().titled("Cardiff").with("place", "7A4"), ann);
        launched(aCampaign().titled("Everywhere").with("organisation", "Ward 7"), ann);
    }

    static Stream<Map.Entry<Map<String, String>, List<String>>> searches() {
        var cafe = "Café für alle";
        var hands = "Clean hands";
        var road = "Straße [a-z]+ .* \\E\\Q";
        return Stream.of(found("q", "café", cafe), found("q", "CAFE", cafe), found("q", "cafe\u0301", cafe),
                found("q", "  alle\t caf ", cafe), found("q", "cafe hands"), found("q", "fuß", cafe),
                found("q", "ICH KOMME", cafe), found("q", "lowe", cafe), found("q", "changeday", cafe),
                found("q", "100%", cafe), found("q", "(gratis)", cafe), found("q", "c++", cafe),
                found("q", "{heute} &", cafe), found("q", "[a-z]+", road), found("q", ".*", road),
                found("q", "\\E", road), found("q", "\\e\\q .", road), found("q", "^clean"), found("q", "hands$"),
                found("q", "a|b"), found("q", "$where"), found("q", "'\"<script>"), found("q", "(a+)+$"),
                found("q", "", "Everywhere", "Cardiff", road, hands, cafe),
                found("place", "", "Everywhere", "Cardiff", road, hands, cafe),
                found("organisation", " ", "Everywhere", "Cardiff", road, hands, cafe),
                found("hashtag", "", "Everywhere", "Cardiff", road, hands, cafe),
                found("organisation", "ward 7 – LOWE", cafe), found("organisation", "Ward 7", "Everywhere"),
                found("organisation", " Ward 7 ", "Everywhere"), found("organisation", "Ward"),
                found("organisation", ".*"), found("hashtag", "#changeday", cafe), found("hashtag", "CHANGEDAY", cafe),
                found("hashtag", "hande", hands), found("hashtag", "change"), found("hashtag", "##changeday"),
                found("place", "QWO", cafe), found("place", "Y63", hands, cafe),
                found("place", "E92000001", road, hands, cafe), found("place", "7A4", "Cardiff"),
                found("place", "W92000004", "Cardiff"), found("place", "QF7"),
                Map.entry(Map.of("place", "E92000001", "q", "clean", "hashtag", "hände", "state", "open"),
                        List.of(hands)),
                Map.entry(Map.of("place", "E92000001", "q", "clean", "organisation", "Ward 7"), List.of()),
                Map.entry(Map.of("place", "QWO", "state", "closed"), List.of()));
    }

    private static Map.Entry<Map<String, String>, List<String>> found(String filter, String value, String... titles) {
        return Map.entry(Map.of(filter, value), List.of(titles));
    }

    @ParameterizedTest
    @MethodSource("searches")
    void whatMatchesIsFoundAndTheLinksLeadToTheSame(Map.Entry<Map<String, String>, List<String>> search) {
        var list = list(search.getKey(), null);
        assertThat(titles(list)).containsExactlyElementsOf(search.getValue());
        assertThat(list.at("/total").intValue()).isEqualTo(search.getValue().size());
        assertThat(followed(list.at("/links/self"), null)).isEqualTo(list);
    }

    @Test
    void whatIsEditedIsFoundByItsNewWords() {
        patch(pathOf(cafe), Map.of("title", "Tee für alle", "hashtag", "Tee"), "*", ann);
        assertThat(list(Map.of("q", "cafe"), null).at("/items")).isEmpty();
        assertThat(list(Map.of("hashtag", "changeday"), null).at("/items")).isEmpty();
        assertThat(titles(list(Map.of("q", "tee", "hashtag", "TEE"), null))).containsExactly("Tee für alle");
    }

    @ParameterizedTest
    @CsvSource({ "place, nowhere", "place, qwo", "asOf, yesterday", "page, 1.5", "size, -1", "q, a\u0000b",
            "organisation, a\u0000b", "hashtag, a\u0000b" })
    void aFilterThatIsWrongIsNamed(String filter, String value) {
        var problem = assertProblem(search(Map.of(filter, value), null), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(filter);
    }

    @ParameterizedTest
    @CsvSource({ "q, 200", "organisation, 150", "hashtag, 61" })
    void aFilterIsAsLongAsWhatItFinds(String filter, int longest) {
        assertThat(list(Map.of(filter, "a".repeat(longest)), null).at("/items")).isEmpty();
        assertProblem(search(Map.of(filter, "a".repeat(longest + 1)), null), 400, "invalid-request");
    }

    @ParameterizedTest
    @CsvSource({ "-1000000000-01-01T00:00:00Z, 0", "1970-01-01T00:00:00Z, 0", "2999-01-01T00:00:00Z, 5",
            "+1000000000-12-31T23:59:59Z, 5" })
    void aListOfAnyInstantCanBeAskedFor(String asOf, int total) {
        assertThat(list(Map.of("asOf", asOf), null).at("/total").intValue()).isEqualTo(total);
    }

    @ParameterizedTest
    @CsvSource({ "all, false", "open, false", "all, true", "open, true" })
    void pagesFitTogetherWhileOthersLaunchAndClose(String state, boolean signedIn) {
        var caller = signedIn ? ann : null;
        drafted(aCampaign().titled("Draft"), ann);
        var expected = new ArrayList<>(titles(list(Map.of("state", state), caller)));
        var seen = new ArrayList<String>();

        var page = list(Map.of("state", state, "size", "2"), caller);
        var total = page.at("/total");
        while (true) {
            seen.addAll(titles(page));
            assertThat(page.at("/total")).isEqualTo(total);
            if (page.at("/links/next").isNull()) {
                break;
            }
            launched(aCampaign().titled("New " + seen.size()), ann);
            drafted(aCampaign().titled("New draft " + seen.size()), ann);
            post(pathOf(cafe) + "/close", null, ann);
            page = followed(page.at("/links/next"), caller);
        }
        assertThat(seen).containsExactlyElementsOf(expected).hasSize(signedIn && state.equals("all") ? 6 : 5);
        assertThat(titles(followed(page.at("/links/first"), caller))).containsExactlyElementsOf(expected.subList(0, 2));
    }

    @Test
    void aDraftIsListedForItsLeadsAlone() {
        drafted(aCampaign().titled("Café draft"), ann);
        assertThat(titles(list(Map.of("q", "draft"), null))).isEmpty();
        assertThat(titles(list(Map.of("q", "draft"), anOrganiser()))).isEmpty();
        assertThat(titles(list(Map.of("q", "draft"), theSteward()))).isEmpty();
        assertThat(titles(list(Map.of("q", "draft"), ann))).containsExactly("Café draft");
        assertThat(titles(list(Map.of("q", "draft", "state", "open"), ann))).isEmpty();
        assertThat(list(Map.of("q", "draft"), null).at("/total").intValue()).isZero();
    }

    @Test
    void aSuspendedCampaignIsInNoListButForItsLeadsAndTheStewards() {
        var hub = anOrganiser();
        mongo.updateFirst(Query.query(Criteria.where("_id").is(cafe.at("/id").stringValue())),
                new Update().push("leads", new Leadership(hub.organiser().id(), "QWO", null, clock.instant(), null)),
                Campaign.class);
        assertThat(post(pathOf(cafe) + "/suspend", Map.of("reason", "abuse"), theSteward()).getStatus().value())
            .isEqualTo(200);

        for (var search : List.of(Map.of("state", "all"), Map.of("state", "open"), Map.of("q", "cafe"),
                Map.of("place", "QWO"), Map.of("hashtag", "ChangeDay"))) {
            assertThat(titles(list(search, null))).as("%s", search).doesNotContain("Café für alle");
            assertThat(titles(list(search, anOrganiser()))).as("%s", search).doesNotContain("Café für alle");
            assertThat(titles(list(search, ann))).as("%s", search).contains("Café für alle");
            assertThat(titles(list(search, hub))).as("%s", search).contains("Café für alle");
            assertThat(titles(list(search, theSteward()))).as("%s", search).contains("Café für alle");
        }
        assertThat(list(Map.of("state", "all"), null).at("/total").intValue()).isEqualTo(4);

        post(pathOf(cafe) + "/lift", null, theSteward());
        assertThat(titles(list(Map.of("q", "cafe"), null))).containsExactly("Café für alle");
    }

    private EntityExchangeResult<JsonNode> search(Map<String, String> filters, @Nullable Caller caller) {
        var address = UriComponentsBuilder.fromPath("/api/campaigns");
        filters.keySet().forEach(name -> address.queryParam(name, "{" + name + "}"));
        return get(address.encode().buildAndExpand(filters).toUri(), caller);
    }

    private JsonNode list(Map<String, String> filters, @Nullable Caller caller) {
        return ok(search(filters, caller));
    }

    private JsonNode followed(JsonNode link, @Nullable Caller caller) {
        return ok(get(URI.create(link.stringValue().substring("http://localhost:8080".length())), caller));
    }

    private EntityExchangeResult<JsonNode> get(URI address, @Nullable Caller caller) {
        return http.get().uri(URI.create("http://localhost:" + port).resolve(address)).headers(headers -> {
            if (caller != null) {
                headers.setBearerAuth(caller.token());
            }
        }).exchange().returnResult(JsonNode.class);
    }

    private static JsonNode ok(EntityExchangeResult<JsonNode> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return body(answer);
    }

    private static List<String> titles(JsonNode list) {
        return list.at("/items").valueStream().map(item -> item.at("/title").stringValue()).toList();
    }

    private static String pathOf(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
