package org.groundswell.pledge;

import static org.awaitility.Awaitility.await;
import static org.groundswell.defaults.testing.access.Rights.everybody;
import static org.groundswell.defaults.testing.access.Rights.leadsAndHub;
import static org.groundswell.defaults.testing.access.Rights.leadsAndHubs;
import static org.groundswell.defaults.testing.access.Rights.nobody;
import static org.groundswell.defaults.testing.access.Rights.services;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import java.util.UUID;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Call;
import org.groundswell.defaults.testing.access.Credentials;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.query.Query;

/** Who may do what, at each of the service's addresses. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class AccessTests extends RunningService {

    /** Where pledges are made that a hub's lead may look at. */
    private static final String PLACE = "QWO";

    private static final String ELSEWHERE = "QHG";

    @Autowired
    private ApplicationContext service;

    /** The whole database is looked at, again and again. */
    @BeforeEach
    void withoutWhatOthersLeftBehind() {
        mongo.remove(new Query(), "pledges");
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        var pledges = "/api/campaigns/" + slug + "/pledges";
        return new AccessMatrix(service, Credentials.of(campaignService, campaignId, PLACE, ELSEWHERE))
            .row("GET /api/campaigns/{slug}/pledges", everybody(), () -> Call.to(pledges))
            .row("POST /api/campaigns/{slug}/pledges", everybody(), () -> Call.to(pledges).with("{}"))
            .row("POST /api/campaigns/{slug}/pledges/batch", leadsAndHubs(),
                    () -> Call.to(pledges + "/batch").with("application/x-ndjson", batchLine()))
            .row("GET /api/campaigns/{slug}/pledges/audit", leadsAndHubs(), () -> Call.to(pledges + "/audit"))
            .row("GET /api/campaigns/{slug}/pledges/held", leadsAndHubs(), () -> Call.to(pledges + "/held"))
            .row("POST /api/campaigns/{slug}/pledges/{id}/release", leadsAndHub(404),
                    () -> Call.to(pledges + "/" + heldPledge() + "/release"))
            .row("POST /api/campaigns/{slug}/pledges/{id}/remove", leadsAndHub(404),
                    () -> Call.to(pledges + "/" + heldPledge() + "/remove"))
            .row("POST /api/pledges/confirm", everybody().answered(404),
                    () -> Call.to("/api/pledges/confirm").with("{\"token\":\"unknown\"}"))
            .row("GET /api/pledges/{id}", everybody(), () -> Call.to("/api/pledges/" + heldPledge()))
            // The pledger's secret opens it, which nobody of these has.
            .row("DELETE /api/pledges/{id}", nobody(), () -> Call.to("/api/pledges/" + heldPledge()))
            .row("GET /internal/campaigns/{campaignId}/recount", services(),
                    () -> Call.to("/internal/campaigns/" + campaignId + "/recount"))
            .row("POST /internal/erasures", services(),
                    () -> Call.to("/internal/erasures").with("{\"email\":\"%s\"}".formatted(pledgersAddress())))
            .tests();
    }

    private String heldPledge() {
        return body(pledge(aPledge().with("text", "Ring me on 07700 900123").with("place", PLACE).body(), null))
            .at("/id")
            .stringValue();
    }

    private String pledgersAddress() {
        var address = UUID.randomUUID() + "@example.org";
        pledge(aPledge().with("email", address).body(), null);
        // The mail to its pledger is another change of it.
        await().until(() -> allStored().stream().noneMatch(pledge -> pledge.containsKey("mailDueAt")));
        return address;
    }

    private static String batchLine() {
        return "{\"key\":\"%s\",\"place\":\"%s\"}\n".formatted(UUID.randomUUID(), PLACE);
    }

}
