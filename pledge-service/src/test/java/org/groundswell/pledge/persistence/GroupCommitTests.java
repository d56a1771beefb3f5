package org.groundswell.pledge.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.PledgeMother.aStoredPledge;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.groundswell.defaults.testing.TestSecrets;
import org.groundswell.local.store.EmbeddedStore;
import org.groundswell.pledge.Pledge;
import org.groundswell.pledge.PledgeMother;
import org.groundswell.pledge.PledgeProperties;
import org.groundswell.pledge.PledgeRefusal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.core.io.ClassPathResource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.data.mongodb.core.MongoTemplate;

class GroupCommitTests {

    private final List<Pledge> published = new CopyOnWriteArrayList<>();

    private volatile int uncertain;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private EmbeddedStore store;

    private MongoClient client;

    private MongoTemplate mongo;

    private GroupCommit commit;

    GroupCommitTests(@TempDir Path dir) throws Exception {
        this.store = EmbeddedStore.start(dir, 0);
        this.client = MongoClients
            .create(store.connectionString("test") + "?serverSelectionTimeoutMS=3000&socketTimeoutMS=20000");
        this.mongo = new MongoTemplate(client, "test");
        this.commit = commit(published::addAll, 5_000);
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
        assertThat(write(pledge)).isSameAs(pledge);
        assertThat(mongo.findById(pledge.id(), Pledge.class)).isNotNull();
        assertThat(published).containsExactly(pledge);
    }

    @Test
    void whoComesSecondIsGivenTheFirst() {
        var first = aStoredPledge("first");
        write(first);
        var second = write(PledgeMother.with(first.id(), "second", null));
        assertThat(second.text()).isEqualTo("first");
        assertThat(published).containsExactly(first);
    }

    @Test
    void inARushMoreThanOneIsWrittenAtATimeAndEachGetsItsOwnOutcome() throws Exception {
        var existing = aStoredPledge("existing");
        write(existing);
        var pledges = IntStream.range(0, 400)
            .mapToObj(i -> i % 4 == 0 ? PledgeMother.with(existing.id(), "again " + i, null)
                    : aStoredPledge("pledge " + i))
            .toList();
        var outcomes = pledges.stream().map(commit::write).toList();
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
        commit = commit(pledges -> awaitQuietly(release), 2);
        // Two groups at the writers, two pledges in the room.
        var inside = new ArrayList<CompletableFuture<Pledge>>();
        await().until(() -> {
            try {
                inside.add(commit.write(aStoredPledge("inside")));
                return false;
            }
            catch (PledgeRefusal.Overloaded full) {
                return true;
            }
        });
        var started = System.nanoTime();
        assertThatThrownBy(() -> commit.write(aStoredPledge("late"))).isInstanceOf(PledgeRefusal.Overloaded.class);
        assertThat(Duration.ofNanos(System.nanoTime() - started)).isLessThan(Duration.ofSeconds(2));
        release.countDown();
        inside.forEach(outcome -> assertThat(mongo.findById(outcome.join().id(), Pledge.class)).isNotNull());
    }

    @Test
    void whenTheStoreIsAwayNothingIsSaidToBeStored() {
        store.close();
        assertThatThrownBy(() -> write(aStoredPledge("nowhere")))
            .hasCauseInstanceOf(DataAccessResourceFailureException.class);
        assertThat(published).isEmpty();
        assertThat(uncertain).isPositive();
    }

    private Pledge write(Pledge pledge) {
        return commit.write(pledge).join();
    }

    private GroupCommit commit(Consumer<List<Pledge>> stored, int waitingRoom) {
        return new GroupCommit(mongo, stored, () -> uncertain++, new PledgeStore(mongo, Clock.systemUTC()),
                new PledgeProperties(TestSecrets.KEY, List.of(), Duration.ofDays(7), Duration.ofDays(30),
                        new ClassPathResource("places.csv"), 500, waitingRoom, Duration.ofSeconds(5)),
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
