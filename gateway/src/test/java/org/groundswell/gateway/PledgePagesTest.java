package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Confirming a pledge, looking at it and taking it back. */
@ExtendWith(OutputCaptureExtension.class)
class PledgePagesTest extends BrowserTest {

    private static final String TOKEN = "tok_EN-0123456789";

    private static final String SECRET = "aZ09-_aZ09-_aZ09-_aZ09";

    private static final String MANAGE = "http://localhost:8080/pledges/p1#" + SECRET;

    private static final String MADE = """
            {"id":"p1","campaign":"hello","text":"sit down & listen","displayName":"Ward 7","people":12,
             "madeAt":"2026-03-13T09:00:00.000Z","links":{"self":"/api/pledges/p1","manage":"%s"}}""".formatted(MANAGE);

    private static final String HELD = """
            {"id":"p1","campaign":"hello","text":null,"displayName":null,"people":1,"held":true,
             "madeAt":"2026-03-13T09:00:00.000Z","links":{"manage":"%s"}}""".formatted(MANAGE);

    @BeforeEach
    void aCampaignThatAsksForAddresses() {
        campaigns.on("GET /api/campaigns/hello", StubService.json(200, """
                {"slug":"hello","title":"Hello, my name is","state":"open","standardPledge":"I will say my name",
                 "verification":"email","milestones":[],"themes":[],"roles":[]}"""));
        analytics.on("GET /api/campaigns/hello/tally",
                StubService.json(200, "{\"version\":1,\"pledges\":1234,\"people\":5678,\"milestones\":[]}"));
        analytics.on("GET /api/campaigns/hello/tally/stream",
                StubService.json(200, "retry: 1000\n\n", "Content-Type", "text/event-stream"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aConfirmationLinkActsOnlyWhenItsButtonIsPressed(boolean javaScript) {
        answer("POST /api/pledges/confirm", StubService.json(201, MADE));
        with(javaScript, page -> {
            var asked = page.navigate(url("/pledges/confirm?token=" + TOKEN));
            assertThat(asked.status()).isEqualTo(200);
            assertThat(asked.headers()).containsEntry("referrer-policy", "no-referrer").doesNotContainKey("set-cookie");
            assertThat(asked.headers().get("cache-control")).contains("no-store");
            assertThat(pledges.asked()).isEmpty();
            assertThat(otherPledges.asked()).isEmpty();
            shown(javaScript, page, "pledge-confirm");

            page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm my pledge")).click();

            PlaywrightAssertions.assertThat(page.getByText("Thank you. Your pledge counts.")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("Hello, my name is")).isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Your link to your pledge")).hasValue(MANAGE);
            assertThat(page.url()).doesNotContain(TOKEN);
            shown(javaScript, page, "pledge-confirmed");
        });
        assertThat(asked().body()).isEqualTo("{\"token\":\"" + TOKEN + "\"}");
        assertThat(asked().headers().getFirst("Cookie")).isNull();
    }

    @Test
    void theAnswerToAConfirmationIsKeptNowhere() {
        answer("POST /api/pledges/confirm", StubService.json(201, MADE));

        var answer = send(request("/pledges/confirm?token=" + TOKEN).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(answer.body()).contains(MANAGE);
    }

    @Test
    void aPledgeIsConfirmedThoughItsCampaignCannotBeShown() {
        answer("POST /api/pledges/confirm", StubService.json(200, HELD));
        campaigns.on("GET /api/campaigns/hello", StubService.json(503, "{}"));

        var answer = send(request("/pledges/confirm?token=" + TOKEN).POST(BodyPublishers.noBody()));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).contains("Thank you. Your pledge counts.", MANAGE, "once somebody has looked at it");
    }

    @ParameterizedTest
    @CsvSource({ "404,not-found,404,This link does not work any more", "400,invalid-request,404,This link does not",
            "409,already-pledged,409,You have already pledged", "409,campaign-closed,409,This campaign is closed",
            "409,campaign-not-yet-open,409,This campaign has not opened yet", "409,other,409,Your pledge was not made",
            "503,service-unavailable,503,could not confirm your pledge just now",
            "500,internal-error,503,could not confirm your pledge just now" })
    void whatBecameOfALinkIsSaid(int status, String type, int shown, String words) {
        answer("POST /api/pledges/confirm", StubService.json(status, "{\"type\":\"/problems/" + type + "\"}"));
        with(true, page -> {
            page.navigate(url("/pledges/confirm?token=" + TOKEN));
            var answer = page.waitForResponse("**/pledges/confirm",
                    () -> page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Confirm my pledge"))
                        .click());
            assertThat(answer.status()).isEqualTo(shown);
            PlaywrightAssertions.assertThat(page.getByText(words).first()).isVisible();
            complaints.removeIf(text -> text.contains(Integer.toString(shown)));
            shown(true, page, "confirm-" + type);
        });
    }

    @Test
    void aLinkWithoutItsTokenDoesNotWork() {
        assertThat(get("/pledges/confirm").statusCode()).isEqualTo(404);
        assertThat(get("/pledges/confirm").body()).contains("This link does not work any more");
        assertThat(send(request("/pledges/confirm").header("Accept", "application/json")).statusCode()).isEqualTo(404);
    }

    @Test
    void aProgramIsToldHowToConfirmAndThenTheServicesAnswer() {
        answer("POST /api/pledges/confirm",
                StubService.json(201, MADE, "Location", "http://localhost:8080/api/pledges/p1"));
        var asked = send(request("/pledges/confirm?token=a%26b").header("Accept", "application/json"));
        assertThat(asked.statusCode()).isEqualTo(200);
        assertThat(json(asked).path("status").asString()).isEqualTo("confirmation-needed");
        assertThat(json(asked).at("/confirm/method").asString()).isEqualTo("POST");
        assertThat(json(asked).at("/confirm/href").asString()).isEqualTo("/pledges/confirm?token=a%26b");
        assertThat(asked.headers().firstValue("Cache-Control").orElse("")).contains("no-store");
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();

        var confirmed = send(request("/pledges/confirm?token=a%26b").header("Accept", "application/json")
            .POST(BodyPublishers.noBody()));

        assertThat(confirmed.statusCode()).isEqualTo(201);
        assertThat(json(confirmed).at("/links/manage").asString()).isEqualTo(MANAGE);
        assertThat(confirmed.headers().firstValue("Location")).contains("http://localhost:8080/api/pledges/p1");
        assertThat(asked().body()).isEqualTo("{\"token\":\"a&b\"}");
    }

    @Test
    void aProgramIsToldTheServicesProblem() {
        answer("POST /api/pledges/confirm", StubService.json(409,
                "{\"type\":\"/problems/already-pledged\",\"status\":409}", "Content-Type", "application/problem+json"));

        var answer = send(request("/pledges/confirm").header("Accept", "application/json")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("token=" + TOKEN)));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).path("type").asString()).isEqualTo("/problems/already-pledged");
    }

