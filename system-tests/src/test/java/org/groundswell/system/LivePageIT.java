package org.groundswell.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.LocatorAssertions;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a newcomer sees in a browser, with everything behind it real. */
class LivePageIT {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");

    private final Platform platform = Platform.shared();

    private final Visitor visitor = new Visitor(platform);

    @Test
    void theCountMovesByItselfAndThePledgeButtonWorks() {
        assumeTrue(Files.isExecutable(CHROMIUM), "Chromium is not installed");
        var slug = visitor.launch(visitor.signIn("page@example.org"), "Seen in a browser", 1);
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
        try (var playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
                var browser = playwright.chromium()
                    .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM)
                        .setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-background-networking",
                                "--disable-component-update", "--disable-sync")))) {
            var home = browser.newPage();
            home.navigate(platform.site() + "/");
            var card = home.locator("[data-tally='" + slug + "']");
            PlaywrightAssertions.assertThat(card).containsText("0 pledges");

            var page = browser.newPage();
            page.navigate(platform.site() + "/campaigns/" + slug);
            page.check("#words-own", new Page.CheckOptions().setForce(true));
            page.fill("#text", "I will <b>smile</b>");
            page.click("#pledge button[type=submit]");
            PlaywrightAssertions.assertThat(page.locator("h1")).containsText(Pattern.compile("[Tt]hank"));

            // Nobody has reloaded the first page.
            PlaywrightAssertions.assertThat(card)
                .containsText(Pattern.compile("1\\s+pledge\\b"),
                        new LocatorAssertions.ContainsTextOptions().setTimeout(60_000));
        }
        await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> assertThat(visitor.wall(slug)).hasSize(1));
        assertThat(visitor.get("/api/campaigns/" + slug + "/pledges").body()).contains("I will <b>smile</b>");
    }

}
