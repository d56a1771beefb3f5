package org.groundswell.analytics.recount;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.groundswell.analytics.LivePicture;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.internal.ServiceAway;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Compares, from time to time, the count of every campaign that changed since it was last
 * found right. Every instance does so for itself, since each shows a picture of its own.
 */
@Component
class RecountCheck implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(RecountCheck.class);

    private final LivePicture picture;

    private final Recount recount;

    private final Duration interval;

    private final Clock clock;

    /** The version at which a campaign's count was last found right, by its slug. */
    private final Map<String, Long> right = new ConcurrentHashMap<>();

    /** How far apart count and records were found, by slug; campaigns that are not. */
    private final Map<String, Long> drifts = new ConcurrentHashMap<>();

    private volatile Instant finished;

    private volatile boolean running;

    private final ScheduledExecutorService rounds = Executors
        .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("recount").factory());

    RecountCheck(LivePicture picture, Recount recount, RecountProperties properties, Clock clock,
            MeterRegistry meters) {
        this.picture = picture;
        this.recount = recount;
        this.interval = properties.recountInterval();
        this.clock = clock;
        this.finished = clock.instant();
        Gauge.builder("groundswell.recount.drift", this, RecountCheck::drift)
            .description("How far published counts are from pledge-service's records; 0 when all is right")
            .register(meters);
        Gauge.builder("groundswell.recount.age", this, RecountCheck::age)
            .description("Time since all counts were last compared with pledge-service's records, or since the start")
            .baseUnit("seconds")
            .register(meters);
    }

    /** Compares what has changed; once pledge-service is away, the rest waits. */
    void checkAll() {
        try {
            for (var tally : Set.copyOf(picture.shownAfter(0).values())) {
                if (Thread.currentThread().isInterrupted()) {
                    return;
                }
                if (!isRight(tally)) {
                    check(tally);
                }
            }
            finished = clock.instant();
        }
        catch (ServiceAway away) {
            log.atWarn().addKeyValue("cause", away.getMessage()).log("counts not checked, will be tried again");
        }
        catch (RuntimeException unexpected) {
            log.error("counts not checked, will be tried again", unexpected);
        }
    }

    private boolean isRight(Tally tally) {
        return right.getOrDefault(tally.slug(), 0L) == tally.version();
    }

    private void check(Tally tally) {
        var found = recount.compare(tally);
        if (found.drift() == 0) {
            right.put(tally.slug(), found.tally().version());
            if (drifts.remove(tally.slug()) != null) {
                log.atInfo().addKeyValue("campaign", tally.campaignId()).log("count is right again");
            }
        }
        else if (!found.moving()) {
            drifts.put(tally.slug(), found.drift());
            warn(found);
        }
    }

    private static void warn(Recounted found) {
        var tally = found.tally();
        var stored = found.stored();
        log.atWarn()
            .addKeyValue("campaign", tally.campaignId())
            .addKeyValue("version", tally.version())
            .addKeyValue("drift", found.drift())
            .addKeyValue("pledges", tally.pledges())
            .addKeyValue("storedPledges", stored.pledges())
            .addKeyValue("people", tally.people())
            .addKeyValue("storedPeople", stored.people())
            .addKeyValue("withdrawn", tally.withdrawn())
            .addKeyValue("storedWithdrawn", stored.withdrawn())
            .addKeyValue("unpublished", stored.unpublished())
            .log("count is not what the records come to");
    }

    private double drift() {
        return drifts.values().stream().mapToLong(Long::longValue).sum();
    }

    private double age() {
        return Duration.between(finished, clock.instant()).toMillis() / 1000.0;
    }

    @Override
    public void start() {
        running = true;
        if (interval.isPositive()) {
            rounds.scheduleWithFixedDelay(this::checkAll, interval.toMillis(), interval.toMillis(),
                    TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void stop() {
        running = false;
        rounds.shutdownNow();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

}
