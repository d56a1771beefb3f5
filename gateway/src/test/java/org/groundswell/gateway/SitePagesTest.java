package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SitePagesTest extends BrowserTest {

    private static final String MANAGE = "http://localhost:8080/pledges/p1#aZ09-_aZ09-_aZ09-_aZ09";

    private static final String HELLO = """
            {"slug":"hello-my-name-is","number":1,"title":"Hello, my name is","state":"open",
             "summary":"A conversation starts with a name. Promise to introduce yourself to every patient, every time.",
             "standardPledge":"I will introduce myself by name to everyone I care for","organisation":"NHS Change Day",
             "target":10000,"milestones":[100,1000,10000],"themes":["dignity","safety"],
             "roles":["clinical","patient","carer"],"hashtag":"ChangeDay","verification":"none",
             "opensAt":"2026-03-01T00:00:00.000Z","closesAt":"2026-12-30T23:00:00.000Z","links":{}}""";

    private static final String HANDS = """
            {"slug":"clean-hands","title":"Clean hands, every time","state":"open","summary":"One thing that each of us can do, sixty times a day.",
             "organisation":"West Yorkshire ICB","standardPledge":null,"target":null,"milestones":[],"themes":null,"roles":[]}""";

    private static final String SCRIPT = "<img src=x onerror=alert(1)><script>alert(2)</script>";

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

    @BeforeEach
    void openCampaigns() {
        campaigns.on("GET /api/campaigns", StubService.json(200, page(HELLO, HANDS)));
        campaigns.on("GET /api/campaigns/hello-my-name-is", StubService.json(200, HELLO));
        campaigns.on("GET /api/campaigns/clean-hands", StubService.json(200, HANDS));
        analytics.on("GET /api/campaigns/hello-my-name-is/tally", StubService.json(200, tally(7, 1234, 5678)));
        analytics.on("GET /api/campaigns/clean-hands/tally", StubService.json(200, tally(1, 1, 1)));
        analytics.on("GET /api/tallies/stream", this::stream);
        analytics.on("GET /api/campaigns/hello-my-name-is/tally/stream", this::stream);
        analytics.on("GET /api/campaigns/clean-hands/tally/stream", this::stream);
        pledges.on("*", StubService.json(201, "{\"id\":\"p1\",\"links\":{\"manage\":\"" + MANAGE + "\"}}"));
        otherPledges.on("*", StubService.json(201, "{\"id\":\"p1\",\"links\":{\"manage\":\"" + MANAGE + "\"}}"));
    }

    @AfterEach
    void endStreams() {
        events.add("end");
    }

    @Test
    void theHomePageCountsWithoutReloading() {
        with(true, page -> {
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.getByText("1,234")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("12% of the target of 10,000")).isVisible();
            page.evaluate("window.sameDocument = true");

            events.add("event: tally\nid: 8\ndata: {\"campaign\":\"hello-my-name-is\",\"version\":8,"
                    + "\"pledges\":2500,\"people\":9001,\"target\":10000}\n\n");

            PlaywrightAssertions.assertThat(page.getByText("2,500")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("9,001")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("25% of the target of 10,000")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("[data-live]")).hasText("Live");
            assertThat(page.evaluate("window.sameDocument")).isEqualTo(true);
            PlaywrightAssertions.assertThat(page.locator("[data-tally=clean-hands] [data-pledges]")).hasText("1");
        });
    }

    @Test
    void anOlderCountNeverReplacesANewerOne() {
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("[data-live]")).hasText("Live");

            events.add("event: tally\nid: 3\ndata: {\"version\":3,\"pledges\":9,\"people\":9}\n\n");
            events.add("event: milestone\ndata: {\"threshold\":10000}\n\n");

            PlaywrightAssertions.assertThat(page.locator("[data-threshold='10000']")).containsText("reached");
            PlaywrightAssertions.assertThat(page.locator("[data-pledges]")).hasText("1,234");
        });
    }

    @Test
    void aPageThatIsNotLiveSaysSoAndBecomesLiveAgain() {
        analytics.on("GET /api/tallies/stream", StubService.json(503, "{}"));
        with(true, page -> {
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.locator("[data-live]"))
                .hasText("Not live at the moment. Trying again.");
            complaints.removeIf(text -> text.contains("503"));

            analytics.on("GET /api/tallies/stream", this::stream);

            PlaywrightAssertions.assertThat(page.locator("[data-live]"))
                .hasText("Live",
                        new com.microsoft.playwright.assertions.LocatorAssertions.HasTextOptions().setTimeout(40_000));
            complaints.removeIf(text -> text.contains("503"));
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aPledgeCanBeMade(boolean javaScript) {
        with(javaScript, page -> {
            page.navigate(url("/"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make your pledge to Hello")).click();
            page.getByLabel("Something in my own words").check();
            page.getByLabel("I will…").fill("sit down & listen");
            page.getByLabel("Name to show").fill("Ward 7 “Löwe”");
            page.getByLabel("Place").selectOption("QWO");
            page.getByLabel("Role").selectOption("clinical");
            page.getByLabel("Theme").selectOption("dignity");
            page.getByLabel("How many people").fill("12");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();

            PlaywrightAssertions.assertThat(page.getByText("Thank you. Your pledge counts.")).isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Your link to your pledge")).hasValue(MANAGE);
            PlaywrightAssertions.assertThat(page.getByText("See your pledge")).hasAttribute("href", MANAGE);
            PlaywrightAssertions.assertThat(page.getByText("looked at it")).hasCount(0);
        });
        var asked = pledges.asked().isEmpty() ? otherPledges.onlyAsked() : pledges.onlyAsked();
        assertThat(asked.request()).isEqualTo("POST /api/campaigns/hello-my-name-is/pledges");
        assertThat(asked.headers().getFirst("Idempotency-Key")).startsWith("web-");
        assertThat(asked.body()).isEqualTo("{\"text\":\"sit down & listen\",\"displayName\":\"Ward 7 “Löwe”\","
                + "\"anonymous\":false,\"place\":\"QWO\",\"role\":\"clinical\",\"theme\":\"dignity\",\"people\":12,"
                + "\"channel\":\"web\"}");
    }

    @Test
    void theStandardPledgeIsMadeWithOneClick() {
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
            PlaywrightAssertions.assertThat(page.getByText("Thank you. Your pledge counts.")).isVisible();
        });
        var asked = pledges.asked().isEmpty() ? otherPledges.onlyAsked() : pledges.onlyAsked();
        assertThat(asked.body()).isEqualTo("{\"anonymous\":false,\"people\":1,\"channel\":\"web\"}");
    }

    @Test
    void aFormSentTwiceCarriesTheSameKey() {
        with(false, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
            PlaywrightAssertions.assertThat(page.getByText("Thank you. Your pledge counts.")).isVisible();
            page.goBack();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
            PlaywrightAssertions.assertThat(page.getByText("Thank you. Your pledge counts.")).isVisible();
        });
        var keys = java.util.stream.Stream.concat(pledges.asked().stream(), otherPledges.asked().stream())
            .map(asked -> asked.headers().getFirst("Idempotency-Key"))
            .toList();
        assertThat(keys).hasSize(2);
        assertThat(keys.get(0)).isEqualTo(keys.get(1));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void mistakesAreShownAboveAndBesideTheFieldAndWhatWasTypedIsKept(boolean javaScript) {
        with(javaScript, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            page.getByLabel("Something in my own words").check();
            page.getByLabel("I will…").fill(SCRIPT);
            page.getByLabel("How many people").fill("0");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();

            PlaywrightAssertions.assertThat(page).hasTitle(Pattern.compile("^Error: "));
            PlaywrightAssertions.assertThat(page.locator(".govuk-error-summary")).containsText("There is a problem");
            PlaywrightAssertions.assertThat(page.locator("#people-error")).containsText("from 1 to 10,000");
            PlaywrightAssertions.assertThat(page.getByLabel("I will…")).hasValue(SCRIPT);
            PlaywrightAssertions.assertThat(page.getByLabel("How many people")).hasValue("0");
            complaints.removeIf(text -> text.contains("400"));
            if (javaScript) {
                shoot(page, "errors");
                accessible(page);
            }
        });
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
    }

    @Test
    void whatTheServiceRefusesIsShownAtTheField() {
        StubService.Behaviour refusal = StubService.json(400,
                "{\"errors\":[{\"field\":\"displayName\",\"message\":\"must not be a link\"}]}");
        pledges.on("*", refusal);
        otherPledges.on("*", refusal);
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            page.getByLabel("Name to show").fill("https://x.example");
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
            PlaywrightAssertions.assertThat(page.locator("#displayName-error"))
                .containsText("The name must not be a link");
            complaints.removeIf(text -> text.contains("400"));
        });
    }

    @Test
    void aPledgeThatCannotBeTakenNowKeepsItsKey() {
        pledges.on("*", StubService.json(503, "{}"));
        otherPledges.on("*", StubService.json(503, "{}"));
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            var key = page.locator("input[name=key]").inputValue();
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
            PlaywrightAssertions.assertThat(page.locator(".govuk-error-summary")).containsText("could not take");
            assertThat(page.locator("input[name=key]").inputValue()).isEqualTo(key);
            complaints.removeIf(text -> text.contains("503"));
        });
    }

    @Test
    void textIsShownAsItWasTyped() {
        var hostile = HELLO.replace("Hello, my name is", SCRIPT).replace("NHS Change Day", SCRIPT);
        campaigns.on("GET /api/campaigns", StubService.json(200, page(hostile)));
        campaigns.on("GET /api/campaigns/hello-my-name-is", StubService.json(200, hostile));
        with(true, page -> {
            page.onDialog(dialog -> complaints.add("a script ran"));
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.locator(".card__title")).hasText(SCRIPT);
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("h1")).hasText(SCRIPT);
            assertThat(page.title()).startsWith(SCRIPT);
        });
    }

    @Test
    void aFormFromAnotherSiteIsRefused() {
        var answer = send(request("/campaigns/hello-my-name-is/pledges")
            .POST(java.net.http.HttpRequest.BodyPublishers.ofString("key=web-12345678&people=1"))
            .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
    }

    @Test
    void theHomePageStaysUpWithoutCounts() {
        analytics.on("*", StubService.hangUp());
        analytics.on("GET /api/campaigns/hello-my-name-is/tally", StubService.hangUp());
        with(false, page -> {
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.getByText("Some counts cannot be shown just now")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("Hello, my name is").first()).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("0% of the target")).isHidden();
            shoot(page, "home-without-counts");
        });
    }

    @Test
    void theHomePageStaysUpWithoutCampaigns() {
        campaigns.on("GET /api/campaigns", StubService.hangUp());
        with(true, page -> {
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.getByText("We cannot show the campaigns just now")).isVisible();
            shoot(page, "home-away");
            accessible(page);
        });
    }

    @Test
    void anEmptySiteTellsAnOrganiserWhatToDo() {
        campaigns.on("GET /api/campaigns", StubService.json(200, page()));
        with(true, page -> {
            page.navigate(url("/"));
            PlaywrightAssertions.assertThat(page.getByText("No campaign is open yet")).isVisible();
            shoot(page, "home-empty");
            accessible(page);
        });
    }

    @Test
    void campaignsThatDoNotTakePledgesSayWhy() {
        with(true, page -> {
            campaigns.on("GET /api/campaigns/hello-my-name-is",
                    StubService.json(200, HELLO.replace("\"open\"", "\"closed\"")));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.getByText("This campaign is closed")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("form")).hasCount(0);
            shoot(page, "campaign-closed");
            accessible(page);
            campaigns.on("GET /api/campaigns/hello-my-name-is",
                    StubService.json(200, HELLO.replace("\"open\"", "\"scheduled\"")));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.getByText("Come back on 1 March 2026")).isVisible();
        });
    }

    @Test
    void whatTheOrganisersPromiseIsShownWithItsState() {
        shown(HELLO.replace("\"links\":{}",
                """
                        "commitments":[
                         {"id":"a","threshold":100,"text":"we will open the garden to everybody","dueBy":"2026-05-01","state":"kept",
                          "reachedAt":"2026-03-02T09:00:00.000Z","keptAt":"2026-04-28T09:00:00.000Z",
                          "link":"https://example.org/garden?a=1&b=2","evidence":"It is open.\\nCome and see."},
                         {"id":"b","threshold":1000,"text":"we will publish the board's reply","dueBy":"2026-06-30","state":"overdue"},
                         {"id":"c","threshold":1200,"text":"we will train a hundred colleagues","dueBy":"2026-12-01","state":"due"},
                         {"id":"d","threshold":10000,"text":"we will do it all again next year","dueBy":"2027-03-01","state":"promised"}],
                        "links":{}"""));
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            var promises = page.locator(".commitment");
            PlaywrightAssertions.assertThat(promises).hasCount(4);
            PlaywrightAssertions.assertThat(promises.nth(0)).containsText("Kept");
            PlaywrightAssertions.assertThat(promises.nth(0)).containsText("When 100 have pledged, by 1 May 2026");
            PlaywrightAssertions.assertThat(promises.nth(0)).containsText("28 April 2026");
            PlaywrightAssertions.assertThat(promises.nth(0)).containsText("Come and see.");
            var link = promises.nth(0).locator("a");
            PlaywrightAssertions.assertThat(link).hasAttribute("href", "https://example.org/garden?a=1&b=2");
            PlaywrightAssertions.assertThat(link).hasAttribute("rel", "nofollow noopener");
            PlaywrightAssertions.assertThat(promises.nth(1)).containsText("Overdue");
            PlaywrightAssertions.assertThat(promises.nth(1)).containsText("it was to be done by 30 June 2026");
            PlaywrightAssertions.assertThat(promises.nth(2)).containsText("It is to be done by 1 December 2026");
            PlaywrightAssertions.assertThat(promises.nth(3)).containsText("Promised");
            PlaywrightAssertions.assertThat(promises.nth(3)).containsText("When 10,000 have pledged");
            accessible(page);
            shoot(page, "campaign-commitments");
        });
    }

    @Test
    void whatOrganisersWriteOfTheirPromisesIsShownAsItWasTyped() {
        shown(HELLO.replace("\"links\":{}", """
                "commitments":[{"id":"a","threshold":100,"text":"%1$s","dueBy":"2026-05-01","state":"kept",
                  "keptAt":"2026-04-28T09:00:00.000Z","link":"javascript:alert(3)","evidence":"%1$s"}],
                "links":{}""".formatted(SCRIPT)));
        campaigns.on("GET /api/campaigns/hello-my-name-is/editions", StubService.json(200, """
                {"movement":"m","items":[{"edition":2,"slug":"../x","title":"%s","state":"open"}]}"""
            .formatted(SCRIPT)));
        with(true, page -> {
            page.onDialog(dialog -> complaints.add("a script ran"));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator(".commitment__text").first()).hasText(SCRIPT);
            PlaywrightAssertions.assertThat(page.locator(".commitment__text").last()).hasText(SCRIPT);
            PlaywrightAssertions.assertThat(page.locator(".commitment a")).hasCount(0);
            PlaywrightAssertions.assertThat(page.locator("section li a")).hasText(SCRIPT + " (edition 2)");
        });
    }

    @Test
    void aSuspendedCampaignShowsItsTitleAndTheReasonAlone() {
        shown("""
                {"slug":"hello-my-name-is","title":"Hello, my name is","summary":null,"standardPledge":null,"state":"open",
                 "target":10000,"milestones":[100],"themes":[],"roles":["clinical"],"commitments":[],
                 "suspension":{"reason":"It names <b>patients</b>.","since":"2026-03-13T09:00:00.000Z"},"links":{}}""");
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("h1")).hasText("Hello, my name is");
            PlaywrightAssertions.assertThat(page.getByText("This campaign is suspended")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("[data-reason]")).hasText("It names <b>patients</b>.");
            PlaywrightAssertions.assertThat(page.locator("form")).hasCount(0);
            PlaywrightAssertions.assertThat(page.locator("[data-stream]")).hasCount(0);
            accessible(page);
            shoot(page, "campaign-suspended");
        });
    }

    @Test
    void aCampaignThatItsOrganisersClosedSaysSo() {
        shown(HELLO.replace("\"open\"", "\"closed\"")
            .replace("\"links\"", "\"closedAt\":\"2026-05-04T12:00:00.000Z\",\"links\""));
        with(false, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("#pledge"))
                .containsText("Its organisers closed it on 4 May 2026.");
            shown(HELLO.replace("\"open\"", "\"closed\"")
                .replace("\"links\"", "\"closedAt\":\"2026-12-30T23:00:00.000Z\",\"links\""));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("#pledge")).containsText("It took pledges until 30 December");
        });
    }

    @Test
    void aConditionalCampaignSaysWhatItTakesAndHowItEnded() {
        var conditional = HELLO.replace("\"links\"", "\"conditional\":true,\"links\"");
        var closed = conditional.replace("\"open\"", "\"closed\"");
        with(true, page -> {
            shown(conditional);
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("[data-conditional]"))
                .containsText("Pledges bind only if 10,000 pledge by 30 December 2026.");
            accessible(page);
            shoot(page, "campaign-conditional");
            shown(closed);
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("#pledge")).containsText("That is being counted.");
            PlaywrightAssertions.assertThat(page.locator("[data-conditional]")).hasCount(0);
            shown(closed.replace("\"links\"", "\"outcome\":\"succeeded\",\"pledgesAtClosing\":12345,\"links\""));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("#pledge")).containsText("the pledges bind.");
            PlaywrightAssertions.assertThat(page.locator("#pledge"))
                .containsText("12,345 pledged, 10,000 were needed.");
            shown(closed.replace("\"links\"", "\"outcome\":\"fell-short\",\"pledgesAtClosing\":999,\"links\""));
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("#pledge")).containsText("the pledges bind nobody.");
            PlaywrightAssertions.assertThat(page.locator("#pledge")).containsText("999 pledged, 10,000 were needed.");
            accessible(page);
            shoot(page, "campaign-fell-short");
        });
    }

    @Test
    void theOtherEditionsAreLinkedToAndNotMissedWhenTheyCannotBeHad() {
        campaigns.on("GET /api/campaigns/hello-my-name-is/editions", StubService.json(200,
                """
                        {"movement":"m","items":[
                         {"edition":1,"slug":"hello-2025","title":"Hello, 2025","state":"closed","opensAt":"2025-03-01T00:00:00.000Z"},
                         {"edition":2,"slug":"hello-my-name-is","title":"Hello, my name is","state":"open"}]}"""));
        with(true, page -> {
            page.navigate(url("/campaigns/hello-my-name-is"));
            var others = page.locator("section li");
            PlaywrightAssertions.assertThat(others).hasCount(1);
            PlaywrightAssertions.assertThat(others).containsText("opened on 1 March 2025");
            PlaywrightAssertions.assertThat(others.locator("a")).hasAttribute("href", "/campaigns/hello-2025");
            accessible(page);
            campaigns.on("GET /api/campaigns/hello-my-name-is/editions", StubService.hangUp());
            page.navigate(url("/campaigns/hello-my-name-is"));
            PlaywrightAssertions.assertThat(page.locator("form")).hasCount(1);
            PlaywrightAssertions.assertThat(page.getByText("Other editions")).hasCount(0);
        });
    }

    private static void shown(String campaign) {
        campaigns.on("GET /api/campaigns/hello-my-name-is", StubService.json(200, campaign));
    }

    @Test
    void theSignInLinkActsOnlyWhenItsButtonIsPressed() {
        campaigns.on("POST /api/sign-in/confirm", StubService.json(200,
                "{\"accessToken\":\"eyJ.abc.def\",\"expiresAt\":\"2999-01-01T00:00:00.000Z\",\"organiser\":{\"id\":\"o\",\"email\":\"ann@example.org\"}}"));
        with(true, page -> {
            var answer = page.navigate(url("/sign-in/confirm?token=tok_en-1"));
            assertThat(answer.headers()).containsEntry("referrer-policy", "no-referrer");
            assertThat(answer.headers().get("cache-control")).contains("no-store");
            assertThat(campaigns.asked()).isEmpty();
            shoot(page, "sign-in-confirm");
            accessible(page);

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();

            PlaywrightAssertions.assertThat(page.getByText("ann@example.org")).isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Your access token")).hasValue("eyJ.abc.def");
            assertThat(campaigns.onlyAsked().body()).isEqualTo("{\"token\":\"tok_en-1\"}");
            assertThat(page.url()).doesNotContain("token=").doesNotContain("eyJ");
            assertThat(page.context().cookies()).filteredOn(cookie -> cookie.name.equals("groundswell-token"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.sameSite.name()).isEqualTo("LAX");
                });
            shoot(page, "signed-in");
            accessible(page);
        });
    }

    @Test
    void aUsedSignInLinkSaysSo() {
        campaigns.on("POST /api/sign-in/confirm", StubService.json(401, "{}"));
        with(false, page -> {
            page.navigate(url("/sign-in/confirm?token=used"));
            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign in")).click();
            PlaywrightAssertions.assertThat(page.getByText("This link does not work any more")).isVisible();
            complaints.removeIf(text -> text.contains("401"));
            shoot(page, "sign-in-expired");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "/", "/campaigns/hello-my-name-is", "/campaigns/clean-hands",
            "/campaigns/hello-my-name-is/check-your-email", "/problems/too-many-requests", "/nothing" })
    void pagesHaveNoAccessibilityViolations(String path) {
        with(true, page -> {
            page.navigate(url(path));
            complaints.removeIf(text -> text.contains("404"));
            accessible(page);
            shoot(page, "page" + path.replace('/', '-'));
        });
    }

    @Test
    void assetsAreKeptForEverAndAskForNoFont() {
        var home = get("/").body();
        var css = home.replaceAll("(?s).*href=\"(/assets/[^\"]+/govuk-frontend.min.css)\".*", "$1");

        var answer = get(css);

        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("max-age=31536000")
            .contains("immutable");
        assertThat(answer.body()).doesNotContain("GDS Transport").doesNotContain("@font-face").doesNotContain("url(/");
    }

    private void stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        exchange.getResponseBody().write("retry: 1000\n\n".getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
        try {
            for (var event = events.poll(20, TimeUnit.SECONDS); event != null
                    && !event.equals("end"); event = events.poll(20, TimeUnit.SECONDS)) {
                exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
                exchange.getResponseBody().flush();
            }
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static String page(String... campaigns) {
        return "{\"items\":[" + String.join(",", campaigns) + "],\"page\":0,\"size\":30,\"total\":" + campaigns.length
                + ",\"links\":{}}";
    }

    private static String tally(long version, long pledges, long people) {
        return "{\"campaign\":\"x\",\"version\":%d,\"asOf\":\"2026-03-13T09:00:00.000Z\",\"pledges\":%d,\"people\":%d,\"milestones\":[{\"threshold\":100,\"reachedAt\":\"2026-03-02T09:00:00.000Z\"},{\"threshold\":1000,\"reachedAt\":\"2026-03-10T09:00:00.000Z\"}]}"
            .formatted(version, pledges, people);
    }

}
