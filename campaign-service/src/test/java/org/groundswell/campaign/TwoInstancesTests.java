package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.bson.Document;
import org.groundswell.defaults.testing.StandaloneService;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicReader.Received;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Two instances on one store and one broker, one clock that rings in both, and people who
 * ask both at the same instant.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class TwoInstancesTests extends RunningService {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final int CAMPAIGNS = 20;

    /** How often two are sent off, since one may be over before the other begins. */
    private static final int RACES = 5;

    private static final Pattern TOKEN = Pattern.compile("\\?token=([A-Za-z0-9_-]{43})\\s");

    @Value("${spring.mongodb.uri}")
    String store;

    @Value("${groundswell.topics.partitions}")
    int partitions;

    private ConfigurableApplicationContext second;

    private RestTestClient other;

    @BeforeAll
    void secondInstance() {
        second = StandaloneService.of(CampaignService.class)
            .run("--server.port=0", "--spring.mongodb.uri=" + store, "--spring.kafka.bootstrap-servers=" + kafka,
                    "--groundswell.topics.partitions=" + partitions,
                    "--groundswell.closing.settling=" + SETTLING_SECONDS + "s",
                    "--groundswell.internal.secret=" + TestSecrets.INTERNAL,
                    "--groundswell.analytics-service.url=" + analyticsService.url(),
                    "--groundswell.stewards=" + STEWARD, "--spring.mail.port=" + mailServer.port(),
                    // Levels are the whole process's.
                    "--logging.level.com.icegreen=off");
        other = RestTestClient.bindToServer()
            .baseUrl("http://localhost:" + second.getEnvironment().getRequiredProperty("local.server.port"))
            .build();
    }

    @AfterAll
    void onlyOneInstanceAgain() {
        second.close();
    }

    @Test
    void whateverHappensToACampaignIsSaidOnceByWhicheverInstance() throws Exception {
        var ann = anOrganiser();
        var closes = clock.instant().plus(Duration.ofDays(1));
        var ids = new ArrayList<String>();
        for (int i = 0; i < CAMPAIGNS; i++) {
            var draft = drafted(aCampaign().with("conditional", true).with("target", 10).closing(closes.toString()),
                    ann);
            ids.add(draft.at("/id").stringValue());
            analyticsService.counted(ids.getLast(), i, true);
            atBoth(HttpMethod.POST, path(draft) + "/launch", null, ann);
        }
        awaitOfEach(ids, campaign -> campaign.unannounced().isEmpty());
        // Both clocks ring at once, and neither knows beforehand.
        mongo.updateMulti(Query.query(Criteria.where("_id").in(ids)),
                new Update().set("plan.closesAt", clock.instant()).inc("version", 1), Campaign.class);

        // Each of both moves lines to the trail: first there, then away from the
        // campaign.
        awaitOfEach(ids, campaign -> campaign.outcome() != null && campaign.unannounced().isEmpty()
                && campaign.untold().isEmpty());
        var announced = TopicReader.read(kafka, "campaigns", null)
            .stream()
            .filter(event -> ids.contains(event.key()))
            .collect(Collectors.groupingBy(Received::key,
                    Collectors.mapping(event -> event.header("ce_id"), Collectors.toList())));
        for (var id : ids) {
            assertThat(announced.get(id)).containsExactly(id + ":launched:1", id + ":closed", id + ":decided");
            assertThat(mongo.getCollection("audit").countDocuments(new Document("campaignId", id))).isEqualTo(4);
        }
    }

    @RepeatedTest(RACES)
    void ofTwoEditsOfWhatBothReadOneIsHeard() throws Exception {
        var ann = anOrganiser();
        var path = path(drafted(aCampaign(), ann));
        var eTag = get(path, ann).getResponseHeaders().getETag();

        var answers = atOnce(List.of(() -> status(patch(http, path, Map.of("summary", "One"), eTag, ann)),
                () -> status(patch(other, path, Map.of("summary", "Two"), eTag, ann))));

        assertThat(answers).containsExactlyInAnyOrder(200, 412);
    }

    @RepeatedTest(RACES)
    void aLinkFollowedAtBothSignsInOnce() throws Exception {
        var email = anAddress();
        assertThat(status(post("/api/sign-in", Map.of("email", email), null))).isEqualTo(202);
        var answers = atBoth(HttpMethod.POST, "/api/sign-in/confirm", Map.of("token", mailedToken(email)), null);
        assertThat(statuses(answers)).containsExactlyInAnyOrder(200, 401);
    }

    @Test
    void signingOutAtOneEndsTheTokenAtTheOtherAtOnce() {
        for (var instances : List.of(List.of(http, other), List.of(other, http))) {
            var ann = anOrganiser();
            var path = path(drafted(aCampaign(), ann));
            assertThat(status(send(instances.getLast(), HttpMethod.GET, path, null, ann))).isEqualTo(200);
            assertThat(status(send(instances.getFirst(), HttpMethod.POST, "/api/sign-out", null, ann))).isEqualTo(204);
            assertProblem(send(instances.getLast(), HttpMethod.GET, path, null, ann), 401, "unauthorized");
        }
    }

    @RepeatedTest(RACES)
    void ofTheLastTwoLeadsLeavingOneAtEachOneStays() throws Exception {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var campaign = drafted(aCampaign(), ann);
        var id = campaign.at("/id").stringValue();
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)),
                new Update().push("leads", new Leadership(bob.organiser().id(), null, null, clock.instant(), null)),
                Campaign.class);

        var answers = atOnce(List.of(() -> leave(http, campaign, ann), () -> leave(other, campaign, bob)));

        assertThat(answers).containsExactlyInAnyOrder(204, 409);
        assertThat(campaigns.findById(id).orElseThrow().leadsOfAll()).hasSize(1);
    }

    @RepeatedTest(RACES)
    void anInvitationAcceptedAtBothMakesOneLeadership() throws Exception {
        var ann = anOrganiser();
        var campaign = drafted(aCampaign(), ann);
        var email = anAddress();
        assertThat(status(post(path(campaign) + "/invitations", Map.of("email", email), ann))).isEqualTo(201);

        var answers = atBoth(HttpMethod.POST, "/api/invitations/accept", Map.of("token", mailedToken(email)), null);

        assertThat(statuses(answers)).containsExactlyInAnyOrder(200, 401);
        assertThat(campaigns.findById(campaign.at("/id").stringValue()).orElseThrow().leads()).hasSize(2);
    }

    @Test
    void aCampaignSuspendedAtOneAndLiftedAtTheOtherIsWhatWasSaidLast() throws Exception {
        var ann = anOrganiser();
        var steward = theSteward();
        var campaign = launched(aCampaign(), ann);
        var id = campaign.at("/id").stringValue();
        for (int race = 0; race < RACES; race++) {
            var reason = Map.of("reason", "Law " + race);
            post(path(campaign) + "/suspend", Map.of("reason", "Complaint " + race), steward);
            var answers = RunningService.<EntityExchangeResult<JsonNode>>atOnce(
                    List.of(() -> send(http, HttpMethod.POST, path(campaign) + "/suspend", reason, steward),
                            () -> send(other, HttpMethod.POST, path(campaign) + "/lift", null, steward)));
            assertThat(statuses(answers)).containsExactly(200, 200);
        }

        await().atMost(PATIENCE).until(() -> campaigns.findById(id).orElseThrow().unannounced().isEmpty());
        var stored = campaigns.findById(id).orElseThrow();
        // Announcements under way at the same time come in either order, which their
        // revision tells.
        var last = announced(id).stream()
            .map(event -> JsonMapper.shared().readTree(event.text()))
            .max(Comparator.comparing(event -> event.at("/revision").longValue()))
            .orElseThrow();
        // Neither suspending anew nor lifting is in vain, whichever comes first.
        assertThat(stored.revision()).isEqualTo(1 + 3 * RACES);
        assertThat(last.at("/revision").longValue()).isEqualTo(stored.revision());
        assertThat(last.at("/suspended").booleanValue()).isEqualTo(stored.suspension() != null);
        assertThat(audited(campaign, ann)).hasSize(2 + 3 * RACES)
            .startsWith(stored.suspension() == null ? "lifted" : "suspended");
    }

    @RepeatedTest(RACES)
    void anEditionOfOneNameAskedForAtBothIsMadeOnce() throws Exception {
        var ann = anOrganiser();
        var first = launched(aCampaign(), ann);

        var answers = atBoth(HttpMethod.POST, path(first) + "/editions", Map.of("slug", "wanted-" + UUID.randomUUID()),
                ann);

        assertThat(statuses(answers)).containsExactlyInAnyOrder(201, 409);
        assertThat(campaigns.editions(first.at("/id").stringValue(), ann.organiser().id()))
            .extracting(edition -> edition.edition().number())
            .containsExactly(1, 2);
    }

    @RepeatedTest(RACES)
    void aPromiseMadeAtBothIsOneCommitment() throws Exception {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);

        var answers = atBoth(HttpMethod.POST, path(campaign) + "/commitments",
                Map.of("threshold", 250, "text", "a garden", "dueBy", "2999-12-31"), ann);

        assertThat(statuses(answers)).containsExactly(201, 201);
        assertThat(body(answers.getFirst())).isEqualTo(body(answers.getLast()));
        assertThat(campaigns.findById(campaign.at("/id").stringValue()).orElseThrow().commitments()).hasSize(1);
        assertThat(audited(campaign, ann)).containsExactly("commitment-made", "launched", "drafted");
    }

    private void awaitOfEach(List<String> ids, Predicate<Campaign> holds) {
        await().atMost(PATIENCE)
            .until(() -> ids.stream()
                .map(campaigns::findById)
                .allMatch(campaign -> holds.test(campaign.orElseThrow())));
    }

    /** Asks both instances the same at the same instant. */
    private List<EntityExchangeResult<JsonNode>> atBoth(HttpMethod method, String path, @Nullable Object body,
            @Nullable Caller caller) throws Exception {
        return atOnce(
                List.of(() -> send(http, method, path, body, caller), () -> send(other, method, path, body, caller)));
    }

    private int leave(RestTestClient instance, JsonNode campaign, Caller lead) {
        return status(
                send(instance, HttpMethod.DELETE, path(campaign) + "/leads/" + lead.organiser().id(), null, lead));
    }

    private List<String> audited(JsonNode campaign, Caller lead) {
        return body(get(path(campaign) + "/audit", lead)).at("/items")
            .valueStream()
            .map(line -> line.at("/what").stringValue())
            .toList();
    }

    private String mailedToken(String email) {
        await().atMost(PATIENCE).until(() -> !mailServer.lettersTo(email).isEmpty());
        var link = TOKEN.matcher(mailServer.lettersTo(email).getLast().text());
        assertThat(link.find()).isTrue();
        return link.group(1);
    }

    private static String anAddress() {
        return UUID.randomUUID() + "@example.org";
    }

    private static String path(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

    private static List<Integer> statuses(List<EntityExchangeResult<JsonNode>> answers) {
        return answers.stream().map(TwoInstancesTests::status).toList();
    }

    private static int status(EntityExchangeResult<JsonNode> answer) {
        return answer.getStatus().value();
    }

}
