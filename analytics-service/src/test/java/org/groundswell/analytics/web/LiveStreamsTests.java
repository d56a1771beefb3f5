package org.groundswell.analytics.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.analytics.TallyMother.aTally;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.coyote.AbstractProtocol;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.analytics.TallyMother;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.util.StringUtils;

/** The streams on a real web server, with listeners that behave badly. */
@Timeout(300)
@SpringBootTest(classes = LiveStreams.class, webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "groundswell.analytics.max-listeners=3", "groundswell.analytics.heartbeat=200ms",
                "server.tomcat.connection-timeout=3s" })
class LiveStreamsTests {

    @Autowired
    private ServletWebServerApplicationContext context;

    @Autowired
    private LivePicture picture;

    @Autowired
    private MeterRegistry meters;

    private final String slug = "campaign-" + UUID.randomUUID();

    private final List<SocketListener> listeners = new ArrayList<>();

    @AfterEach
    void everybodyLeaves() throws IOException {
        for (var listener : listeners) {
            listener.close();
        }
        await().until(() -> listening() == 0);
    }

    @Test
    void aListenerThatStopsReadingIsLetGoAndDelaysNobody() throws Exception {
        picture.show(aLargeTally(1));
        var stalled = listen("/tally/stream");
        var reading = listen("/tally/stream").reading();
        var showing = new AtomicBoolean(true);
        var shower = Thread.startVirtualThread(() -> {
            for (long version = 2; showing.get(); version++) {
                picture.show(aLargeTally(version));
                pause(Duration.ofMillis(20));
            }
        });
        try {
            stalled.readHead();
            await().until(() -> listening() == 2);
            // More than all buffers in between hold, three seconds after which it is
            // gone.
            await().until(() -> listening() == 1);
            await().until(() -> connections() == 1);
            var before = reading.ids().size();
            await().until(() -> reading.ids().size() > before + 3);
            assertThat(reading.ids()).isSorted().doesNotHaveDuplicates();
        }
        finally {
            showing.set(false);
            shower.join();
        }
    }

    @Test
    void whoeverIsOneTooManyIsToldWhenToComeAgainAndPlacesAreGivenBackWhenListenersLeaveWithoutAWord()
            throws Exception {
        picture.show(aTally(slug, 1, 10));
        var first = listen("/tally/stream").reading();
        listen("/tally/stream?fields=count").reading();
        listen("/tally/stream").reading();
        await().until(() -> listening() == 3);
        var turnedAway = listen("/tally/stream").reading();
        await().untilAsserted(() -> assertThat(turnedAway.text()).contains("HTTP/1.1 503", "Retry-After: ",
                "/problems/service-unavailable"));
        first.close();
        await().until(() -> listening() == 2);
        var next = listen("/tally/stream").reading();
        await().until(() -> next.ids().contains(1L));
    }

    @Test
    void aListenerToWhomNothingNewCanBeSaidHasHeartbeatsWhateverHappens() throws Exception {
        picture.show(aTally(slug, 1, 10));
        var listener = listen("/tally/stream", "Last-Event-ID: 1000000").reading();
        for (long version = 2; listener.heartbeats() < 3 && !Thread.currentThread().isInterrupted(); version++) {
            picture.show(aTally(slug, version, 10));
            pause(Duration.ofMillis(20));
        }
        assertThat(listener.ids()).isEmpty();
    }

    @Test
    void anIdleStreamHasHeartbeats() throws Exception {
        picture.show(aTally(slug, 1, 10));
        var listener = listen("/tally/stream").reading();
        var all = new SocketListener(port(), "/api/tallies/stream").reading();
        listeners.add(all);
        await().until(() -> listener.heartbeats() > 2 && all.heartbeats() > 2);
        assertThat(listener.ids()).containsExactly(1L);
    }

    @Test
    void updatesComeAtMostFourTimesASecondAndTheNewestIsNeverLeftOut() throws Exception {
        picture.show(aTally(slug, 1, 1));
        var listener = listen("/tally/stream").reading();
        await().until(() -> listener.ids().contains(1L));
        var began = System.nanoTime();
        for (long version = 2; version <= 100; version++) {
            picture.show(aTally(slug, version, version));
            pause(Duration.ofMillis(10));
        }
        await().until(() -> listener.ids().contains(100L));
        var quarters = Duration.ofNanos(System.nanoTime() - began).dividedBy(Duration.ofMillis(250));
        assertThat(listener.ids()).isSorted().hasSizeLessThanOrEqualTo((int) quarters + 2);
    }

