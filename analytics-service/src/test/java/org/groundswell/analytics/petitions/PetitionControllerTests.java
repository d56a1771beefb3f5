package org.groundswell.analytics.petitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.petitions.PetitionMother.LAUNCH;
import static org.groundswell.analytics.petitions.PetitionMother.aPetition;
import static org.groundswell.analytics.petitions.PetitionMother.aTally;
import static org.groundswell.analytics.petitions.PetitionMother.closed;
import static org.groundswell.analytics.petitions.PetitionMother.revised;
import static org.groundswell.analytics.petitions.PetitionMother.theLeast;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.PlacesMother;
import org.groundswell.analytics.SiteProperties;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.json.Timestamps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.json.JacksonJsonHttpMessageConverter;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The petitions site's addresses and answers. */
class PetitionControllerTests {

    private static final String SITE = "https://pledges.example";

    private static final Instant NOW = Instant.parse("2026-03-10T12:00:30Z");

    private static final Pattern TIME = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private final JsonMapper json = JsonMapper.builder().addModule(new Timestamps()).build();

    private final SettableClock clock = new SettableClock(NOW);

    private final Petitions petitions = new Petitions(clock);

    private final LivePicture picture = new LivePicture();

    private final MockMvcTester http = http();

    @BeforeEach
    void allWasHeard() {
        petitions.complete();
    }

    @Test
    void aPetitionHasTheShapeOfTheRealOne() throws IOException {
        petitions.keep(aPetition(7, "Hello, my name is", LAUNCH, NOW.plus(Duration.ofDays(40))));
        picture.show(aTally(7, 3, NOW.minusSeconds(1),
                List.of(new Tally.Part("QWO", 60, 60), new Tally.Part("7A4", 30, 30), new Tally.Part(null, 20, 20)),
                List.of(),
                List.of(new Tally.Reached(10, LAUNCH.plusSeconds(1)), new Tally.Reached(100, LAUNCH.plusSeconds(2)))));
        JsonNode real;
        try (var content = new ClassPathResource("petitions/petition-241584.json").getInputStream()) {
            real = json.readTree(content);
        }

        var ours = body(get("/petitions/7.json"));

        assertThat(differences("", real, ours)).isEmpty();
        assertThat(ours.propertyNames()).containsExactlyElementsOf(real.propertyNames());
        assertThat(ours.at("/data").propertyNames()).containsExactlyElementsOf(real.at("/data").propertyNames());
    }

    @Test
    void anOpenPetitionHasAllAttributesAndNoOthers() {
        petitions.keep(aPetition(7, "Hello, my name is", LAUNCH, Instant.parse("2026-04-30T23:00:00Z")));
        picture.show(aTally(7, 3, NOW.minusSeconds(1),
                List.of(new Tally.Part("QWO", 60, 600), new Tally.Part("QHM", 5, 5), new Tally.Part("7A4", 30, 30),
                        new Tally.Part("S92000003", 2, 2), new Tally.Part("E92000001", 1, 1),
                        new Tally.Part("ZZ9", 4, 4), new Tally.Part(null, 20, 20)),
                List.of(),
                List.of(new Tally.Reached(10, LAUNCH.plusSeconds(1)), new Tally.Reached(100, LAUNCH.plusSeconds(2)))));

        assertThat(body(get("/petitions/7.json"))).isEqualTo(json.readTree(
                """
                        {"links": {"self": "https://pledges.example/petitions/7.json"},
                         "data": {"type": "petition", "id": 7, "attributes": {
                           "action": "Hello, my name is", "background": "Summary of 7", "additional_details": "I will",
                           "committee_note": null, "state": "open", "signature_count": 122, "closing_date": "2026-04-30",
                           "created_at": "2026-02-26T08:30:00.250Z", "updated_at": "2026-03-10T12:00:29.000Z",
                           "rejected_at": null, "opened_at": "2026-03-01T08:30:00.250Z", "closed_at": null,
                           "moderation_threshold_reached_at": null,
                           "response_threshold_reached_at": "2026-03-01T08:30:01.250Z", "government_response_at": null,
                           "debate_threshold_reached_at": "2026-03-01T08:30:02.250Z", "debate_scheduled_on": null,
                           "scheduled_debate_date": null, "debate_outcome_at": null, "creator_name": "Ward 7",
                           "rejection": null, "government_response": null, "debate": null, "departments": [], "topics": [],
                           "signatures_by_country": [{"name": "United Kingdom", "code": "GB", "signature_count": 122}],
                           "signatures_by_constituency": [
                             {"name": "North East and North Cumbria", "ons_code": "E54000050", "mp": null, "signature_count": 5},
                             {"name": "West Yorkshire", "ons_code": "E54000054", "mp": null, "signature_count": 60},
                             {"name": "Cardiff and Vale", "ons_code": "W11000029", "mp": null, "signature_count": 30}],
                           "signatures_by_region": [
                             {"name": "Scotland", "ons_code": "S92000003", "signature_count": 2},
                             {"name": "Wales", "ons_code": "W92000004", "signature_count": 30},
                             {"name": "North East and Yorkshire", "ons_code": "E40000012", "signature_count": 65}],
                           "other_parliamentary_business": []}}}"""));
    }

