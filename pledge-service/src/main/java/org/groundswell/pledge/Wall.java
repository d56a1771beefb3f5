package org.groundswell.pledge;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * The public list of a campaign's pledges, newest first. Its first page is in memory:
 * what this instance accepts or takes away is seen there at once, what others do within a
 * second, or, on a store without indexes, within twenty times as long as it takes to
 * look.
 */
@Component
public class Wall {

    /** How many pledges a page can have. */
    public static final int MAX_PAGE = 100;

    private static final Logger log = LoggerFactory.getLogger(Wall.class);

    private static final int IN_MEMORY = 2 * MAX_PAGE;

    private static final Duration MIN_AGE = Duration.ofSeconds(1);

    /** So that looking takes a twentieth of the time at most. */
    private static final int REST = 20;

    private static final Comparator<Pledge> NEWEST_FIRST = Comparator.comparing(Pledge::madeAt)
        .thenComparing(Pledge::id)
        .reversed();

    private final Pledges pledges;

    private final LoadingCache<String, FrontPage> frontPages = Caffeine.newBuilder()
        .expireAfterAccess(Duration.ofMinutes(10))
        .maximumSize(1_000)
        .build(FrontPage::new);

    /**
     * What is taken away never comes back; who looked at it just before may still want to
     * show it.
     */
    private final Cache<String, Boolean> takenAway = Caffeine.newBuilder()
        .expireAfterWrite(Duration.ofMinutes(1))
        .maximumSize(100_000)
        .build();

    Wall(Pledges pledges) {
        this.pledges = pledges;
    }

    /**
     * A page of the wall.
     * @param campaign the campaign's slug
     * @param before the pledge after which the page begins; null: the newest is first
     * @param limit how many pledges at most, 1 to {@link #MAX_PAGE}
     * @return the pledges, and whether older ones follow
     */
    public Page page(String campaign, @Nullable Cursor before, int limit) {
        var found = before == null ? frontPages.get(campaign).newest() : pledges.onWall(campaign, before, limit + 1);
        return new Page(found.subList(0, Math.min(limit, found.size())), found.size() > limit);
    }

    /**
     * Shows pledges that are stored.
     * @param stored the pledges; those that nobody may see are passed over
     */
    void add(Collection<Pledge> stored) {
        for (var pledge : stored) {
            if (pledge.isOnWall()) {
                ifInMemory(pledge.campaign()).ifPresent(page -> page.change(pledge, true));
            }
        }
    }

    /**
     * Shows a pledge no more.
     * @param pledge the pledge
     */
    void remove(Pledge pledge) {
        takenAway.put(pledge.id(), true);
        ifInMemory(pledge.campaign()).ifPresent(page -> page.change(pledge, false));
    }

    private static void await(Future<?> answer) {
        try {
            answer.get();
        }
        catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw new IllegalStateException(failed.getCause());
        }
        catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(stopped);
        }
    }

    private Optional<FrontPage> ifInMemory(String campaign) {
        return Optional.ofNullable(frontPages.getIfPresent(campaign));
    }

    /**
     * A place in the list, which stays where it is while new pledges come in.
     *
     * @param madeAt when the pledge at that place was made
     * @param id that pledge
     */
    public record Cursor(Instant madeAt, String id) {
    }

    /**
     * Part of the wall.
     *
     * @param pledges newest first
     * @param more whether older ones follow
     */
    public record Page(List<Pledge> pledges, boolean more) {

        /** Nothing, and nothing follows. */
        public static final Page EMPTY = new Page(List.of(), false);

    }

    /** The newest pledges of one campaign. */
    private final class FrontPage {

        private final String campaign;

        private final TreeSet<Pledge> newest = new TreeSet<>(NEWEST_FIRST);

        /** What happened since the store was last asked; it may have missed it. */
        private final Map<String, Change> changes = new LinkedHashMap<>();

        private volatile List<Pledge> shown = List.of();

        private volatile long askedAt;

        private volatile long askAfter;

        private volatile boolean asked;

        /** Done when the question that is under way is answered. */
        private @Nullable Future<?> asking;

        FrontPage(String campaign) {
            this.campaign = campaign;
        }

        List<Pledge> newest() {
            var age = System.nanoTime() - askedAt;
            if (!asked || age > 2 * askAfter) {
                await(ask());
            }
            else if (age > askAfter) {
                ask();
            }
            return shown;
        }

        /** However many want to know, the store is asked once, and all are told. */
        private synchronized Future<?> ask() {
            if (asked && System.nanoTime() - askedAt <= askAfter) {
                return CompletableFuture.completedFuture(null);
            }
            if (asking == null) {
                changes.clear();
                var started = System.nanoTime();
                var question = new CompletableFuture<List<Pledge>>();
                asking = question.whenComplete((found, failed) -> answered(started, found, failed));
                question.completeAsync(() -> pledges.onWall(campaign, null, IN_MEMORY), Thread::startVirtualThread);
            }
            return asking;
        }

        private synchronized void answered(long started, @Nullable List<Pledge> found, Throwable failed) {
            asking = null;
            if (found == null) {
                // What is shown grows too old in a moment, and then readers are told.
                var cause = failed instanceof CompletionException ? failed.getCause() : failed;
                log.atWarn().addKeyValue("cause", cause.getClass().getSimpleName()).log("wall not refreshed");
                return;
            }
            newest.clear();
            newest.addAll(found);
            changes.values().forEach(this::apply);
            askedAt = started;
            askAfter = Math.max(MIN_AGE.toNanos(), REST * (System.nanoTime() - started));
            show();
            // Last, for readers look at this first.
            asked = true;
        }

        synchronized void change(Pledge pledge, boolean added) {
            var change = new Change(pledge, added);
            if (asking != null) {
                changes.put(pledge.id(), change);
            }
            if (asked) {
                var wasFull = newest.size() > MAX_PAGE;
                apply(change);
                if (wasFull && newest.size() <= MAX_PAGE) {
                    // So many were taken away that what follows is not known.
                    asked = false;
                }
                show();
            }
        }

        private void apply(Change change) {
            newest.removeIf(pledge -> pledge.id().equals(change.pledge.id()));
            if (change.added && takenAway.getIfPresent(change.pledge.id()) == null) {
                newest.add(change.pledge);
                if (newest.size() > IN_MEMORY) {
                    newest.pollLast();
                }
            }
        }

        private void show() {
            shown = newest.stream().limit(MAX_PAGE + 1L).toList();
        }

    }

    private record Change(Pledge pledge, boolean added) {
    }

}
