package org.groundswell.defaults.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.groundswell.defaults.internal.ServiceAway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is made of campaign-service's answer to who leads what. */
class OrganisersTests {

    private HttpServer campaignService;

    private volatile int status = 200;

    private volatile String answer = "{}";

    private volatile int asked;

    @BeforeEach
    void campaignServiceIsThere() throws IOException {
        campaignService = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        campaignService.createContext("/internal/campaigns/a-campaign/organisers/somebody", this::answer);
        campaignService.start();
    }

    @AfterEach
    void isStopped() {
        campaignService.stop(0);
    }

    @Test
    void whoLeadsTheWholeCampaignLeadsAllPlacesAndWhatHasNone() {
        answer = "{\"places\": null, \"later\": 1}";
        withOrganisers(organisers -> {
            var led = organisers.leads("somebody", "a-campaign");
            assertThat(led.isWhole()).isTrue();
            assertThat(led.isNothing()).isFalse();
            assertThat(led.covers("QWO")).isTrue();
            assertThat(led.covers(null)).isTrue();
        });
    }

    @Test
    void whoLeadsAHubLeadsItsPlacesAlone() {
        answer = "{\"places\": [\"Y63\", \"QWO\"]}";
        withOrganisers(organisers -> {
            var led = organisers.leads("somebody", "a-campaign");
            assertThat(led.isWhole()).isFalse();
            assertThat(led.isNothing()).isFalse();
            assertThat(led.covers("QWO")).isTrue();
            assertThat(led.covers("QOP")).isFalse();
            assertThat(led.covers(null)).isFalse();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            404 | {"type": "/problems/not-found", "places": null}
            200 | {"places": []}
            """)
    void aNoIsNothingAndIsNotRemembered(int status, String answer) {
        this.status = status;
        this.answer = answer;
        withOrganisers(organisers -> {
            assertThat(organisers.leads("somebody", "a-campaign").isNothing()).isTrue();
            assertThat(organisers.leads("somebody", "a-campaign").covers(null)).isFalse();
            assertThat(asked).isEqualTo(2);
        });
    }

    @Test
    void aYesIsRemembered() {
        answer = "{\"places\": [\"QWO\"]}";
        withOrganisers(organisers -> {
            var led = organisers.leads("somebody", "a-campaign");
            status = 404;
            assertThat(organisers.leads("somebody", "a-campaign")).isEqualTo(led);
            assertThat(asked).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            200 | {}
            200 | {"places": "QWO"}
            200 | rubbish
            204 |
            302 |
            401 |
            500 | {"places": null}
            """)
    void whatIsNoAnswerMakesNobodyALead(int status, String answer) {
        this.status = status;
        this.answer = answer == null ? "" : answer;
        withOrganisers(organisers -> assertThatExceptionOfType(ServiceAway.class)
            .isThrownBy(() -> organisers.leads("somebody", "a-campaign")));
    }

    private void withOrganisers(Consumer<Organisers> test) {
        AskingService.asking("http://127.0.0.1:" + campaignService.getAddress().getPort())
            .run(context -> test.accept(context.getBean(Organisers.class)));
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked++;
            var body = answer.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        }
    }

}