    @Test
    void whoSaysNothingOfFormatsGetsAPage() {
        assertThat(send(request("/pledges/confirm?token=x").header("Accept", "*/*")).headers()
            .firstValue("Content-Type")
            .orElse("")).startsWith("text/html");
    }

    @Test
    void aPledgeIsTakenBackByItsLink() {
        answer("GET /api/pledges/p1", StubService.json(200, MADE));
        answer("DELETE /api/pledges/p1", exchange -> exchange.sendResponseHeaders(204, -1));
        with(true, page -> {
            var answer = page.navigate(url("/pledges/p1#" + SECRET));
            assertThat(answer.headers()).containsEntry("referrer-policy", "no-referrer");
            assertThat(answer.headers().get("cache-control")).contains("no-store");
            PlaywrightAssertions.assertThat(page.locator("h1")).hasText("A pledge to Hello, my name is");
            PlaywrightAssertions.assertThat(page.getByText("sit down & listen")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("Ward 7, 12 people, 13 March 2026")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("the campaign's count goes down")).isVisible();
            PlaywrightAssertions.assertThat(secret(page)).hasValue(SECRET);
            shown(true, page, "pledge");

            withdraw(page);

            PlaywrightAssertions.assertThat(page.getByText("Your pledge is withdrawn")).isVisible();
            shown(true, page, "pledge-withdrawn");
        });
        assertWithdrawn();
    }

