package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.Contract;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What organisers promise in their turn: making it, keeping it, and being late. */
abstract class CommittingOrganisersTests extends RunningService {

    private static final String FOR_EVER = "2999-12-31";

    @Test
    void aCommitmentIsPublicAndItsThresholdIsAMilestone() {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));

        var answer = post(path + "/commitments", aPromise(250), ann);

        assertThat(answer.getStatus().value()).isEqualTo(201);
        var made = body(answer);
        assertThat(made.at("/id").stringValue()).matches("[a-z0-9]{26}");
        assertThat(made.at("/threshold").longValue()).isEqualTo(250);
        assertThat(made.at("/text").stringValue()).isEqualTo("we will open the garden");
        assertThat(made.at("/dueBy").stringValue()).isEqualTo(FOR_EVER);
        assertThat(made.at("/state").stringValue()).isEqualTo("promised");
        for (var absent : List.of("reachedAt", "keptAt", "link", "evidence")) {
            assertThat(made.has(absent) && made.get(absent).isNull()).as(absent).isTrue();
        }
        assertThat(answer.getResponseHeaders().getLocation())
            .hasToString("http://localhost:8080" + path + "/commitments/" + made.at("/id").stringValue());
        assertThat(body(get(path + "/commitments", null)).at("/items")).containsExactly(made);
        assertThat(body(get(path + "/commitments/" + made.at("/id").stringValue(), null))).isEqualTo(made);
        assertThat(body(get(path, null)).at("/commitments")).containsExactly(made);
        assertThat(milestones(body(get(path, null)))).containsExactly(10L, 100L, 250L, 1_000L, 10_000L, 100_000L);
    }

    @Test
    void aNewMilestoneIsAnnouncedAndAnOldOneIsNot() {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);
        var id = campaign.at("/id").stringValue();
        // Announcements under way at the same time come in either order.
        await().atMost(Duration.ofSeconds(20)).until(() -> !announced(id).isEmpty());
        promised(pathOf(campaign), 100, ann);
        promised(pathOf(campaign), 250, ann);

        await().atMost(Duration.ofSeconds(20))
            .until(() -> campaigns.findById(id).orElseThrow().unannounced().isEmpty() && !announced(id).isEmpty());
        var last = announced(id).getLast();
        assertThat(last.header("ce_id")).isEqualTo(id + ":launched:2");
        assertThat(new Contract("campaign.launched.v1").violations(Objects.requireNonNull(last.text()))).isEmpty();
        assertThat(milestones(JsonMapper.shared().readTree(last.text()))).contains(250L);
    }

    @Test
    void aDraftAnnouncesNothing() {
        var ann = anOrganiser();
        var campaign = drafted(aCampaign(), ann);
        promised(pathOf(campaign), 250, ann);
        assertThat(campaigns.findById(campaign.at("/id").stringValue()).orElseThrow()).satisfies(stored -> {
            assertThat(stored.unannounced()).isEmpty();
            assertThat(stored.revision()).isZero();
        });
    }

    @Test
    void theSamePromiseSentTwiceIsOne() throws Exception {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var answers = atOnce(6, () -> post(path + "/commitments", aPromise(250), ann));
        assertThat(answers).allSatisfy(answer -> assertThat(answer.getStatus().value()).isEqualTo(201));
        assertThat(answers.stream().map(answer -> body(answer).at("/id").stringValue()).distinct()).hasSize(1);
        assertThat(body(get(path + "/commitments", null)).at("/items")).hasSize(1);
        assertThat(audited(path, ann)).containsOnlyOnce("commitment-made");
    }

    @Test
    void promisesAtTheSameInstantAreAllMade() throws Exception {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign().with("milestones", List.of()), ann));
        var threshold = new AtomicInteger();
        atOnce(8, () -> promised(path, threshold.incrementAndGet(), ann));
        assertThat(body(get(path + "/commitments", null)).at("/items")).hasSize(8);
        assertThat(milestones(body(get(path, null)))).containsExactly(1L, 2L, 3L, 4L, 5L, 6L, 7L, 8L);
    }

    @Test
    void aCommitmentMadeRightBeforeACrashIsAnnouncedAndIsOneThoughItIsSentAgain() {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);
        var id = campaign.at("/id").stringValue();
        await().atMost(Duration.ofSeconds(20)).until(() -> stored(id).unannounced().isEmpty());
        killed().make(campaign.at("/slug").stringValue(), ann.organiser().id(),
                new Commitments.Promise(250, "we will open the garden", LocalDate.parse(FOR_EVER)));
        promised(pathOf(campaign), 250, ann);

        await().atMost(Duration.ofSeconds(20)).until(() -> stored(id).unannounced().isEmpty());
        var last = announced(id).getLast();
        assertThat(last.header("ce_id")).isEqualTo(id + ":launched:2");
        assertThat(milestones(JsonMapper.shared().readTree(last.text()))).contains(250L);
        assertThat(stored(id).commitments()).hasSize(1);
        assertThat(audited(pathOf(campaign), ann)).containsExactly("commitment-made", "launched", "drafted");
    }

    @Test
    void aCommitmentKeptRightBeforeACrashIsKeptOnceThoughItIsSaidAgain() {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);
        var commitment = promised(pathOf(campaign), 100, ann);
        killed().keep(campaign.at("/slug").stringValue(), ann.organiser().id(), commitment, null, "It is open");

        assertThat(state(pathOf(campaign), commitment)).isEqualTo("kept");
        kept(pathOf(campaign), commitment, Map.of("text", "It is open"), ann);
        assertThat(audited(pathOf(campaign), ann)).containsExactly("commitment-kept", "commitment-made", "launched",
                "drafted");
    }

    @Test
    void aCommitmentIsOverdueFromTheFirstInstantOfTheNextDay() {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);
        var today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var dueBy = today.plusDays(3);
        var path = pathOf(campaign);
        var id = body(post(path + "/commitments", aPromise(10, dueBy.toString()), ann)).at("/id").stringValue();

        assertThat(state(path, id)).isEqualTo("promised");
        campaigns.addMilestone(campaign.at("/id").stringValue(), new ReachedMilestone(10, clock.instant()));
        assertThat(state(path, id)).isEqualTo("due");
        var nextDay = dueBy.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant();
        // Not to the instant, since the clock runs; the other side is to the instant.
        clock.advance(Duration.between(clock.instant(), nextDay).minusMinutes(10));
        assertThat(state(path, id)).isEqualTo("due");
        var tagBefore = get(path, null).getResponseHeaders().getETag();
        clock.advance(Duration.between(clock.instant(), nextDay));
        assertThat(state(path, id)).isEqualTo("overdue");
        assertThat(get(path, null).getResponseHeaders().getETag()).isNotEqualTo(tagBefore);

        kept(path, id, Map.of("text", "Late, but done"), signedInAgain(ann));
        assertThat(state(path, id)).isEqualTo("kept");
    }

    @Test
    void aCommitmentOfAThresholdThatIsNeverReachedIsNotOverdue() {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var tomorrow = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC).plusDays(1);
        var id = body(post(path + "/commitments", aPromise(10, tomorrow.toString()), ann)).at("/id").stringValue();
        clock.advance(Duration.ofDays(400));
        assertThat(state(path, id)).isEqualTo("promised");
    }

    @Test
    void theLastDayIsTheSameWhereverTheProcessRuns() {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var usual = TimeZone.getDefault();
        try {
            TimeZone.setDefault(TimeZone.getTimeZone("Pacific/Kiritimati"));
            promised(path, 10, ann);
            TimeZone.setDefault(TimeZone.getTimeZone("America/Los_Angeles"));
            assertThat(body(get(path + "/commitments", null)).at("/items/0/dueBy").stringValue()).isEqualTo(FOR_EVER);
        }
        finally {
            TimeZone.setDefault(usual);
        }
    }

    @Test
    void whatWasKeptCanBeSeenAndCorrected() {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var id = promised(path, 10, ann);

        var kept = kept(path, id, Map.of("link", "https://example.org/garden"), ann);
        assertThat(kept.at("/state").stringValue()).isEqualTo("kept");
        assertThat(kept.at("/link").stringValue()).isEqualTo("https://example.org/garden");
        assertThat(kept.at("/evidence").isNull()).isTrue();
        assertThat(kept.at("/keptAt").isNull()).isFalse();
        clock.advance(Duration.ofMinutes(5));
        assertThat(kept(path, id, Map.of("link", "https://example.org/garden"), ann)).isEqualTo(kept);

        var corrected = kept(path, id, Map.of("text", "The garden is open\nsince Monday"), ann);
        assertThat(corrected.at("/link").isNull()).isTrue();
        assertThat(corrected.at("/evidence").stringValue()).isEqualTo("The garden is open\nsince Monday");
        assertThat(corrected.at("/keptAt")).isEqualTo(kept.at("/keptAt"));
        assertThat(audited(path, ann)).startsWith("commitment-corrected", "commitment-kept", "commitment-made");
        var line = body(get(path + "/audit", ann)).at("/items/0");
        assertThat(line.at("/before/link").stringValue()).isEqualTo("https://example.org/garden");
        assertThat(line.at("/after/text").stringValue()).isEqualTo("The garden is open\nsince Monday");
        assertThat(line.at("/after/commitment").stringValue()).isEqualTo(id);
    }

    @Test
    void aCommitmentIsTakenOutOfADraftAndOutOfNothingElse() {
        var ann = anOrganiser();
        var path = pathOf(drafted(aCampaign(), ann));
        var first = promised(path, 10, ann);
        var second = promised(path, 100, ann);

        assertThat(delete(path + "/commitments/" + first, ann).getStatus().value()).isEqualTo(204);
        assertProblem(delete(path + "/commitments/" + first, ann), 404, "not-found");
        assertThat(audited(path, ann)).startsWith("commitment-removed", "commitment-made", "commitment-made");
        post(path + "/launch", null, ann);
        var problem = assertProblem(delete(path + "/commitments/" + second, ann), 409, "campaign-launched");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("commitments");
        assertThat(body(get(path + "/commitments", null)).at("/items")).hasSize(1);
    }

    @Test
    void aMilestoneStaysAsLongAsACommitmentNeedsIt() {
        var ann = anOrganiser();
        var path = pathOf(drafted(aCampaign(), ann));
        promised(path, 250, ann);
        var problem = assertProblem(patch(path, Map.of("milestones", List.of(10)), "*", ann), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("milestones");
    }

    @Test
    void aDraftKeepsNothing() {
        var ann = anOrganiser();
        var path = pathOf(drafted(aCampaign(), ann));
        var id = promised(path, 10, ann);
        assertProblem(post(path + "/commitments/" + id + "/kept", Map.of("text", "done"), ann), 409, "conflict");
    }

    @Test
    void thereAreAtMostTwentyAndMilestonesEnough() {
        var ann = anOrganiser();
        var path = pathOf(drafted(aCampaign().with("milestones", LongStream.rangeClosed(1, 50).boxed().toList()), ann));
        var problem = assertProblem(post(path + "/commitments", aPromise(51), ann), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("threshold");
        for (int i = 1; i <= 20; i++) {
            promised(path, i, ann);
        }
        assertProblem(post(path + "/commitments", aPromise(21), ann), 409, "conflict");
        assertThat(body(get(path + "/commitments", ann)).at("/items")).hasSize(20);
    }

    @Test
    void nothingIsPromisedAfterTheClosingButWhatWasPromisedIsKept() {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var id = promised(path, 10, ann);
        post(path + "/close", null, ann);
        assertProblem(post(path + "/commitments", aPromise(100), ann), 409, "campaign-closed");
        assertThat(promised(path, 10, ann)).isEqualTo(id);
        kept(path, id, Map.of("text", "done"), ann);

        var dated = pathOf(launched(aCampaign().closing(clock.instant().plusSeconds(3600).toString()), ann));
        clock.advance(Duration.ofHours(1));
        assertProblem(post(dated + "/commitments", aPromise(100), signedInAgain(ann)), 409, "campaign-closed");
    }

    @Test
    void onlyLeadsPromiseAndKeep() {
        var ann = anOrganiser();
        var bob = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var one = path + "/commitments/" + promised(path, 10, ann);

        assertProblem(post(path + "/commitments", aPromise(100), null), 401, "unauthorized");
        assertProblem(post(path + "/commitments", aPromise(100), bob), 403, "forbidden");
        assertProblem(post(one + "/kept", Map.of("text", "done"), null), 401, "unauthorized");
        assertProblem(post(one + "/kept", Map.of("text", "done"), bob), 403, "forbidden");
        assertProblem(delete(one, null), 401, "unauthorized");
        assertProblem(delete(one, bob), 403, "forbidden");
        assertProblem(post(path + "/commitments/nothing/kept", Map.of("text", "done"), ann), 404, "not-found");
        assertProblem(get(path + "/commitments/nothing", null), 404, "not-found");
        assertProblem(delete(path + "/commitments", null), 405, "method-not-allowed");
        assertProblem(get(one + "/kept", null), 405, "method-not-allowed");
        assertThat(body(get(path + "/commitments", null)).at("/items/0/state").stringValue()).isEqualTo("promised");
    }

    @Test
    void ofASuspendedCampaignOnlyItsLeadsReadThePromises() {
        var ann = anOrganiser();
        var campaign = launched(aCampaign(), ann);
        var path = pathOf(campaign);
        var id = promised(path, 10, ann);
        crashAfter(campaign.at("/id").stringValue(),
                new Change("suspended").put("suspension", new Suspension("abuse", clock.instant())));
        assertThat(body(get(path + "/commitments", null)).at("/items")).isEmpty();
        assertProblem(get(path + "/commitments/" + id, anOrganiser()), 404, "not-found");
        assertThat(body(get(path + "/commitments", ann)).at("/items")).hasSize(1);
    }

    static Stream<Map.Entry<String, Map<String, Object>>> mistakes() {
        return Stream.of(promise("threshold", null), promise("threshold", 0), promise("threshold", 1_000_000_001),
                promise("threshold", "10"), promise("threshold", 1.5), promise("text", null), promise("text", " "),
                promise("text", "a".repeat(501)), promise("text", "a\u0007b"), promise("dueBy", null),
                promise("dueBy", "2020-01-01"), promise("dueBy", "2999-02-30"), promise("dueBy", "+12026-01-01"),
                promise("dueBy", "2999-1-1"), promise("dueBy", "2999-01-01T00:00:00Z"), promise("dueBy", 400_000),
                promise("dueBy", List.of(2999, 1, 1)), promise("kept", true));
    }

    private static Map.Entry<String, Map<String, Object>> promise(String field, @Nullable Object value) {
        var promise = new LinkedHashMap<>(aPromise(10));
        promise.remove(field);
        if (value != null) {
            promise.put(field, value);
        }
        return Map.entry(field, promise);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void aMistakeInAPromiseIsNamedByItsField(Map.Entry<String, Map<String, Object>> mistake) {
        var ann = anOrganiser();
        var path = pathOf(drafted(aCampaign(), ann));
        var problem = assertProblem(post(path + "/commitments", mistake.getValue(), ann), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).startsWith(mistake.getKey());
        assertThat(body(get(path + "/commitments", ann)).at("/items")).isEmpty();
    }

    static Stream<Map.Entry<String, Map<String, Object>>> mistakesOfKeeping() {
        return Stream.of(Map.entry("link", Map.of()), Map.entry("text", Map.of("text", " ")),
                Map.entry("text", Map.of("text", "a".repeat(1001))),
                Map.entry("link", Map.of("link", "https://example.org/" + "a".repeat(481))),
                Map.entry("link", Map.of("link", "javascript:alert(1)")),
                Map.entry("link", Map.of("link", "data:text/html,x")),
                Map.entry("link", Map.of("link", "//example.org")),
                Map.entry("link", Map.of("link", "https:example.org")),
                Map.entry("link", Map.of("link", "https://nhs.uk@example.org/")),
                Map.entry("link", Map.of("link", "https://example.org/ \"onclick=")),
                Map.entry("link", Map.of("link", "", "text", "done")), Map.entry("at", Map.of("at", "2020-01-01")));
    }

    @ParameterizedTest
    @MethodSource("mistakesOfKeeping")
    void aMistakeInKeepingIsNamedByItsField(Map.Entry<String, Map<String, Object>> mistake) {
        var ann = anOrganiser();
        var path = pathOf(launched(aCampaign(), ann));
        var id = promised(path, 10, ann);
        var problem = assertProblem(post(path + "/commitments/" + id + "/kept", mistake.getValue(), ann), 400,
                "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(mistake.getKey());
        assertThat(state(path, id)).isEqualTo("promised");
    }

    /** In a process that is killed right after it wrote, before it answered. */
    private Commitments killed() {
        return new Commitments(killedAfterChanges(), clock);
    }

    private Campaign stored(String id) {
        return campaigns.findById(id).orElseThrow();
    }

    private static Map<String, Object> aPromise(long threshold) {
        return aPromise(threshold, FOR_EVER);
    }

    private static Map<String, Object> aPromise(long threshold, String dueBy) {
        return Map.of("threshold", threshold, "text", "we will open the garden", "dueBy", dueBy);
    }

    private String promised(String path, long threshold, Caller by) {
        var answer = post(path + "/commitments", aPromise(threshold), by);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        return body(answer).at("/id").stringValue();
    }

    private JsonNode kept(String path, String id, Map<String, String> how, Caller by) {
        var answer = post(path + "/commitments/" + id + "/kept", how, by);
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return body(answer);
    }

    private String state(String path, String id) {
        return body(get(path + "/commitments/" + id, null)).at("/state").stringValue();
    }

    private List<String> audited(String path, Caller lead) {
        return body(get(path + "/audit", lead)).at("/items")
            .valueStream()
            .map(line -> line.at("/what").stringValue())
            .toList();
    }

    private EntityExchangeResult<JsonNode> delete(String path, @Nullable Caller caller) {
        var request = http.method(HttpMethod.DELETE).uri(path);
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        return request.exchange().returnResult(JsonNode.class);
    }

    private static List<Long> milestones(JsonNode campaign) {
        return campaign.at("/milestones").valueStream().map(JsonNode::longValue).toList();
    }

    private static String pathOf(JsonNode campaign) {
        return "/api/campaigns/" + campaign.at("/slug").stringValue();
    }

}
