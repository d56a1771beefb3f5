package org.groundswell.analytics;

import static org.awaitility.Awaitility.await;
import static org.groundswell.analytics.TallyMother.aTally;
import static org.groundswell.defaults.testing.access.Rights.everybody;
import static org.groundswell.defaults.testing.access.Rights.leads;
import static org.groundswell.defaults.testing.access.Rights.services;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Call;
import org.groundswell.defaults.testing.access.Asker;
import org.groundswell.defaults.testing.access.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.DynamicPropertyRegistrar;

/** Who may do what, at each of the service's addresses. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}",
                "groundswell.analytics.recount-interval=0", "groundswell.pledge-service.url=http://127.0.0.1:9" })
@RunsOnLocalBackends
// Contexts that are not in use are paused, and the count cannot be started again.
@DirtiesContext
@Import(AccessTests.Surroundings.class)
class AccessTests {

    @Autowired
    private ApplicationContext service;

    @Autowired
    private LivePicture picture;

    @Autowired
    private CampaignServiceStub campaignService;

    /** Until it knows all that was counted it says 503 to everybody. */
    @BeforeEach
    void knowsWhatWasCounted() throws Exception {
        var port = service.getEnvironment().getRequiredProperty("local.server.port");
        try (var http = HttpClient.newHttpClient()) {
            var petitions = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/petitions.json")).build();
            await().atMost(Duration.ofMinutes(1))
                .until(() -> http.send(petitions, BodyHandlers.discarding()).statusCode() == 200);
        }
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        var tally = aTally("campaign-" + UUID.randomUUID(), 1, 5);
        picture.show(tally);
        var campaign = "/api/campaigns/" + tally.slug();
        // Other tests' campaigns have numbers, too.
        var unknown = "/petitions/9007199254740991";
        var matrix = new AccessMatrix(service, Credentials.of(campaignService, tally.campaignId(), "QWO", "QHG"))
            .row("GET /api/campaigns/{slug}/tally", everybody(), () -> Call.to(campaign + "/tally"))
            .row("GET /api/campaigns/{slug}/tally/stream", everybody(), () -> Call.to(campaign + "/tally/stream"))
            .row("GET /api/campaigns/{slug}/history", everybody(), () -> Call.to(campaign + "/history"))
            // It gets as far as pledge-service, which is away.
            .row("GET /api/campaigns/{slug}/recount", leads().answered(503), () -> Call.to(campaign + "/recount"))
            .row("GET /petitions/{number:[0-9]+}", everybody().answered(404), () -> Call.to(unknown))
            .row("GET /petitions/{number:[0-9]+}.json", everybody().answered(404), () -> Call.to(unknown + ".json"))
            .row("GET /petitions/{number:[0-9]+}/count.json", everybody().answered(404),
                    () -> Call.to(unknown + "/count.json"))
            .row("GET /internal/campaigns/{campaignId}/settled-count", services().answered(404),
                    () -> Call
                        .to("/internal/campaigns/" + tally.campaignId() + "/settled-count?at=2026-03-01T08:30:00Z"))
            .row("GET /internal/rebuild", services(), () -> Call.to("/internal/rebuild"))
            .refusals("POST /internal/rebuild", services(), () -> Call.to("/internal/rebuild"))
            .refusals("POST /internal/rebuild/comparison", services(), () -> Call.to("/internal/rebuild/comparison"))
            .refusals("POST /internal/rebuild/turn", services(), () -> Call.to("/internal/rebuild/turn"));
        Stream.of("/api/tallies/stream", "/petitions.json", "/petitions.csv", "/trending.json", "/constituencies.json")
            .forEach(path -> matrix.row("GET " + path, everybody(), () -> Call.to(path)));
        return matrix.tests();
    }

    @TestConfiguration(proxyBeanMethods = false)
    static class Surroundings {

        @Bean
        CampaignServiceStub campaignServiceStub() {
            return new CampaignServiceStub();
        }

        @Bean
        DynamicPropertyRegistrar addresses(CampaignServiceStub campaigns) {
            return properties -> properties.add("groundswell.campaign-service.url", campaigns::url);
        }

    }

}