    @Test
    void aMilestoneIsSaidOnceToEverybodyWhoWasThere() throws Exception {
        picture.show(aTally(slug, 1, 0));
        var all = listen("/tally/stream").reading();
        var count = listen("/tally/stream?fields=count").reading();
        await().until(() -> all.ids().contains(1L) && count.ids().contains(1L));
        picture.show(aTallyWith(11, 10, 10));
        await().until(() -> all.milestones().contains(10L) && count.milestones().contains(10L));
        picture.show(aTallyWith(12, 9, 10));
        picture.show(aTallyWith(31, 30, 10, 20, 30));
        await().until(() -> all.ids().contains(31L) && count.ids().contains(31L));
        assertThat(all.milestones()).containsExactly(10L, 20L, 30L);
        assertThat(count.milestones()).containsExactly(10L, 20L, 30L);
        var late = listen("/tally/stream").reading();
        await().until(() -> late.ids().contains(31L));
        assertThat(late.milestones()).isEmpty();
    }

    @Test
    void aMilestoneReachedWhileAListenerWasAwayIsSaidWhenItComesBack() throws Exception {
        picture.show(aTally(slug, 1, 0));
        picture.show(aTallyWith(11, 10, 10));
        picture.show(aTallyWith(12, 11, 10));
        picture.show(aTallyWith(21, 20, 10, 20));
        var missedBoth = listen("/tally/stream?fields=count", "Last-Event-ID: 5").reading();
        var missedOne = listen("/tally/stream", "Last-Event-ID: 11").reading();
        var missedNone = listen("/tally/stream", "Last-Event-ID: 21").reading();
        await().until(() -> missedBoth.ids().contains(21L) && missedOne.ids().contains(21L)
                && missedNone.ids().contains(21L));
        assertThat(missedBoth.milestones()).containsExactly(10L, 20L);
        assertThat(missedOne.milestones()).containsExactly(20L);
        assertThat(missedNone.milestones()).isEmpty();
    }

    @Test
    void whoWatchesAllCampaignsHearsOnlyOfOpenOnesAndNothingTwice() throws Exception {
        var open = slug + "-open";
        var idle = slug + "-idle";
        var over = slug + "-over";
        picture.show(aTally(open, 1, 1));
        picture.show(aTally(idle, 1, 1));
        picture.show(TallyMother.closed(aTally(over, 1, 1)));
        var listener = new SocketListener(port(), "/api/tallies/stream").reading();
        listeners.add(listener);
        await().untilAsserted(() -> assertThat(listener.text()).contains(open, idle));
        picture.show(TallyMother.closed(aTally(over, 2, 2)));
        for (long version = 2; version <= 4; version++) {
            picture.show(aTally(open, version, version));
            var pledges = "\"campaign\":\"" + open + "\",\"version\":" + version;
            await().untilAsserted(() -> assertThat(listener.text()).contains(pledges));
        }
        assertThat(listener.text()).doesNotContain(over).containsOnlyOnce(idle);
    }

    @Test
    void whoWatchesAllCampaignsHearsOfOneThatOpensMeanwhile() throws Exception {
        var other = slug + "-other";
        var opensAt = Instant.now().plusSeconds(6);
        picture.show(TallyMother.opening(aTally(slug, 1, 0), opensAt));
        picture.show(aTally(other, 1, 1));
        var all = new SocketListener(port(), "/api/tallies/stream").reading();
        listeners.add(all);
        await().until(() -> all.text().contains(other));
        assertThat(all.text()).doesNotContain("\"" + slug + "\"");

        await().until(() -> all.text().contains("\"" + slug + "\""));

        assertThat(Instant.now()).isAfterOrEqualTo(opensAt);
        await().during(Duration.ofSeconds(2))
            .until(() -> StringUtils.countOccurrencesOf(all.text(), "\"" + slug + "\"") == 1);
    }

