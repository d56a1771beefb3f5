package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.data.mongodb.core.query.Query;
import tools.jackson.databind.JsonNode;

/** The list of campaigns, page by page and state by state. */
abstract class ListingCampaignsTests extends RunningService {

    private static final String LIST = "http://localhost:8080/api/campaigns?state=";

    @BeforeEach
    void noCampaigns() {
        mongo.remove(new Query(), Campaign.class);
    }

    @Test
    void eachStateListsItsOwnAsTheClockMovesOn() {
        var ann = anOrganiser();
        var now = clock.instant();
        drafted(aCampaign().titled("draft"), ann);
        launched(aCampaign().titled("always"), ann);
        launched(aCampaign().titled("first hour").closing(now.plus(Duration.ofHours(1)).toString()), ann);
        launched(aCampaign().titled("second hour")
            .opening(now.plus(Duration.ofHours(1)).toString())
            .closing(now.plus(Duration.ofHours(2)).toString()), ann);

        assertThat(titles("open")).containsExactlyInAnyOrder("always", "first hour");
        assertThat(titles("scheduled")).containsExactly("second hour");
        assertThat(titles("closed")).isEmpty();
        assertThat(titles("all")).containsExactlyInAnyOrder("always", "first hour", "second hour");

        clock.advance(Duration.ofHours(1));
        assertThat(titles("open")).containsExactlyInAnyOrder("always", "second hour");
        assertThat(titles("scheduled")).isEmpty();
        assertThat(titles("closed")).containsExactly("first hour");

        clock.advance(Duration.ofHours(1));
        assertThat(titles("open")).containsExactly("always");
        assertThat(titles("closed")).containsExactlyInAnyOrder("first hour", "second hour");
        assertThat(titles("all")).containsExactlyInAnyOrder("always", "first hour", "second hour");
    }

    @Test
    void theListSaysOfEachCampaignWhatItsOwnAddressSays() {
        var campaign = launched(aCampaign(), anOrganiser());
        assertThat(list("/api/campaigns").at("/items/0")).isEqualTo(campaign);
    }

    @Test
    void pagesCountFromOneAndLeadToEachOther() {
        var ann = anOrganiser();
        for (var title : List.of("one", "two", "three", "four", "five")) {
            launched(aCampaign().titled(title), ann);
        }
        var first = list("/api/campaigns?state=open&size=2");
        assertPage(first, 1, "five", "four");
        assertLinks(first, "1", null, "2", "3");
        var second = list("/api/campaigns?state=open&size=2&page=2");
        assertPage(second, 2, "three", "two");
        assertLinks(second, "2", "1", "3", "3");
        var third = list("/api/campaigns?state=open&size=2&page=3");
        assertPage(third, 3, "one");
        assertLinks(third, "3", "2", null, "3");
        var beyond = list("/api/campaigns?state=open&size=2&page=9");
        assertPage(beyond, 9);
        assertLinks(beyond, "9", "3", null, "3");
    }

    @Test
    void anEmptyListIsOnePage() {
        var page = list("/api/campaigns");
        assertThat(page.at("/items")).isEmpty();
        assertThat(page.at("/total").longValue()).isZero();
        assertThat(page.at("/size").intValue()).isEqualTo(20);
        assertThat(page.at("/links/self").stringValue()).matches(link("all", 20, "1"));
        assertThat(page.at("/links/last").stringValue()).matches(link("all", 20, "1"));
        assertThat(page.at("/links/next").isNull()).isTrue();
        assertThat(page.at("/links/prev").isNull()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({ "state=draft, state", "state=opened, state", "page=0, page", "page=one, page", "page=100001, page",
            "size=0, size", "size=101, size" })
    void aParameterThatIsWrongIsNamed(String query, String field) {
        var problem = assertProblem(get("/api/campaigns?" + query, null), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(field);
    }

    private void assertPage(JsonNode page, int number, String... titles) {
        assertThat(page.at("/page").intValue()).isEqualTo(number);
        assertThat(page.at("/size").intValue()).isEqualTo(2);
        assertThat(page.at("/total").longValue()).isEqualTo(5);
        assertThat(titlesOf(page)).containsExactly(titles);
    }

    private void assertLinks(JsonNode page, String self, @Nullable String prev, @Nullable String next, String last) {
        assertLink(page.at("/links/self"), self);
        assertLink(page.at("/links/first"), "1");
        assertLink(page.at("/links/last"), last);
        assertLink(page.at("/links/prev"), prev);
        assertLink(page.at("/links/next"), next);
    }

    private static String link(String state, int size, String page) {
        return Pattern.quote(LIST + state + "&size=" + size + "&asOf=") + "[-0-9T:.]+Z&page=" + page;
    }

    private static void assertLink(JsonNode link, @Nullable String page) {
        if (page == null) {
            assertThat(link.isNull()).isTrue();
        }
        else {
            assertThat(link.stringValue()).matches(link("open", 2, page));
        }
    }

    private List<String> titles(String state) {
        return titlesOf(list("/api/campaigns?state=" + state));
    }

    private static List<String> titlesOf(JsonNode page) {
        return page.at("/items").valueStream().map(item -> item.at("/title").stringValue()).toList();
    }

    private JsonNode list(String path) {
        var answer = get(path, null);
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return body(answer);
    }

}
