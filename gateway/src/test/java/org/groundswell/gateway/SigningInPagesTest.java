package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import com.microsoft.playwright.options.Cookie;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

/** Beginning to sign in, and signing out, on pages. */
class SigningInPagesTest extends BrowserTest {

    @BeforeEach
    void byMail() {
        campaigns.on("GET /api/sign-in", StubService.json(200, "{\"method\":\"mail\"}"));
        campaigns.on("GET /api/campaigns", StubService.json(200, "{\"items\":[],\"total\":0,\"links\":{}}"));
    }

    @ParameterizedTest
    @ValueSource(booleans = { true, false })
    void anOrganiserAsksForALink(boolean javaScript) {
        campaigns.on("POST /api/sign-in", StubService.json(202, "{\"status\":\"check-your-email\"}"));
        with(javaScript, page -> {
            page.navigate(url("/"));
            page.getByText("Sign in as an organiser").click();
            if (javaScript) {
                shoot(page, "sign-in");
                accessible(page);
            }
            page.getByLabel("Your email address").fill(" ann@example.org ");
            button(page, "Send me a link").click();

            PlaywrightAssertions.assertThat(page.getByText("Check your email").first()).isVisible();
            assertThat(page.url()).isEqualTo(url("/sign-in/check-your-email"));
            assertThat(campaigns.asked().getLast().body()).isEqualTo("{\"email\":\"ann@example.org\"}");
            if (javaScript) {
                shoot(page, "sign-in-sent");
                accessible(page);
            }
        });
    }

    @Test
    void whatIsNoAddressIsSaidAboveAndBesideTheField() {
        campaigns.on("POST /api/sign-in", StubService.json(400, "{}"));
        with(true, page -> {
            page.navigate(url("/sign-in"));
            page.getByLabel("Your email address").fill("<ann>");
            button(page, "Send me a link").click();

            PlaywrightAssertions.assertThat(page.getByText("There is a problem")).isVisible();
            PlaywrightAssertions.assertThat(page.locator("#email-error")).containsText("Enter an email address");
            PlaywrightAssertions.assertThat(page.getByLabel("Your email address")).hasValue("<ann>");
            complaints.removeIf(text -> text.contains("400"));
            shoot(page, "sign-in-error");
            accessible(page);
        });
    }

    @Test
    void whileMailsCannotBeAskedForTheAddressIsKept() {
        campaigns.on("POST /api/sign-in", StubService.hangUp());
        with(false, page -> {
            page.navigate(url("/sign-in"));
            page.getByLabel("Your email address").fill("ann@example.org");
            assertThat(statusAfter(page, "Send me a link")).isEqualTo(503);
            PlaywrightAssertions.assertThat(page.getByLabel("Your email address")).hasValue("ann@example.org");
            complaints.removeIf(text -> text.contains("503"));
        });
    }

    @Test
    void whereThereIsAProviderAButtonLeadsToIt() {
        campaigns.on("GET /api/sign-in", StubService.json(200, "{\"method\":\"provider\"}"));
        campaigns.on("GET /api/sign-in/provider",
                StubService.json(302, "", "Location", "/sign-in?failed", "Set-Cookie", "groundswell-sign-in=x"));
        with(true, page -> {
            page.navigate(url("/sign-in"));
            assertThat(page.getByLabel("Your email address").count()).isZero();
            shoot(page, "sign-in-provider");
            accessible(page);

            button(page, "Go on to sign in").click();

            PlaywrightAssertions.assertThat(page.getByText("We could not sign you in")).isVisible();
            accessible(page);
        });
    }

    @Test
    void whoIsSignedInSignsOutOnAnyPage() {
        campaigns.on("POST /api/sign-out", StubService.json(204, ""));
        with(true, page -> {
            signedIn(page.context(), "eyJ.abc.d_e-f");
            for (var path : List.of("/", "/problems/unauthorized")) {
                page.navigate(url(path));
                PlaywrightAssertions.assertThat(button(page, "Sign out")).isVisible();
            }
            shoot(page, "page-signed-in");
            accessible(page);

            button(page, "Sign out").click();

            PlaywrightAssertions.assertThat(page.getByText("You are signed out")).isVisible();
            assertThat(button(page, "Sign out").count()).isZero();
            assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("groundswell-token"));
            var asked = campaigns.asked().getLast();
            assertThat(asked.request()).isEqualTo("POST /api/sign-out");
            assertThat(asked.headers().getFirst(HttpHeaders.AUTHORIZATION)).isEqualTo("Bearer eyJ.abc.d_e-f");
            shoot(page, "signed-out");
            accessible(page);
        });
    }

    @Test
    void whileTheTokenCannotBeEndedTheBrowserForgetsItAndThePageSaysSo() {
        campaigns.on("POST /api/sign-out", StubService.hangUp());
        with(false, page -> {
            signedIn(page.context(), "eyJ.abc.def");
            page.navigate(url("/"));
            assertThat(statusAfter(page, "Sign out")).isEqualTo(503);
            PlaywrightAssertions.assertThat(page.getByText("we could not end it just now")).isVisible();
            assertThat(page.context().cookies()).noneMatch(cookie -> cookie.name.equals("groundswell-token"));
            complaints.removeIf(text -> text.contains("503"));
        });
    }

    @Test
    void nobodyIsAskedToSignOutWhoIsNotSignedIn() {
        assertThat(get("/").body()).doesNotContain("Sign out").contains("Sign in as an organiser");
    }

    @Test
    void anotherSiteSignsNobodyOut() {
        var answer = send(request("/sign-out").header("Cookie", "groundswell-token=eyJ.abc.def")
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(BodyPublishers.ofString("_csrf=guessed")));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(answer.headers().allValues("Set-Cookie"))
            .noneMatch(cookie -> cookie.startsWith("groundswell-token"));
        assertThat(campaigns.asked()).isEmpty();
    }

    private void signedIn(BrowserContext context, String token) {
        context.addCookies(List.of(new Cookie("groundswell-token", token).setUrl(url("/")).setHttpOnly(true)));
    }

    private static int statusAfter(Page page, String button) {
        return page
            .waitForResponse(response -> response.request().method().equals("POST"), () -> button(page, button).click())
            .status();
    }

    private static Locator button(Page page, String name) {
        return page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName(name));
    }

}