    @Test
    void aClosedPetitionHasAClosingTimeAndNoClosingDate() {
        var closes = Instant.parse("2026-03-10T12:00:30.000Z");
        petitions.keep(aPetition(7, "Closed", LAUNCH, closes));

        var attributes = body(get("/petitions/7.json")).at("/data/attributes");

        assertThat(attributes.at("/state").asString()).isEqualTo("closed");
        assertThat(attributes.at("/closed_at").asString()).isEqualTo("2026-03-10T12:00:30.000Z");
        assertThat(attributes.at("/updated_at").asString()).isEqualTo("2026-03-10T12:00:30.000Z");
        assertThat(attributes.at("/closing_date").isNull()).isTrue();
    }

    @Test
    void aPetitionThatIsClosedByHandIsClosedFromThenOn() throws IOException {
        petitions.keep(aPetition(7, "Closed by hand", LAUNCH, NOW.plus(Duration.ofDays(40))));
        var before = get("/petitions/7.json");
        petitions.close(closed(7, NOW.minusSeconds(5)));
        var after = get("/petitions/7.json");

        var attributes = body(after).at("/data/attributes");
        assertThat(attributes.at("/state").asString()).isEqualTo("closed");
        assertThat(attributes.at("/closed_at").asString()).isEqualTo("2026-03-10T12:00:25.000Z");
        assertThat(attributes.at("/closing_date").isNull()).isTrue();
        assertThat(after.getHeader("ETag")).isNotEqualTo(before.getHeader("ETag"));
        assertThat(ids(body(get("/petitions.json?state=open")))).isEmpty();
        assertThat(ids(body(get("/petitions.json?state=closed")))).containsExactly(7L);
        assertThat(get("/petitions.csv").getContentAsString()).contains("\"closed\"");
    }

    @Test
    void aSuspendedPetitionIsNowhereUntilThatIsLifted() throws IOException {
        petitions.keep(aPetition(7));
        picture.show(growing(7, 1, 1));
        assertIsShown(7);
        clock.set(NOW.plusSeconds(1));
        petitions.keep(revised(7, 2, "Petition 7", true));
        for (var path : List.of("/petitions/7.json", "/petitions/7/count.json", "/petitions/7")) {
            assertThat(get(path).getStatus()).as(path).isEqualTo(404);
        }
        for (var list : List.of("/petitions.json", "/petitions.json?state=open", "/petitions.json?q=petition",
                "/trending.json")) {
            assertThat(ids(body(get(list)))).as(list).isEmpty();
        }
        assertThat(get("/petitions.csv").getContentAsString()).hasLineCount(1);
        clock.set(NOW.plusSeconds(2));
        petitions.keep(revised(7, 3, "Petition 7", false));
        assertIsShown(7);
    }

    private void assertIsShown(long number) throws IOException {
        for (var path : List.of("/petitions/" + number + ".json", "/petitions/" + number + "/count.json")) {
            assertThat(get(path).getStatus()).as(path).isEqualTo(200);
        }
        for (var list : List.of("/petitions.json", "/trending.json")) {
            assertThat(ids(body(get(list)))).as(list).contains(number);
        }
        assertThat(get("/petitions.csv").getContentAsString()).contains("/petitions/" + number + "\"");
    }

