package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;

/**
 * Pages in a real Chromium; skipped where there is none. Each test also shows that
 * nothing was asked for elsewhere and that the browser had nothing to complain of.
 */
abstract class BrowserTest extends GatewayTest {

    private static final Path CHROMIUM = Path.of(System.getProperty("groundswell.chromium", "/usr/bin/chromium"));

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");

    private static Playwright playwright;

    private static Browser browser;

    private final List<String> elsewhere = new CopyOnWriteArrayList<>();

    final List<String> complaints = new CopyOnWriteArrayList<>();

    @BeforeAll
    static void startBrowser() {
        assumeThat(CHROMIUM).as("Chromium, needed to test the pages").exists();
        playwright = Playwright
            .create(new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        PlaywrightAssertions.setDefaultAssertionTimeout(20_000);
        browser = playwright.chromium()
            .launch(new BrowserType.LaunchOptions().setExecutablePath(CHROMIUM)
                .setHeadless(true)
                .setArgs(List.of("--no-sandbox")));
    }

    @AfterAll
    static void stopBrowser() {
        if (playwright != null) {
            playwright.close();
        }
    }

    @AfterEach
    void nothingLeftTheOriginAndNothingWasBlocked() {
        assertThat(elsewhere).as("requests to other origins").isEmpty();
        assertThat(complaints).as("errors on the browser's console").isEmpty();
    }

    void with(boolean javaScript, Consumer<Page> story) {
        try (var context = browser
            .newContext(new Browser.NewContextOptions().setJavaScriptEnabled(javaScript).setViewportSize(1280, 900))) {
            watch(context);
            var page = context.newPage();
            page.setDefaultTimeout(30_000);
            page.onConsoleMessage(message -> {
                if (message.type().equals("error")) {
                    complaints.add(message.text());
                }
            });
            page.onPageError(complaints::add);
            story.accept(page);
        }
    }

    private void watch(BrowserContext context) {
        context.onRequest(request -> {
            if (!request.url().startsWith(url("/"))) {
                elsewhere.add(request.url());
            }
        });
    }

    static void accessible(Page page) {
        var found = new AxeBuilder(page)
            .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
            .analyze();
        assertThat(found.getViolations()).as("violations at %s", page.url())
            .extracting(rule -> rule.getId() + ": " + rule.getNodes())
            .isEmpty();
    }

    static void shoot(Page page, String name) {
        try {
            Files.createDirectories(SCREENSHOTS);
        }
        catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
        page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + "-1280.png")));
        page.setViewportSize(375, 740);
        page.screenshot(new Page.ScreenshotOptions().setFullPage(true).setPath(SCREENSHOTS.resolve(name + "-375.png")));
        assertThat(page.evaluate("document.documentElement.scrollWidth")).as("%s fits a phone", name).isEqualTo(375);
        page.setViewportSize(1280, 900);
    }

}
