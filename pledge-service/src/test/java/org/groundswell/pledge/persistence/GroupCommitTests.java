package org.groundswell.pledge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.PledgeMother.aStoredPledge;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.local.store.EmbeddedStore;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgeMother;
import org.groundswell.pledge.PledgeProperties;
import org.groundswell.pledge.PledgePublication;
import org.groundswell.pledge.PledgeRefusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

class GroupCommitTests {

    private final List<Pledge> published = new CopyOnWriteArrayList<>();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private EmbeddedStore store;

    private MongoClient client;

    private MongoTemplate mongo;

    private GroupCommit commit;

    GroupCommitTests(@TempDir Path dir) throws Exception {
        this.store = EmbeddedStore.start(dir, 0);
        this.client = MongoClients
            .create(store.connectionString("test") + "?serverSelectionTimeoutMS=500&socketTimeoutMS=2000");
        this.mongo = new MongoTemplate(client, "test");
        this.commit = commit(published::addAll, 5_000, Duration.ofSeconds(5));
    }

    @BeforeEach
    void warm() {
        mongo.createCollection("pledges");
    }

    @AfterEach
    void stop() {
        commit.destroy();
        client.close();
        store.close();
    }

    @Test
    void whatIsAnsweredIsStoredAndHandedOverForPublishing() {
        var pledge = aStoredPledge("one");
        assertThat(commit.write(pledge)).isSameAs(pledge);
        assertThat(mongo.findById(pledge.id(), Pledge.class)).isNotNull();
        assertThat(published).containsExactly(pledge);
    }

    @Test
    void whoComesSecondIsGivenTheFirst() {
        var first = aStoredPledge("first");
        commit.write(first);
        var second = commit.write(PledgeMother.with(first.id(), "second", null));
        assertThat(second.text()).isEqualTo("first");
        assertThat(published).containsExactly(first);
    }

    @Test
    void inARushMoreThanOneIsWrittenAtATimeAndEachGetsItsOwnOutcome() throws Exception {
        var existing = aStoredPledge("existing");
        commit.write(existing);
        var pledges = IntStream.range(0, 400)
            .mapToObj(i -> i % 4 == 0 ? PledgeMother.with(existing.id(), "again " + i, null)
                    : aStoredPledge("pledge " + i))
            .toList();
        var outcomes = new ArrayList<CompletableFuture<Pledge>>();
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            pledges.forEach(pledge -> outcomes.add(CompletableFuture.supplyAsync(() -> commit.write(pledge), clients)));
        }
        for (int i = 0; i < pledges.size(); i++) {
            assertThat(outcomes.get(i).get().text()).isEqualTo(i % 4 == 0 ? "existing" : "pledge " + i);
        }
        assertThat(mongo.getCollection("pledges").countDocuments()).isEqualTo(301);
        assertThat(published).hasSize(301);
        assertThat(meters.get("groundswell.pledges.group").summary().max()).isGreaterThan(1);
    }

    @Test
    void whenTheWaitingRoomIsFullOthersAreTurnedAwayAtOnce() throws Exception {
        commit.destroy();
        var release = new CountDownLatch(1);
        commit = commit(pledges -> awaitQuietly(release), 2, Duration.ofSeconds(30));
        try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
            // Two at the writers, two in the room; a writer may take both of the room's
            // with it.
            var inside = new ArrayList<CompletableFuture<Pledge>>();
            await().until(() -> {
                inside.add(CompletableFuture.supplyAsync(() -> commit.write(aStoredPledge("inside")), clients));
                return inside.stream().anyMatch(CompletableFuture::isCompletedExceptionally);
            });
            var started = System.nanoTime();
            assertThatThrownBy(() -> commit.write(aStoredPledge("late"))).isInstanceOf(PledgeRefusal.Overloaded.class);
            assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofMillis(50));
            release.countDown();
            inside.stream()
                .filter(outcome -> !outcome.isCompletedExceptionally())
                .forEach(outcome -> assertThat(mongo.findById(outcome.join().id(), Pledge.class)).isNotNull());
        }
    }

    @Test
    void whenTheStoreIsAwayNothingIsSaidToBeStored() {
        store.close();
        assertThatThrownBy(() -> commit.write(aStoredPledge("nowhere")))
            .isInstanceOf(DataAccessResourceFailureException.class);
        assertThat(published).isEmpty();
    }

    private GroupCommit commit(PledgePublication publication, int waitingRoom, Duration patience) {
        return new GroupCommit(mongo, publication,
                new PledgeProperties(TestSecrets.KEY, new ClassPathResource("places.csv"), 500, waitingRoom, patience),
                meters);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

}
