package org.groundswell.analytics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.analytics.TallyMother.aTally;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.groundswell.defaults.events.EventSender;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.json.Timestamps;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Events in, tallies out: read once, watched live, kept in the view. */
abstract class WatchingTests {

    @LocalServerPort
    private int port;

    @Value("${spring.kafka.bootstrap-servers}")
    private String kafka;

    @Autowired
    private EventSender events;

    @Autowired
    private TallyView view;

    @Autowired
    private JsonMapper json;

    private final HttpClient http = HttpClient.newHttpClient();

    private CampaignEvents campaign;

    private String slug;

    @BeforeEach
    void aCampaignOfItsOwn() {
        campaign = new CampaignEvents(events);
        slug = campaign.slug();
    }

    @Test
    void pledgesAreCountedOnceAndEveryBreakdownAddsUp() throws Exception {
        campaign.launch(2);
        var first = campaign.made(3, "QWO");
        campaign.made(4, null);
        campaign.made(first, 3, "QWO");

        var tally = awaitPledges(2);

        assertThat(tally.at("/people").longValue()).isEqualTo(7);
        assertThat(tally.at("/target").longValue()).isEqualTo(1_000);
        for (var breakdown : List.of("byPlace", "byRole", "byTheme", "byChannel")) {
            assertThat(tally.at("/" + breakdown).valueStream().mapToLong(part -> part.at("/pledges").longValue()).sum())
                .isEqualTo(2);
            assertThat(tally.at("/" + breakdown).valueStream().mapToLong(part -> part.at("/people").longValue()).sum())
                .isEqualTo(7);
        }
        assertThat(tally.at("/byPlace").valueStream().map(part -> part.at("/name").stringValue()))
            .containsExactlyInAnyOrder("West Yorkshire", "Not given");
        assertThat(tally.at("/lastHour").size()).isEqualTo(60);
        assertThat(tally.at("/lastHour").valueStream().mapToLong(JsonNode::longValue).sum()).isEqualTo(2);
        assertThat(tally.at("/milestones/0/threshold").longValue()).isEqualTo(2);
    }

    @Test
    void aMilestoneIsOnItsTopicOnceByItsContract() throws Exception {
        campaign.launch(2);
        var first = campaign.made(1, null);
        campaign.made(1, null);
        campaign.made(first, 1, null);
        awaitPledges(2);
        var milestones = TopicReader.read(kafka, "milestones", campaign.id());
        assertThat(milestones).hasSize(1);
        assertThat(new Contract("milestone.reached.v1").violations(String.valueOf(milestones.getFirst().text())))
            .isEmpty();
        assertThat(milestones.getFirst().header("ce_id")).isEqualTo(campaign.id() + ":milestone:2");
        assertThat(milestones.getFirst().header("ce_source")).isEqualTo("/analytics-service");
    }

    @Test
    void placesRollUpAndEveryLevelAddsUp() throws Exception {
        campaign.launch();
        campaign.made(1, "QWO");
        campaign.made(2, "QHM");
        campaign.made(3, "7A4");
        campaign.made(4, "ZZ9");
        campaign.made(5, null);
        awaitPledges(5);
        var names = Map.of("place",
                List.of("West Yorkshire", "North East and North Cumbria", "Cardiff and Vale", "ZZ9", "Not given"),
                "region", List.of("North East and Yorkshire", "Wales", "ZZ9", "Not given"), "nation",
                List.of("England", "Wales", "ZZ9", "Not given"));
        var eTags = new HashSet<String>();
        for (var level : names.keySet()) {
            var answer = get("/api/campaigns/" + slug + "/tally?level=" + level);
            var byPlace = json.readTree(answer.body()).at("/byPlace");
            assertThat(byPlace.valueStream().map(part -> part.at("/name").stringValue()))
                .containsExactlyInAnyOrderElementsOf(names.get(level));
            assertThat(byPlace.valueStream().mapToLong(part -> part.at("/people").longValue()).sum()).isEqualTo(15);
            eTags.add(answer.headers().firstValue("ETag").orElseThrow().replaceAll("-\\d+", ""));
        }
        assertThat(eTags).hasSize(3);
        assertThat(json.readTree(get("/api/campaigns/" + slug + "/tally").body()).at("/byPlace").size()).isEqualTo(5);
    }

    @Test
    void anUnknownLevelIsRefusedByName() throws Exception {
        campaign.launch();
        awaitPledges(0);
        for (var level : List.of("ward", "regions", "place,region")) {
            var answer = get("/api/campaigns/" + slug + "/tally?level=" + level);
            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(json.readTree(answer.body()).at("/errors/0/field").stringValue()).isEqualTo("level");
        }
    }

