package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.PledgeMother.aStoredPledge;

import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.dao.DataAccessResourceFailureException;

@Timeout(120)
class WallTests {

    private static final String CAMPAIGN = aStoredPledge("any").campaign();

    private final Store store = new Store();

    private final Wall wall = new Wall(store.asPledges());

    @Test
    void tenThousandReadersOfTheFirstPageCostAQueryASecond() throws Exception {
        store.holds(3);
        var started = System.nanoTime();
        try (var readers = Executors.newFixedThreadPool(8)) {
            Callable<Integer> reader = () -> firstPage().size();
            for (var read : readers.invokeAll(IntStream.range(0, 10_000).mapToObj(number -> reader).toList())) {
                assertThat(read.get()).isEqualTo(3);
            }
        }
        var took = Duration.ofNanos(System.nanoTime() - started);
        assertThat(store.asked).hasSizeLessThanOrEqualTo(2 + (int) took.toSeconds());
    }

    @Test
    void aPledgeIsOnTheFirstPageAtOnce() {
        store.holds(1);
        firstPage();
        var fresh = aStoredPledge("fresh");
        wall.add(List.of(fresh));
        assertThat(firstPage()).hasSize(2).contains(fresh);
    }

    @Test
    void whatNobodyMaySeeIsNotAdded() {
        firstPage();
        var pledge = aStoredPledge("held");
        wall.add(List.of(held(pledge), PledgeMother.withdrawn(aStoredPledge("withdrawn"))));
        assertThat(firstPage()).isEmpty();
        wall.add(List.of(pledge));
        assertThat(firstPage()).containsExactly(pledge);
    }

    @Test
    void aPledgeTakenAwayIsGoneAtOnce() {
        var pledges = store.holds(3);
        firstPage();
        wall.remove(pledges.get(1));
        assertThat(firstPage()).hasSize(2).doesNotContain(pledges.get(1));
    }

    @Test
    void whatWasTakenAwayIsNotShownByWhoLookedAtItBefore() {
        var pledge = store.holds(1).getFirst();
        firstPage();
        store.pledges.clear();
        wall.remove(pledge);
        wall.add(List.of(pledge));
        assertThat(firstPage()).isEmpty();
    }

    @Test
    void whatChangesWhileTheStoreIsAskedForTheFirstTimeIsNotLost() throws Exception {
        var pledge = store.holds(1).getFirst();
        var fresh = aStoredPledge("fresh");
        var answer = store.pause();
        var reader = start(this::firstPage);
        await().until(() -> store.asked.size() == 1);
        wall.remove(pledge);
        wall.add(List.of(fresh));
        answer.countDown();
        assertThat(reader.get()).containsExactly(fresh);
    }

    @Test
    void whatIsTakenAwayWhileTheStoreIsAskedAgainIsGoneBeforeAndAfterItsAnswer() {
        var pledges = store.holds(2);
        // A store that takes a while is asked again after twenty times that.
        store.takes = Duration.ofMillis(100);
        firstPage();
        store.takes = Duration.ZERO;
        var answer = store.pause();
        await().until(() -> {
            firstPage();
            return store.asked.size() == 2;
        });
        wall.remove(pledges.getFirst());
        assertThat(firstPage()).containsExactly(pledges.get(1));
        answer.countDown();
        await().until(() -> store.answered.size() == 2);
        assertThat(firstPage()).containsExactly(pledges.get(1));
    }

    @Test
    void whenMuchOfThePageIsTakenAwayOlderPledgesFollow() {
        var pledges = store.holds(250);
        assertThat(wall.page(CAMPAIGN, null, 100).more()).isTrue();
        for (var pledge : firstPage()) {
            store.pledges.remove(pledge);
            wall.remove(pledge);
        }
        var page = wall.page(CAMPAIGN, null, 100);
        assertThat(page.pledges()).hasSize(100).isSubsetOf(pledges);
        assertThat(page.more()).isTrue();
    }

    @Test
    void aSlowStoreIsAskedATwentiethOfTheTime() {
        store.holds(1);
        store.takes = Duration.ofMillis(200);
        await().atMost(Duration.ofSeconds(30)).until(() -> {
            firstPage();
            return store.asked.size() == 2;
        });
        var between = Duration.ofNanos(store.asked.get(1) - store.asked.get(0));
        assertThat(between).isGreaterThanOrEqualTo(Duration.ofSeconds(4));
    }

    @Test
    void whileTheStoreIsAwayThePageIsShownForAMomentAndThenNotAnyMore() {
        var pledge = store.holds(1).getFirst();
        store.takes = Duration.ofMillis(100);
        firstPage();
        store.takes = Duration.ZERO;
        store.away = true;
        assertThat(firstPage()).containsExactly(pledge);
        await().untilAsserted(
                () -> assertThatThrownBy(this::firstPage).isInstanceOf(DataAccessResourceFailureException.class));
        store.away = false;
        assertThat(firstPage()).containsExactly(pledge);
    }

