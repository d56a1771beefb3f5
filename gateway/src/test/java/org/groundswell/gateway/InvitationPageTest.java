package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.AriaRole;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;

class InvitationPageTest extends BrowserTest {

    private static final String ACCEPTED = """
            {"campaign":{"slug":"hello","title":"Hello, <b>my</b> name is"},"place":"QWO","accessToken":"eyJ.abc.def",
             "expiresAt":"2999-01-01T00:00:00.000Z","organiser":{"id":"o","email":"hal@example.org"}}""";

    private static final String HELLO = """
            {"slug":"hello","title":"Hello","state":"open","milestones":[],"themes":[],"roles":[]}""";

    @Test
    void theInvitationIsAcceptedOnlyWhenItsButtonIsPressed() {
        campaigns.on("POST /api/invitations/accept", StubService.json(200, ACCEPTED));
        campaigns.on("GET /api/campaigns/hello", StubService.json(200, HELLO));
        with(true, page -> {
            var answer = page.navigate(url("/invitations/accept?token=tok_en-1"));
            assertThat(answer.headers()).containsEntry("referrer-policy", "no-referrer");
            assertThat(answer.headers().get("cache-control")).contains("no-store");
            assertThat(campaigns.asked()).isEmpty();
            shoot(page, "invitation-accept");
            accessible(page);

            press(page);

            PlaywrightAssertions.assertThat(page.getByText("You now lead")).containsText("Hello, <b>my</b> name is");
            PlaywrightAssertions.assertThat(page.getByText("You now lead")).containsText("in West Yorkshire");
            PlaywrightAssertions.assertThat(page.getByText("hal@example.org")).isVisible();
            PlaywrightAssertions.assertThat(page.getByLabel("Your access token")).hasValue("eyJ.abc.def");
            assertThat(page.getByText("Go to the campaign").getAttribute("href")).isEqualTo("/campaigns/hello");
            assertThat(campaigns.asked().getFirst().body()).isEqualTo("{\"token\":\"tok_en-1\"}");
            assertThat(page.url()).doesNotContain("token=").doesNotContain("eyJ");
            assertThat(page.context().cookies()).filteredOn(cookie -> cookie.name.equals("groundswell-token"))
                .singleElement()
                .satisfies(cookie -> {
                    assertThat(cookie.value).isEqualTo("eyJ.abc.def");
                    assertThat(cookie.httpOnly).isTrue();
                    assertThat(cookie.sameSite.name()).isEqualTo("LAX");
                });
            shoot(page, "invitation-accepted");
            accessible(page);
        });
    }

    @Test
    void whereMailDoesNotSignInThereIsNoCookieAndADraftHasNoPage() {
        campaigns.on("POST /api/invitations/accept", StubService.json(200,
                "{\"campaign\":{\"slug\":\"hello\",\"title\":\"Hello\"},\"place\":null,\"organiser\":{\"id\":\"o\",\"email\":\"hal@example.org\"}}"));
        with(false, page -> {
            page.navigate(url("/invitations/accept?token=tok_en-1"));
            press(page);

            PlaywrightAssertions.assertThat(page.getByText("Sign in as hal@example.org")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("It is a draft")).isVisible();
            PlaywrightAssertions.assertThat(page.getByText("Go to the campaign")).hasCount(0);
            assertThat(page.context().cookies()).extracting(cookie -> cookie.name).doesNotContain("groundswell-token");
        });
    }

    @Test
    void anInvitationThatDoesNotHoldSaysSo() {
        campaigns.on("POST /api/invitations/accept", StubService.json(401, "{}"));
        with(true, page -> {
            page.navigate(url("/invitations/accept?token=used"));
            press(page);
            PlaywrightAssertions.assertThat(page.getByText("does not hold any more").first()).isVisible();
            complaints.removeIf(text -> text.contains("401"));
            shoot(page, "invitation-expired");
            accessible(page);
        });
        assertThat(get("/invitations/accept").body()).contains("does not hold any more");
    }

    @Test
    void whoCannotAcceptJustNowCanTryAgain() {
        campaigns.on("POST /api/invitations/accept", StubService.json(503, "{}"));
        with(false, page -> {
            page.navigate(url("/invitations/accept?token=tok_en-1"));
            press(page);
            PlaywrightAssertions.assertThat(page.getByRole(AriaRole.ALERT)).containsText("try again");
            complaints.removeIf(text -> text.contains("503"));
            campaigns.on("POST /api/invitations/accept", StubService.json(200, ACCEPTED));
            press(page);
            PlaywrightAssertions.assertThat(page.getByText("You now lead")).isVisible();
        });
    }

    @Test
    void anotherSiteCannotAcceptInSomebodysName() {
        var answer = send(request("/invitations/accept").POST(BodyPublishers.ofString("token=tok_en-1"))
            .header("Content-Type", "application/x-www-form-urlencoded"));

        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(campaigns.asked()).isEmpty();
    }

    private static void press(Page page) {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Accept the invitation")).click();
    }

}
