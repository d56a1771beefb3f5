package org.groundswell.campaign;

import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.defaults.testing.access.Asker.HUB_LEAD;
import static org.groundswell.defaults.testing.access.Asker.HUB_LEAD_ELSEWHERE;
import static org.groundswell.defaults.testing.access.Asker.LEAD;
import static org.groundswell.defaults.testing.access.Asker.OTHER_ORGANISER;
import static org.groundswell.defaults.testing.access.Asker.SIGNED_OUT;
import static org.groundswell.defaults.testing.access.Rights.ALLOWED;
import static org.groundswell.defaults.testing.access.Rights.everybody;
import static org.groundswell.defaults.testing.access.Rights.leads;
import static org.groundswell.defaults.testing.access.Rights.leadsAndHub;
import static org.groundswell.defaults.testing.access.Rights.leadsAndHubs;
import static org.groundswell.defaults.testing.access.Rights.nobody;
import static org.groundswell.defaults.testing.access.Rights.services;
import static org.groundswell.defaults.testing.access.Rights.signedIn;
import static org.groundswell.defaults.testing.access.Rights.whoever;

import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Asker;
import org.groundswell.defaults.testing.access.Call;
import org.groundswell.defaults.testing.access.Credentials;
import org.groundswell.defaults.testing.access.Rights;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import tools.jackson.databind.JsonNode;