    @ParameterizedTest
    @ValueSource(strings = { SECRET, "  " + SECRET + " ", MANAGE })
    void withoutScriptsTheLinkOrItsSecretIsPasted(String pasted) {
        answer("GET /api/pledges/p1", StubService.json(200, MADE));
        answer("DELETE /api/pledges/p1", exchange -> exchange.sendResponseHeaders(204, -1));
        with(false, page -> {
            page.navigate(url("/pledges/p1#" + SECRET));
            PlaywrightAssertions.assertThat(secret(page)).hasValue("");
            secret(page).fill(pasted);
            withdraw(page);
            PlaywrightAssertions.assertThat(page.getByText("Your pledge is withdrawn")).isVisible();
        });
        assertWithdrawn();
    }

    @ParameterizedTest
    @CsvSource({ "401,403,not the link of this pledge", "403,403,not the link of this pledge",
            "503,503,could not take your pledge back just now", "404,404,This pledge is not here" })
    void aPledgeThatCannotBeTakenBackIsSaidToBeThere(int status, int shown, String words) {
        answer("GET /api/pledges/p1", StubService.json(200, MADE));
        answer("DELETE /api/pledges/p1", StubService.json(status, "{}"));
        with(true, page -> {
            page.navigate(url("/pledges/p1#" + SECRET));
            var answer = page.waitForResponse("**/withdraw", () -> withdraw(page));
            assertThat(answer.status()).isEqualTo(shown);
            PlaywrightAssertions.assertThat(page.getByText(words).first()).isVisible();
            if (status != 404) {
                PlaywrightAssertions.assertThat(secret(page)).hasValue(SECRET);
                assertThat(page.title()).startsWith("Error: ");
            }
            complaints.removeIf(text -> text.contains(Integer.toString(shown)));
            shown(true, page, "withdraw-" + status);
        });
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "   ", "a b", "é", "https://example.org/#" })
    void whatIsNoSecretIsNotSent(String typed) {
        answer("GET /api/pledges/p1", StubService.json(200, MADE));
        with(false, page -> {
            page.navigate(url("/pledges/p1"));
            secret(page).fill(typed);
            withdraw(page);
            PlaywrightAssertions.assertThat(page.locator("#secret-error")).containsText("Enter the link");
            complaints.removeIf(text -> text.contains("400"));
        });
        assertThat(pledges.asked()).noneMatch(asked -> asked.request().startsWith("DELETE"));
        assertThat(otherPledges.asked()).noneMatch(asked -> asked.request().startsWith("DELETE"));
    }

    @Test
    void aPledgeIsNotTakenBackByAFormOfAnotherSite() {
        answer("DELETE /api/pledges/p1", exchange -> exchange.sendResponseHeaders(204, -1));

        var answer = send(request("/pledges/p1/withdraw").header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("secret=" + SECRET)));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(pledges.asked()).isEmpty();
        assertThat(otherPledges.asked()).isEmpty();
    }

    @Test
    void aHeldPledgeIsShownWithoutItsWords() {
        answer("GET /api/pledges/p1", StubService.json(200, HELD));
        with(true, page -> {
            page.navigate(url("/pledges/p1"));
            PlaywrightAssertions.assertThat(page.getByText("is being looked at before it is shown")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("1 person, 13 March 2026")).isVisible();
            shown(true, page, "pledge-held");
        });
    }

    @Test
    void aPledgeThatIsGoneIsA404Page() {
        assertThat(get("/pledges/p1").statusCode()).isEqualTo(404);
        assertThat(get("/pledges/p1").body()).contains("This pledge is not here");
    }

    @Test
    void hostileWordsAreShownAsTheyWereTyped() {
        var hostile = "<img src=x onerror=alert(1)>";
        answer("GET /api/pledges/p1", StubService.json(200, MADE.replace("sit down & listen", hostile)));
        with(true, page -> {
            page.navigate(url("/pledges/p1"));
            PlaywrightAssertions.assertThat(page.getByText(hostile)).isVisible();
        });
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void aCampaignThatAsksForAnAddressSendsALinkThere(boolean javaScript) {
        answer("POST /api/campaigns/hello/pledges", StubService.json(202, "{\"status\":\"check-your-email\"}"));
        with(javaScript, page -> {
            page.navigate(url("/campaigns/hello"));
            make(page);
            PlaywrightAssertions.assertThat(page.locator("#email-error")).containsText("Enter your email address");
            complaints.removeIf(text -> text.contains("400"));

            page.getByLabel("Email address, to confirm your pledge").fill("ann@example.org");
            make(page);

            PlaywrightAssertions
                .assertThat(page.getByRole(AriaRole.HEADING, new Page.GetByRoleOptions().setName("Check your email")))
                .isVisible();
            assertThat(page.url()).isEqualTo(url("/campaigns/hello/check-your-email"));
        });
        assertThat(asked().body()).contains("\"email\":\"ann@example.org\"");
    }

    @Test
    void whoPledgedIsTold() {
        answer("POST /api/campaigns/hello/pledges", StubService.json(201, HELD));
        with(true, page -> {
            page.navigate(url("/campaigns/hello"));
            page.getByLabel("Email address").fill("ann@example.org");
            var answer = page.waitForResponse("**/pledges", () -> make(page));
            assertThat(answer.headers().get("cache-control")).isEqualTo("no-store");
            PlaywrightAssertions.assertThat(page.getByText("once somebody has looked at it")).isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Your link to your pledge")).hasValue(MANAGE);
            shown(true, page, "thank-you-held");
            page.navigate(page.url());
            PlaywrightAssertions.assertThat(page.getByText("Make my pledge")).isVisible();
        });
    }

    @ParameterizedTest
    @CsvSource({ "pledge-withdrawn,was withdrawn", "campaign-closed,does not take pledges" })
    void aFormThatConflictsSaysWhyAndGetsANewKey(String type, String words) {
        answer("POST /api/campaigns/hello/pledges", StubService.json(409, "{\"type\":\"/problems/" + type + "\"}"));
        with(false, page -> {
            page.navigate(url("/campaigns/hello"));
            var key = page.locator("input[name=key]").inputValue();
            page.getByLabel("Email address").fill("ann@example.org");
            make(page);
            PlaywrightAssertions.assertThat(page.locator(".govuk-error-summary")).containsText(words);
            assertThat(page.locator("input[name=key]").inputValue()).isNotEqualTo(key);
            complaints.removeIf(text -> text.contains("409"));
        });
    }

    @Test
    void tokensAndSecretsAreNotLogged(CapturedOutput output) {
        pledges.on("*", StubService.hangUp());
        otherPledges.on("*", StubService.hangUp());

        send(request("/pledges/confirm?token=" + TOKEN).POST(BodyPublishers.noBody()));
        send(request("/pledges/confirm?token=" + TOKEN).header("Accept", "application/json")
            .POST(BodyPublishers.noBody()));
        send(request("/api/pledges/p1").DELETE().header("Authorization", "Pledge " + SECRET));

        assertThat(output).contains("instance did not answer").doesNotContain(TOKEN).doesNotContain(SECRET);
        assertThat(get("/actuator/prometheus").body()).doesNotContain(TOKEN).doesNotContain(SECRET);
    }

    private void answer(String request, StubService.Behaviour behaviour) {
        pledges.on(request, behaviour);
        otherPledges.on(request, behaviour);
    }

    private StubService.Asked asked() {
        return pledges.asked().isEmpty() ? otherPledges.onlyAsked() : pledges.onlyAsked();
    }

    private void assertWithdrawn() {
        assertThat(Stream.concat(pledges.asked().stream(), otherPledges.asked().stream())
            .filter(asked -> asked.request().equals("DELETE /api/pledges/p1"))).singleElement()
            .satisfies(asked -> assertThat(asked.headers().get("Authorization")).containsExactly("Pledge " + SECRET));
    }

    private static void shown(boolean javaScript, Page page, String name) {
        if (javaScript) {
            accessible(page);
            shoot(page, name);
        }
    }

    private static Locator secret(Page page) {
        return page.getByLabel("Your link to this pledge");
    }

    private static void withdraw(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Withdraw this pledge")).click();
    }

    private static void make(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Make my pledge")).click();
    }

}