    @Test
    void whileTheStoreIsAwayManyReadersWaitForOneAnswerAndNotEachForItsOwn() throws Exception {
        store.away = true;
        var answer = store.pause();
        var threads = new ConcurrentLinkedQueue<Thread>();
        var readers = new ArrayList<FutureTask<List<Pledge>>>();
        for (int i = 0; i < 20; i++) {
            readers.add(start(() -> {
                threads.add(Thread.currentThread());
                return firstPage();
            }));
        }
        await().until(() -> threads.size() == 20
                && threads.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
        answer.countDown();
        for (var reader : readers) {
            assertThatThrownBy(reader::get).isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(DataAccessResourceFailureException.class);
        }
        assertThat(store.asked).hasSize(1);
    }

    @Test
    void pagesStandStillAlthoughPledgesOfTheSameInstantComeIn() {
        var pledges = store.holds(50);
        var first = wall.page(CAMPAIGN, null, 20);
        var seen = new ArrayList<>(first.pledges());
        while (seen.size() < 50) {
            store.pledges.add(madeAt(pledges.getFirst().madeAt().plusMillis(1)));
            var last = seen.getLast();
            seen.addAll(wall.page(CAMPAIGN, new Wall.Cursor(last.madeAt(), last.id()), 20).pledges());
        }
        assertThat(seen).containsExactlyElementsOf(pledges);
        var last = seen.getLast();
        assertThat(wall.page(CAMPAIGN, new Wall.Cursor(last.madeAt(), last.id()), 20)).satisfies(page -> {
            assertThat(page.pledges()).isEmpty();
            assertThat(page.more()).isFalse();
        });
    }

    private List<Pledge> firstPage() {
        return wall.page(CAMPAIGN, null, Wall.MAX_PAGE).pledges();
    }

    private static FutureTask<List<Pledge>> start(Callable<List<Pledge>> reading) {
        var task = new FutureTask<>(reading);
        Thread.ofPlatform().daemon().start(task);
        return task;
    }

    private static Pledge madeAt(Instant at) {
        var pledge = aStoredPledge("meanwhile");
        return new Pledge(pledge.id(), pledge.campaignId(), pledge.campaign(), pledge.place(), pledge.role(),
                pledge.theme(), pledge.people(), pledge.channel(), at, pledge.secretHash(), pledge.personal(), null,
                null, null, null, null);
    }

    private static Pledge held(Pledge pledge) {
        return new Pledge(pledge.id(), pledge.campaignId(), pledge.campaign(), pledge.place(), pledge.role(),
                pledge.theme(), pledge.people(), pledge.channel(), pledge.madeAt(), pledge.secretHash(),
                pledge.personal(), Set.of(HoldReason.LINK), null, null, null, null);
    }

    /** A store that knows the wall's question only, and counts how often it is asked. */
    private static final class Store {

        private static final Comparator<Pledge> NEWEST_FIRST = Comparator.comparing(Pledge::madeAt)
            .thenComparing(Pledge::id)
            .reversed();

        private final List<Pledge> pledges = new CopyOnWriteArrayList<>();

        private final List<Long> asked = new CopyOnWriteArrayList<>();

        private final List<Long> answered = new CopyOnWriteArrayList<>();

        private volatile Duration takes = Duration.ZERO;

        private volatile boolean away;

        private volatile CountDownLatch paused = new CountDownLatch(0);

        /** Puts pledges of one instant into the store; newest first. */
        List<Pledge> holds(int count) {
            var made = IntStream.range(0, count)
                .mapToObj(number -> aStoredPledge("pledge " + number))
                .sorted(NEWEST_FIRST)
                .toList();
            pledges.addAll(made);
            return made;
        }

        /** From now on answers wait, with what they found when they were asked. */
        CountDownLatch pause() {
            paused = new CountDownLatch(1);
            return paused;
        }

        Pledges asPledges() {
            return (Pledges) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Pledges.class },
                    (proxy, method, arguments) -> switch (method.getName()) {
                        case "onWall" -> onWall((Wall.Cursor) arguments[1], (Integer) arguments[2]);
                        default -> throw new UnsupportedOperationException(method.getName());
                    });
        }

        private List<Pledge> onWall(Wall.@Nullable Cursor before, int limit) throws InterruptedException {
            var found = pledges.stream()
                .filter(pledge -> before == null || pledge.madeAt().isBefore(before.madeAt())
                        || (pledge.madeAt().equals(before.madeAt()) && pledge.id().compareTo(before.id()) < 0))
                .sorted(NEWEST_FIRST)
                .limit(limit)
                .toList();
            if (before != null) {
                return found;
            }
            asked.add(System.nanoTime());
            paused.await();
            Thread.sleep(takes);
            answered.add(System.nanoTime());
            if (away) {
                throw new DataAccessResourceFailureException("away");
            }
            return found;
        }

    }

}