/**
 * Who may do what, at each of the service's addresses; those of an OpenID provider are
 * there with a provider only.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class AccessTests extends RunningService {

    private static final String PLACE = "QWO";

    private static final String ELSEWHERE = "QHG";

    private static final String COMMITMENT = """
            {"threshold": 10, "text": "We will listen", "dueBy": "2999-12-31"}""";

    @Autowired
    private ApplicationContext service;

    @Autowired
    private AuditTrail trail;

    private String slug = "";

    private final Map<Asker, Caller> people = new EnumMap<>(Asker.class);

    /** The whole database is looked at, again and again. */
    @BeforeEach
    void withoutWhatOthersLeftBehind() {
        List.of("campaigns", "audit", "organisers").forEach(name -> mongo.remove(new Query(), name));
    }

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        for (var person : List.of(LEAD, OTHER_ORGANISER, HUB_LEAD, HUB_LEAD_ELSEWHERE)) {
            people.put(person, anOrganiser());
        }
        people.put(Asker.STEWARD, theSteward());
        var internal = "/internal/campaigns/" + campaign().at("/id").stringValue() + "/organisers";
        return new AccessMatrix(service, credentials())
            .row("GET /api/campaigns", everybody(), () -> to("/api/campaigns"))
            .row("POST /api/campaigns", signedIn(), () -> to("/api/campaigns").with("{\"title\":\"Mine\"}"))
            .row("GET /api/campaigns/{slug}", everybody(), () -> to(path("")))
            .row("PATCH /api/campaigns/{slug}", leads(), () -> to(path("")).with("{\"title\":\"Mine\"}"))
            .row("POST /api/campaigns/{slug}/launch", leads(), () -> to(path("/launch")))
            .row("POST /api/campaigns/{slug}/close", leads(), () -> to(path("/close")))
            .row("POST /api/campaigns/{slug}/suspend", stewards(),
                    () -> to(path("/suspend")).with("{\"reason\":\"Law\"}"))
            .row("POST /api/campaigns/{slug}/lift", stewards(), () -> to(path("/lift")))
            .row("GET /api/campaigns/{slug}/audit", leadsAndHubs().but(Asker.STEWARD, ALLOWED),
                    () -> to(path("/audit")))
            .row("GET /api/campaigns/{slug}/commitments", everybody(), () -> to(path("/commitments")))
            .row("POST /api/campaigns/{slug}/commitments", leads(), () -> to(path("/commitments")).with(COMMITMENT))
            .row("GET /api/campaigns/{slug}/commitments/{id}", everybody(), () -> to(commitment()))
            .row("DELETE /api/campaigns/{slug}/commitments/{id}",
                    leads().but(OTHER_ORGANISER, 404).but(Asker.STEWARD, 404), () -> to(commitmentOfADraft()))
            .row("POST /api/campaigns/{slug}/commitments/{id}/kept", leads(),
                    () -> to(commitment() + "/kept").with("{\"text\":\"We did\"}"))
            .row("GET /api/campaigns/{slug}/editions", everybody(), () -> to(path("/editions")))
            .row("POST /api/campaigns/{slug}/editions", leads(), () -> to(path("/editions")).with("{}"))
            .row("GET /api/campaigns/{slug}/leads", leadsAndHubs(), () -> to(path("/leads")))
            .row("DELETE /api/campaigns/{slug}/leads/{organiserId}", leads(),
                    () -> to(path("/leads/") + anotherLead() + "?place=" + PLACE))
            .row("GET /api/campaigns/{slug}/invitations", leadsAndHubs(), () -> to(path("/invitations")))
            .row("POST /api/campaigns/{slug}/invitations", leadsAndHub(403),
                    () -> to(path("/invitations")).with(invitation()))
            .row("DELETE /api/campaigns/{slug}/invitations/{id}", leadsAndHub(403), () -> to(invited()))
            // The mailed token opens these, which nobody of these has.
            .row("POST /api/invitations/accept", nobody(),
                    () -> to("/api/invitations/accept").with("{\"token\":\"unknown\"}"))
            .row("POST /api/sign-in/confirm", nobody(),
                    () -> to("/api/sign-in/confirm").with("{\"token\":\"unknown\"}"))
            .row("GET /api/sign-in", whoever(), () -> to("/api/sign-in"))
            .row("POST /api/sign-in", whoever(), () -> to("/api/sign-in").with("{\"email\":\"ann@example.org\"}"))
            .row("POST /api/sign-out", signedIn().but(SIGNED_OUT, ALLOWED), () -> to("/api/sign-out"))
            .row("GET /.well-known/jwks.json", whoever(), () -> to("/.well-known/jwks.json"))
            .row("GET /internal/campaigns/{id}/organisers", services(), () -> to(internal))
            .row("GET /internal/campaigns/{id}/organisers/{organiserId}", services(),
                    () -> to(internal + "/" + people.get(LEAD).organiser().id()))
            .row("GET /internal/revoked-tokens", services(), () -> to("/internal/revoked-tokens"))
            .tests();
    }

    /** When nothing is left that the clock would do. */
    private Call to(String path) {
        await().atMost(Duration.ofSeconds(30))
            .until(() -> mongo.count(Query.query(Criteria.where("unannounced").ne(List.of())), Campaign.class) == 0);
        trail.tellWhatIsLeft();
        return Call.to(path);
    }

    private static Rights stewards() {
        return leads().but(LEAD, 403).but(Asker.STEWARD, ALLOWED);
    }

    /** A launched campaign of the lead, with its two hubs. */
    private JsonNode campaign() {
        return withHubs(launched(aCampaign(), people.get(LEAD)));
    }

    private JsonNode withHubs(JsonNode campaign) {
        var id = campaign.at("/id").stringValue();
        lead(id, people.get(HUB_LEAD).organiser().id(), PLACE);
        lead(id, people.get(HUB_LEAD_ELSEWHERE).organiser().id(), ELSEWHERE);
        return campaign;
    }

    private void lead(String campaign, String organiser, String place) {
        var leadership = new Leadership(organiser, place, people.get(LEAD).organiser().id(), clock.instant(), null);
        mongo.updateFirst(Query.query(Criteria.where("_id").is(campaign)),
                new Update().push("leads", leadership).inc("version", 1), Campaign.class);
    }

    private String path(String ending) {
        slug = campaign().at("/slug").stringValue();
        return "/api/campaigns/" + slug + ending;
    }

    /** In the hub, but invited by the lead. */
    private String anotherLead() {
        var another = anOrganiser().organiser().id();
        lead(campaigns.findVisible(slug, null).orElseThrow().id(), another, PLACE);
        return another;
    }

    private String commitment() {
        return commitment(path("/commitments"));
    }

    /** What was promised at a launch stands. */
    private String commitmentOfADraft() {
        var draft = withHubs(drafted(aCampaign(), people.get(LEAD)));
        return commitment("/api/campaigns/" + draft.at("/slug").stringValue() + "/commitments");
    }

    private String commitment(String commitments) {
        return commitments + "/" + body(post(commitments, COMMITMENT, people.get(LEAD))).at("/id").stringValue();
    }

    private String invited() {
        var invitations = path("/invitations");
        return invitations + "/" + body(post(invitations, invitation(), people.get(LEAD))).at("/id").stringValue();
    }

    private static String invitation() {
        return "{\"email\":\"%s@example.org\",\"place\":\"%s\"}".formatted(UUID.randomUUID(), PLACE);
    }

    private Credentials credentials() {
        var ids = new EnumMap<Asker, String>(Asker.class);
        people.forEach((person, organiser) -> ids.put(person, organiser.organiser().id()));
        return credentials(ids);
    }

}