    @Test
    void aPetitionClosesInTheAnswerTooWhenNothingElseChanges() {
        petitions.keep(aPetition(7, "Closes soon", LAUNCH, NOW.plusSeconds(10)));
        var before = get("/petitions/7.json");
        clock.set(NOW.plusSeconds(10));
        var after = get("/petitions/7.json");

        assertThat(body(before).at("/data/attributes/state").asString()).isEqualTo("open");
        assertThat(body(after).at("/data/attributes/state").asString()).isEqualTo("closed");
        assertThat(after.getHeader("ETag")).isNotEqualTo(before.getHeader("ETag"));
    }

    @Test
    void whatAnOldEventDidNotSayIsNullAndNothingCountedYetIsNought() {
        petitions.keep(theLeast(7));

        var attributes = body(get("/petitions/7.json")).at("/data/attributes");

        assertThat(attributes.size()).isEqualTo(29);
        assertThat(attributes.at("/signature_count").longValue()).isZero();
        for (var absent : List.of("background", "additional_details", "creator_name", "closing_date",
                "response_threshold_reached_at", "debate_threshold_reached_at")) {
            assertThat(attributes.get(absent).isNull()).as(absent).isTrue();
        }
        assertThat(attributes.at("/created_at").asString()).isEqualTo("2026-03-01T08:30:00.250Z");
        assertThat(attributes.at("/signatures_by_constituency").isEmpty()).isTrue();
    }

    @Test
    void aCountIsAtTheTopLevel() {
        petitions.keep(aPetition(7));
        assertThat(body(get("/petitions/7/count.json"))).isEqualTo(json.readTree("""
                {"signature_count": 0, "response_threshold_reached_at": null, "government_response_at": null,
                 "debate_threshold_reached_at": null, "scheduled_debate_date": null, "debate_outcome_at": null,
                 "debated": false}"""));
        picture.show(aTally(7, 1, LAUNCH, List.of(new Tally.Part(null, 11, 11)), List.of(),
                List.of(new Tally.Reached(10, LAUNCH.plusSeconds(9)))));
        assertThat(body(get("/petitions/7/count.json"))).isEqualTo(json.readTree("""
                {"signature_count": 11, "response_threshold_reached_at": "2026-03-01T08:30:09.250Z",
                 "government_response_at": null, "debate_threshold_reached_at": null, "scheduled_debate_date": null,
                 "debate_outcome_at": null, "debated": false}"""));
    }