    @Test
    void anUnchangedTallyIsNotSentAgain() throws Exception {
        campaign.launch();
        campaign.made(1, null);
        awaitPledges(1);
        // The minute may end between two questions, and is part of the answer.
        await().untilAsserted(() -> {
            var answer = get("/api/campaigns/" + slug + "/tally");
            assertThat(answer.headers().firstValue("Cache-Control").orElseThrow()).contains("max-age=1",
                    "stale-while-revalidate", "stale-if-error");
            var again = http.send(request("/api/campaigns/" + slug + "/tally")
                .header("If-None-Match", answer.headers().firstValue("ETag").orElseThrow())
                .build(), HttpResponse.BodyHandlers.ofString());
            assertThat(again.statusCode()).isEqualTo(304);
        });
    }

    @Test
    void anUnknownCampaignIsNotFound() throws Exception {
        for (var path : List.of("/api/campaigns/nobody/tally", "/api/campaigns/nobody/tally/stream")) {
            var answer = get(path);
            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(json.readTree(answer.body()).at("/type").stringValue()).isEqualTo("/problems/not-found");
        }
    }

    @Test
    void aListenerHasASnapshotAtOnceThenWhatChangesThenTheMilestone() throws Exception {
        campaign.launch(2);
        campaign.made(1, null);
        awaitPledges(1);
        try (var stream = new Stream("/api/campaigns/" + slug + "/tally/stream", null)) {
            await().until(() -> !stream.lines.isEmpty());
            await().untilAsserted(() -> assertThat(stream.text()).startsWith("retry: ")
                .contains("event: tally\nid: ", "\"pledges\":1,"));
            campaign.made(1, null);
            await().untilAsserted(() -> assertThat(stream.text()).contains("\"pledges\":2,", "event: milestone\nid: ",
                    "data: {\"threshold\":2,"));
        }
    }

    @Test
    void aListenerThatComesBackIsNeverSentBack() throws Exception {
        campaign.launch();
        campaign.made(1, null);
        var version = awaitPledges(1).at("/version").longValue();
        try (var stream = new Stream("/api/campaigns/" + slug + "/tally/stream?fields=count",
                String.valueOf(version + 1))) {
            campaign.made(1, null);
            campaign.made(1, null);
            await().untilAsserted(() -> assertThat(stream.text()).contains("\"pledges\":3,"));
            assertThat(stream.ids()).isNotEmpty().allMatch(id -> id > version).isSorted();
            assertThat(stream.text()).doesNotContain("byPlace");
        }
    }

    @Test
    void whoWatchesAllCampaignsHearsOfEachByName() throws Exception {
        campaign.launch();
        campaign.made(5, null);
        awaitPledges(1);
        try (var stream = new Stream("/api/tallies/stream", null)) {
            await()
                .untilAsserted(() -> assertThat(stream.text()).contains("\"campaign\":\"" + slug + "\",\"version\":"));
        }
    }

    @Test
    void theViewHasTheNewestTallyAndAStaleOrRepeatedWriteChangesNothing() {
        view.keep(List.of(aTally(slug, 5, 50)));
        view.keep(List.of(aTally(slug, 4, 99)));
        assertThat(view.find(slug)).hasValue(aTally(slug, 5, 50));
        view.keep(List.of(aTally(slug, 5, 50)));
        assertThat(view.find(slug)).hasValue(aTally(slug, 5, 50));
        // The number decides, not its digits.
        view.keep(List.of(aTally(slug, 10, 1)));
        view.keep(List.of(aTally(slug, 9, 99)));
        assertThat(view.find(slug)).hasValue(aTally(slug, 10, 1));
        view.keep(List.of(aTally(slug, Generation.FIRST.next().version(1), 7)));
        view.keep(List.of(aTally(slug, 11, 99)));
        assertThat(view.find(slug)).hasValue(aTally(slug, Generation.FIRST.next().version(1), 7));
    }

    @Test
    void whatIsCountedComesToTheView() throws Exception {
        campaign.launch(1);
        campaign.made(2, "QWO");
        awaitPledges(1);
        await().untilAsserted(() -> assertThat(view.find(slug)).hasValueSatisfying(kept -> {
            assertThat(kept.pledges()).isEqualTo(1);
            assertThat(kept.people()).isEqualTo(2);
            assertThat(kept.byPlace()).containsExactly(new Tally.Part("QWO", 1, 2));
        }));
    }

    @Test
    void aWithdrawnPledgeIsTakenAwayWhereverTheCountIsRead() throws Exception {
        campaign.launch(2);
        campaign.made(2, "QWO");
        var gone = campaign.made(3, null);
        awaitPledges(2);
        try (var stream = new Stream("/api/campaigns/" + slug + "/tally/stream", null)) {
            campaign.withdraw(gone, 3);
            campaign.withdraw(gone, 3);
            var tally = awaitPledges(1);
            assertThat(tally.at("/people").longValue()).isEqualTo(2);
            assertThat(tally.at("/withdrawn").longValue()).isEqualTo(1);
            assertThat(tally.at("/byPlace").size()).isEqualTo(1);
            assertThat(tally.at("/milestones/0/threshold").longValue()).isEqualTo(2);
            await()
                .untilAsserted(() -> assertThat(stream.text()).contains("\"pledges\":1,\"people\":2,\"withdrawn\":1,"));
        }
        await().untilAsserted(() -> assertThat(view.find(slug)).hasValueSatisfying(kept -> {
            assertThat(kept.pledges()).isEqualTo(1);
            assertThat(kept.withdrawn()).isEqualTo(1);
            assertThat(kept.byRole()).containsExactly(new Tally.Part(null, 1, 2));
        }));
    }