    @Test
    void whoWatchesAllCampaignsHearsNothingOfASuspendedOneUntilThatIsLifted() throws Exception {
        var other = slug + "-other";
        picture.show(TallyMother.suspended(aTally(slug, 1, 1)));
        picture.show(aTally(other, 1, 1));
        var all = new SocketListener(port(), "/api/tallies/stream").reading();
        listeners.add(all);
        var one = listen("/tally/stream").reading();
        await().until(() -> all.text().contains(other) && one.ids().contains(1L));
        picture.show(TallyMother.suspended(aTally(slug, 2, 2)));
        picture.show(aTally(other, 2, 2));
        await()
            .until(() -> all.text().contains("\"campaign\":\"" + other + "\",\"version\":2") && one.ids().contains(2L));
        assertThat(all.text()).doesNotContain("\"" + slug + "\"");
        picture.show(aTally(slug, 3, 2));
        await().until(() -> all.text().contains("\"campaign\":\"" + slug + "\",\"version\":3"));
    }

    @Test
    void whenTheServiceStopsEveryStreamComesToItsEndAndNoneBegins() throws Exception {
        picture.show(aTally(slug, 1, 1));
        var one = listen("/tally/stream").reading();
        var all = new SocketListener(port(), "/api/tallies/stream").reading();
        listeners.add(all);
        await().until(() -> one.ids().contains(1L) && all.text().contains(slug));
        picture.stop();
        try {
            await().until(() -> one.hasProperEnd() && all.hasProperEnd());
            var late = listen("/tally/stream").reading();
            await()
                .untilAsserted(() -> assertThat(late.text()).contains("HTTP/1.1 503", "Retry-After: ", "/problems/"));
        }
        finally {
            picture.start();
        }
    }

    @Test
    void aServiceWithAThousandListenersStopsAtOnce() throws Exception {
        var thousand = 1_000;
        var crowded = new SpringApplicationBuilder(LiveStreams.class)
            .properties("server.port=0", "groundswell.analytics.max-listeners=" + thousand,
                    "spring.lifecycle.timeout-per-shutdown-phase=60s")
            .run();
        var crowd = new ArrayList<SocketListener>();
        try (crowded) {
            crowded.getBean(LivePicture.class).show(aTally(slug, 1, 1));
            var port = ((ServletWebServerApplicationContext) crowded).getWebServer().getPort();
            for (int i = 0; i < thousand; i++) {
                crowd.add(new SocketListener(port, "/api/campaigns/" + slug + "/tally/stream").reading());
            }
            await().until(() -> crowd.stream().allMatch(one -> one.ids().contains(1L)));
            var began = System.nanoTime();
            crowded.close();
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(30));
            await().until(() -> crowd.stream().allMatch(SocketListener::hasProperEnd));
        }
        finally {
            for (var one : crowd) {
                one.close();
            }
        }
    }

    private SocketListener listen(String path, String... headers) throws IOException {
        var listener = new SocketListener(port(), "/api/campaigns/" + slug + path, headers);
        listeners.add(listener);
        return listener;
    }

    private int port() {
        return context.getWebServer().getPort();
    }

    private long listening() {
        return (long) meters.get("groundswell.listeners").gauge().value();
    }

    private long connections() {
        var server = (TomcatWebServer) context.getWebServer();
        return ((AbstractProtocol<?>) server.getTomcat().getConnector().getProtocolHandler()).getConnectionCount()
                // The acceptor counts the one that it waits for.
                - 1;
    }

    private Tally aTallyWith(long version, long pledges, long... thresholds) {
        var reached = LongStream.of(thresholds)
            .mapToObj(threshold -> new Tally.Reached(threshold, Instant.parse("2026-03-13T12:00:00Z")))
            .toList();
        return TallyMother.reached(aTally(slug, version, pledges), reached);
    }

    private Tally aLargeTally(long version) {
        var parts = IntStream.range(0, 2_000).mapToObj(i -> new Tally.Part("place-" + i, 1, 1)).toList();
        return TallyMother.byPlace(aTally(slug, version, 2_000), parts);
    }

    /** Longer than a machine with other things to do keeps a listener waiting. */
    private static ConditionFactory await() {
        return Awaitility.await().atMost(Duration.ofSeconds(60));
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        }
        catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

}