    @Test
    void aNewerTallyOrNewsOfTheCampaignIsShownAtOnce() {
        petitions.keep(aPetition(7));
        for (int version = 1; version <= 3; version++) {
            picture.show(aTally(7, version, 5 - version));
            assertThat(body(get("/petitions/7/count.json")).at("/signature_count").longValue()).isEqualTo(5 - version);
            assertThat(body(get("/petitions/7.json")).at("/data/attributes/signature_count").longValue())
                .isEqualTo(5 - version);
        }
        petitions.keep(revised(7, 2, "Renamed", false));
        assertThat(body(get("/petitions/7.json")).at("/data/attributes/action").asString()).isEqualTo("Renamed");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions.json", "/petitions.json?state=closed&q=x", "/petitions.csv",
            "/petitions/7.json", "/petitions/7/count.json", "/trending.json", "/constituencies.json" })
    void whatHasNotChangedIsNotSentAgain(String path) {
        petitions.keep(aPetition(7));
        var answer = get(path);
        assertThat(answer.getStatus()).isEqualTo(200);
        assertThat(answer.getHeader("Cache-Control")).contains("public", "max-age=1,", "stale-while-revalidate=",
                "stale-if-error=");
        assertThat(answer.getHeader("Vary")).isNull();
        var eTag = String.valueOf(answer.getHeader("ETag"));
        assertThat(eTag).matches("\"[^\"]+\"");

        var again = http.get().uri(path).header("If-None-Match", eTag).exchange().getResponse();
        assertThat(again.getStatus()).isEqualTo(304);
        assertThat(again.getContentAsByteArray()).isEmpty();
        assertThat(again.getHeader("ETag")).isEqualTo(eTag);
        assertThat(again.getHeader("Cache-Control")).isEqualTo(answer.getHeader("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions.json", "/petitions.csv", "/petitions/7.json", "/petitions/7/count.json",
            "/trending.json" })
    void aCountThatChangedChangesTheETag(String path) {
        petitions.keep(aPetition(7));
        picture.show(growing(7, 1, 1));
        var before = get(path);
        picture.show(growing(7, 2, 2));
        clock.set(NOW.plusSeconds(1));
        var after = http.get()
            .uri(path)
            .header("If-None-Match", String.valueOf(before.getHeader("ETag")))
            .exchange()
            .getResponse();
        assertThat(after.getStatus()).isEqualTo(200);
        assertThat(after.getHeader("ETag")).isNotEqualTo(before.getHeader("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions/8.json", "/petitions/8/count.json", "/petitions/8", "/petitions/9.json",
            "/petitions/99999999999999999999.json" })
    void whatIsUnknownOrHasNotOpenedIsNotFound(String path) {
        petitions.keep(aPetition(9, "Scheduled", NOW.plusSeconds(1), null));
        var answer = get(path);
        assertThat(answer.getStatus()).isEqualTo(404);
        assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        assertThat(body(answer).at("/type").asString()).isEqualTo("/problems/not-found");
    }

    @Test
    void whileTheListIsStillBeingReadNobodyIsToldThatAPetitionIsNotThere() {
        var starting = new PetitionControllerTests();
        starting.petitions.keep(aPetition(7));
        for (var path : List.of("/petitions.json", "/petitions.csv", "/petitions/7.json", "/petitions/8/count.json",
                "/petitions/8", "/trending.json")) {
            var answer = starting.get(path);
            assertThat(answer.getStatus()).as(path).isEqualTo(503);
            assertThat(answer.getHeader("Retry-After")).isEqualTo("1");
            assertThat(answer.getContentType()).isEqualTo("application/problem+json");
        }
        assertThat(starting.get("/constituencies.json").getStatus()).isEqualTo(200);
    }

    @Test
    void aPetitionsPageIsItsCampaigns() {
        petitions.keep(aPetition(7));
        var answer = get("/petitions/7");
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).isEqualTo("https://pledges.example/campaigns/campaign-7");
    }

    @Test
    void aListHasFiftyAPageTheMostSignedFirst() {
        for (int number = 1; number <= 101; number++) {
            petitions.keep(aPetition(number));
            picture.show(aTally(number, 1, number));
        }
        var first = body(get("/petitions.json"));
        var second = body(get("/petitions.json?page=2"));
        var third = body(get("/petitions.json?page=3"));
        var beyond = body(get("/petitions.json?page=4"));

        assertThat(ids(first)).hasSize(50).startsWith(101L, 100L).endsWith(52L);
        assertThat(ids(second)).hasSize(50).startsWith(51L);
        assertThat(ids(third)).containsExactly(1L);
        assertThat(ids(beyond)).isEmpty();
        assertThat(links(first)).isEqualTo(links("", "", "?page=3", "?page=2", null));
        assertThat(links(second)).isEqualTo(links("?page=2", "", "?page=3", "?page=3", ""));
        assertThat(links(third)).isEqualTo(links("?page=3", "", "?page=3", null, "?page=2"));
        assertThat(links(beyond)).isEqualTo(links("?page=4", "", "?page=3", null, "?page=3"));
    }

    @Test
    void anEmptyListHasOnePage() {
        assertThat(links(body(get("/petitions.json")))).isEqualTo(links("", "", "", null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1", "first", "1", "%20" })
    void aPageThatIsNoneIsTheFirst(String page) {
        petitions.keep(aPetition(7));
        var answer = body(get("/petitions.json?page=" + page));
        assertThat(ids(answer)).containsExactly(7L);
        assertThat(links(answer)).isEqualTo(links("?page=" + page, "", "", null, null));
    }

    @Test
    void linksKeepWhatWasAskedFor() {
        for (int number = 1; number <= 3; number++) {
            petitions.keep(aPetition(number));
        }
        var page = body(get("/petitions.json?state=open&q=petition%20%26%20summary&page=2&count=1"));
        assertThat(ids(page)).isEmpty();
        page = body(get("/petitions.json?state=open&q=PETITION%20summary&page=2&count=1"));
        assertThat(ids(page)).containsExactly(2L);
        assertThat(links(page)).isEqualTo(links("?state=open&q=PETITION%20summary&page=2&count=1",
                "?count=1&q=PETITION+summary&state=open", "?count=1&page=3&q=PETITION+summary&state=open",
                "?count=1&page=3&q=PETITION+summary&state=open", "?count=1&q=PETITION+summary&state=open"));
        assertThat(ids(body(get("/petitions.json?count=1000")))).hasSize(3);
    }

    @Test
    void anItemOfAListHasALinkAndNoBreakdowns() {
        petitions.keep(aPetition(7));
        var item = body(get("/petitions.json")).at("/data/0");
        var one = body(get("/petitions/7.json")).at("/data");

        assertThat(item.propertyNames()).containsExactly("type", "id", "links", "attributes");
        assertThat(item.at("/links")).isEqualTo(json.readTree("""
                {"self": "https://pledges.example/petitions/7.json"}"""));
        var names = new ArrayList<>(one.at("/attributes").propertyNames());
        names.removeAll(List.of("signatures_by_country", "signatures_by_constituency", "signatures_by_region",
                "other_parliamentary_business"));
        assertThat(item.at("/attributes").propertyNames()).containsExactlyElementsOf(names);
    }

    @ParameterizedTest
    @CsvSource({ "all,3 2 1", "open,3 1", "recent,1 3", "closed,2", "rejected,", "awaiting_response,", "with_response,",
            "awaiting_debate,", "debated,", "not_debated,", "'',3 2 1" })
    void aStateListsThoseThatAreInIt(String state, @Nullable String numbers) {
        petitions.keep(aPetition(1, "Newer", LAUNCH.plusSeconds(1), null));
        petitions.keep(aPetition(2, "Closed", LAUNCH.plusSeconds(2), NOW));
        petitions.keep(aPetition(3, "Older", LAUNCH, NOW.plusSeconds(1)));
        petitions.keep(aPetition(4, "Scheduled", NOW.plusSeconds(1), null));
        picture.show(aTally(1, 1, 1));
        picture.show(aTally(2, 1, 20));
        picture.show(aTally(3, 1, 300));

        var expected = numbers == null ? List.<Long>of()
                : List.of(numbers.split(" ")).stream().map(Long::valueOf).toList();
        assertThat(ids(body(get("/petitions.json?state=" + state)))).isEqualTo(expected);
        assertThat(get("/petitions.csv?state=" + state).getContentAsByteArray()).asString()
            .hasLineCount(1 + expected.size());
    }

    @ParameterizedTest
    @CsvSource({ "/petitions.json?state=draft,/petitions.json?state=all",
            "/petitions.json?page=2&q=a%26b&state=OPEN,/petitions.json?page=2&q=a%26b&state=all",
            "/petitions.csv?state=x,/petitions.csv?state=all" })
    void anUnknownStateRedirectsToAll(String path, String all) {
        var answer = get(path);
        assertThat(answer.getStatus()).isEqualTo(302);
        assertThat(answer.getHeader("Location")).isEqualTo(SITE + all);
    }

    @ParameterizedTest
    @CsvSource({ "hello,7", "HELLO name,7", "summary of 8,8", "i will,8 7", "nobody,", "é,", "%25,", "ward," })
    void aSearchFindsWhereAllWordsAre(String words, @Nullable String numbers) {
        petitions.keep(aPetition(7, "Hello, my name is", LAUNCH, null));
        petitions.keep(aPetition(8));
        var found = ids(body(http.get().uri("/petitions.json").queryParam("q", words).exchange().getResponse()));
        assertThat(found)
            .isEqualTo(numbers == null ? List.of() : List.of(numbers.split(" ")).stream().map(Long::valueOf).toList());
    }

    @Test
    void whatWasNotSaidIsNotTheWordNull() {
        petitions.keep(theLeast(7));
        assertThat(ids(body(get("/petitions.json?q=null")))).isEmpty();
        assertThat(ids(body(get("/petitions.json?q=petition")))).containsExactly(7L);
    }

    @Test
    void theTableHasQuotedTextAndNoFormulas() throws IOException {
        var titles = List.of("Say \"hello\", always", "=HYPERLINK(\"http://x\")", "+1", "-1", "@cmd", "1+1",
                "Naïve 🎗");
        for (int number = 1; number <= titles.size(); number++) {
            petitions.keep(aPetition(number, titles.get(number - 1), LAUNCH, number == 1 ? NOW : null));
            picture.show(aTally(number, 1, 100 - number));
        }
        var answer = get("/petitions.csv");
        assertThat(answer.getContentType()).isEqualTo("text/csv;charset=UTF-8");
        assertThat(answer.getHeader("Content-Disposition")).isEqualTo("attachment; filename=\"petitions.csv\"");
        assertThat(answer.getContentAsString()).isEqualTo("""
                "Petition","URL","State","Signatures Count"
                "Say ""hello"", always","https://pledges.example/petitions/1","closed",99
                "%3DHYPERLINK(""http://x"")","https://pledges.example/petitions/2","open",98
                "%2B1","https://pledges.example/petitions/3","open",97
                "%2D1","https://pledges.example/petitions/4","open",96
                "%40cmd","https://pledges.example/petitions/5","open",95
                "1+1","https://pledges.example/petitions/6","open",94
                "Naïve 🎗","https://pledges.example/petitions/7","open",93
                """);
    }

    @Test
    void theTableHasAllPetitionsAtOnce() throws IOException {
        for (int number = 1; number <= 120; number++) {
            petitions.keep(aPetition(number));
        }
        assertThat(get("/petitions.csv?page=2").getContentAsString()).hasLineCount(121);
    }

    @Test
    void trendingAreTheTenThatGrewMostInTheLastHour() {
        for (int number = 1; number <= 12; number++) {
            petitions.keep(aPetition(number));
            picture.show(growing(number, 1, number));
        }
        petitions.keep(aPetition(20, "Closed", LAUNCH, NOW));
        picture.show(growing(20, 1, 500));
        petitions.keep(aPetition(21));
        picture.show(aTally(21, 1, 1_000_000));

        var trending = body(get("/trending.json"));

        assertThat(ids(trending)).containsExactly(12L, 11L, 10L, 9L, 8L, 7L, 6L, 5L, 4L, 3L);
        assertThat(trending.at("/data/0")).isEqualTo(json.readTree("""
                {"type": "petition", "id": 12, "links": {"self": "https://pledges.example/petitions/12.json"},
                 "attributes": {"action": "Petition 12", "signature_count": 12}}"""));
        assertThat(trending.at("/links/self").asString()).isEqualTo("https://pledges.example/trending.json");
        assertThat(trending.at("/meta/updated_at").asString()).isEqualTo("2026-03-10T12:00:00.000Z");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/petitions.json", "/petitions.csv", "/trending.json" })
    void aListIsMadeOnceInASecond(String path) throws IOException {
        petitions.keep(aPetition(7));
        picture.show(growing(7, 1, 1));
        var first = get(path).getContentAsString();
        picture.show(growing(7, 2, 2));
        clock.set(NOW.plusMillis(900));
        assertThat(get(path).getContentAsString()).isEqualTo(first);
        clock.set(NOW.plusSeconds(1));
        assertThat(get(path).getContentAsString()).isNotEqualTo(first);
    }

    @Test
    void eachAddressHasAListOfItsOwn() throws IOException {
        petitions.keep(aPetition(7));
        petitions.keep(aPetition(8, "Closed", LAUNCH, NOW));
        assertThat(ids(body(get("/petitions.json")))).containsExactly(8L, 7L);
        assertThat(ids(body(get("/petitions.json?state=open")))).containsExactly(7L);
        assertThat(ids(body(get("/petitions.json?q=closed")))).containsExactly(8L);
        assertThat(get("/petitions.csv").getContentAsString()).hasLineCount(3);
        assertThat(get("/petitions.csv?state=closed").getContentAsString()).hasLineCount(2);
    }

    @Test
    void growthIsOfThisMinuteAndThe59Before() {
        petitions.keep(aPetition(7));
        picture.show(aTally(7, 1, NOW, List.of(new Tally.Part(null, 111, 111)),
                List.of(new Tally.Minute(Instant.parse("2026-03-10T11:00:00Z"), 100),
                        new Tally.Minute(Instant.parse("2026-03-10T11:01:00Z"), 10),
                        new Tally.Minute(Instant.parse("2026-03-10T12:00:00Z"), 1)),
                List.of()));
        assertThat(body(get("/trending.json")).at("/data/0/attributes/signature_count").longValue()).isEqualTo(11);
    }

    @Test
    void constituenciesAreBoardsByTheirCode() {
        var constituencies = body(get("/constituencies.json"));
        assertThat(new ArrayList<>(constituencies.propertyNames())).hasSize(49).isSorted();
        assertThat(constituencies.at("/E54000054")).isEqualTo(json.readTree("""
                {"mp": null, "party": null, "constituency": "West Yorkshire", "ons_code": "E54000054",
                 "start_date": null, "end_date": null}"""));
        assertThat(constituencies.at("/W11000029/constituency").asString()).isEqualTo("Cardiff and Vale");
        assertThat(constituencies.has("E40000012")).isFalse();
    }

    private static Tally growing(long number, long version, long pledges) {
        return aTally(number, version, NOW, List.of(new Tally.Part(null, pledges, pledges)),
                List.of(new Tally.Minute(Instant.parse("2026-03-10T11:30:00Z"), pledges)), List.of());
    }

    /** What a client of the real one could stumble over in ours. */
    private static List<String> differences(String path, JsonNode real, JsonNode ours) {
        var found = new ArrayList<String>();
        // Where the real one happens to have nothing, or we have no counterpart.
        if (real.isNull() || ours.isNull()) {
            return found;
        }
        if (real.getNodeType() != ours.getNodeType() || real.isIntegralNumber() != ours.isIntegralNumber()) {
            found.add(path + " is of another type");
        }
        else if (real.isObject()) {
            for (var name : real.propertyNames()) {
                if (ours.has(name)) {
                    found.addAll(differences(path + "/" + name, real.get(name), ours.get(name)));
                }
                else {
                    found.add(path + "/" + name + " is missing");
                }
            }
        }
        else if (real.isArray() && !real.isEmpty()) {
            ours.valueStream().forEach(element -> found.addAll(differences(path + "/0", real.get(0), element)));
        }
        else if (real.isString()) {
            for (var format : List.of(TIME, DATE)) {
                if (format.matcher(real.asString()).matches() && !format.matcher(ours.asString()).matches()) {
                    found.add(path + " has another format");
                }
            }
        }
        return found;
    }

    private static List<Long> ids(JsonNode list) {
        return list.at("/data").valueStream().map(item -> item.at("/id").longValue()).toList();
    }

    private static Map<String, @Nullable String> links(JsonNode list) {
        var links = new TreeMap<String, @Nullable String>();
        list.at("/links").properties().forEach(link -> links.put(link.getKey(), link.getValue().stringValue(null)));
        return links;
    }

    private static Map<String, @Nullable String> links(String self, String first, String last, @Nullable String next,
            @Nullable String prev) {
        var links = new TreeMap<String, @Nullable String>();
        var address = SITE + "/petitions.json";
        links.put("self", address + self);
        links.put("first", address + first);
        links.put("last", address + last);
        links.put("next", next == null ? null : address + next);
        links.put("prev", prev == null ? null : address + prev);
        return links;
    }

    private JsonNode body(MockHttpServletResponse answer) {
        return json.readTree(answer.getContentAsByteArray());
    }

    private MockHttpServletResponse get(String path) {
        return http.get().uri(URI.create(path)).exchange().getResponse();
    }

    private MockMvcTester http() {
        var site = new SiteProperties(SITE);
        var controller = new PetitionController(petitions, picture, new PetitionsJson(PlacesMother.places(), site),
                new PetitionsCsv(site), json, site, clock);
        return MockMvcTester.create(MockMvcBuilders.standaloneSetup(controller)
            .setControllerAdvice(new PetitionRefusalAdvice())
            .setMessageConverters(new ByteArrayHttpMessageConverter(), new JacksonJsonHttpMessageConverter(json))
            .build());
    }

}