    @Test
    void historyHasEveryStepInJsonAndCsv() throws Exception {
        campaign.launch();
        campaign.made(2, "QWO");
        campaign.made(3, null);
        awaitPledges(2);
        var hour = campaign.madeAt().truncatedTo(ChronoUnit.HOURS);
        var path = "/api/campaigns/" + slug + "/history?step=minute&from=" + hour + "&to="
                + hour.plus(Duration.ofHours(1));
        var points = await().until(() -> json.readTree(get(path).body()).at("/points"),
                found -> found.valueStream().mapToLong(point -> point.at("/pledges").longValue()).sum() == 2);
        assertThat(points.size()).isEqualTo(60);
        var minute = points.get((int) Duration.between(hour, campaign.madeAt()).toMinutes());
        assertThat(minute.at("/at").stringValue())
            .isEqualTo(Timestamps.format(campaign.madeAt().truncatedTo(ChronoUnit.MINUTES)));
        assertThat(minute.at("/people").longValue()).isEqualTo(5);
        var csv = http.send(request(path).header("Accept", "text/csv").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(csv.headers().firstValue("Content-Type")).hasValue("text/csv;charset=UTF-8");
        assertThat(csv.body().lines()).hasSize(61)
            .startsWith("at,pledges,people")
            .contains(Timestamps.format(campaign.madeAt().truncatedTo(ChronoUnit.MINUTES)) + ",2,5");
        assertThat(csv.headers().firstValue("ETag")).isNotEqualTo(get(path).headers().firstValue("ETag"));
        var again = http.send(
                request(path).header("If-None-Match", get(path).headers().firstValue("ETag").orElseThrow()).build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(json.readTree(get("/api/campaigns/" + slug + "/history?step=day").body())
            .at("/points")
            .valueStream()
            .mapToLong(point -> point.at("/pledges").longValue())
            .sum()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = { "step=second", "from=yesterday", "to=1", "from=2026-03-13T10:00:00Z&to=2026-03-13T09:00:00Z",
                    "step=minute&from=2020-01-01T00:00:00Z", "step=day&to=-999999998-01-01T00:00:00Z",
                    "step=minute&from=%2B1000000000-12-31T23:58:00Z&to=%2B1000000000-12-31T23:59:59Z" })
    void aHistoryThatCannotBeShownNamesTheParameter(String query) throws Exception {
        campaign.launch();
        awaitPledges(0);
        var answer = get("/api/campaigns/" + slug + "/history?" + query);
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).at("/errors/0/field").stringValue()).isIn("step", "from", "to");
    }

    @Test
    void aPledgeThatCannotBeReadGoesToTheDeadLettersAndItsNeighboursAreCounted() throws Exception {
        campaign.launch();
        campaign.made(1, null);
        campaign.made("bad", -1, null);
        campaign.made(1, null);
        awaitPledges(2);
        var dead = await().until(() -> TopicReader.read(kafka, "dead-letters", campaign.id()),
                found -> !found.isEmpty());
        assertThat(dead.getFirst().header("kafka_dlt-exception-message")).contains("people");
    }

    private JsonNode awaitPledges(long pledges) {
        return await().atMost(Duration.ofSeconds(60))
            .until(() -> json.readTree(get("/api/campaigns/" + slug + "/tally").body()),
                    tally -> tally.at("/pledges").longValue(-1) == pledges);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(request(path).build(), HttpResponse.BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    }

    /** A stream of server-sent events, being read. */
    private final class Stream implements AutoCloseable {

        private final List<String> lines = new CopyOnWriteArrayList<>();

        private final HttpResponse<InputStream> response;

        Stream(String path, @Nullable String lastEventId) throws Exception {
            var request = request(path);
            if (lastEventId != null) {
                request.header("Last-Event-ID", lastEventId);
            }
            this.response = http.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
            assertThat(response.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/event-stream");
            Thread.startVirtualThread(this::read);
        }

        private void read() {
            try {
                new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8)).lines()
                    .forEach(lines::add);
            }
            catch (UncheckedIOException closed) {
                // By the test, which has read enough.
            }
        }

        String text() {
            return String.join("\n", lines);
        }

        List<Long> ids() {
            return lines.stream()
                .filter(line -> line.startsWith("id: "))
                .map(line -> Long.parseLong(line.substring(4)))
                .toList();
        }

        @Override
        public void close() throws IOException {
            response.body().close();
        }

    }

}
