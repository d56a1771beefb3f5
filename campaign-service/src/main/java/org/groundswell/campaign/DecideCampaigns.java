package org.groundswell.campaign;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Finds out how conditional campaigns ended. Waits until the pledges that were under way
 * at the closing are in, and then until the count is what pledge-service's own records
 * say; rather late than wrong. One instance at a time asks about a campaign, once, and
 * after a growing pause again.
 */
@Component
class DecideCampaigns {

    /** What somebody who has the answer needs to write it down. */
    private static final Duration WRITING = Duration.ofSeconds(15);

    /** From then on each try in vain is worth a warning. */
    private static final Duration LONG = Duration.ofMinutes(5);

    private static final Logger log = LoggerFactory.getLogger(DecideCampaigns.class);

    private final Campaigns campaigns;

    private final Changes changes;

    private final SettledCounts counts;

    private final ClosingProperties properties;

    private final Clock clock;

    /** As of the last round; null: all was decided. */
    private volatile @Nullable Instant longestUndecided;

    DecideCampaigns(Campaigns campaigns, Changes changes, SettledCounts counts, ClosingProperties properties,
            Clock clock, MeterRegistry meters) {
        this.campaigns = campaigns;
        this.changes = changes;
        this.counts = counts;
        this.properties = properties;
        this.clock = clock;
        Gauge.builder("groundswell.undecided.age", this, DecideCampaigns::age)
            .description("How long the outcome that is waited for longest could have been asked for; 0 when none is")
            .baseUnit("seconds")
            .register(meters);
    }

    @Scheduled(fixedDelay = 2, timeUnit = TimeUnit.SECONDS)
    void decideWhatIsClosed() {
        longestUndecided = campaigns.longestUndecided().orElse(null);
        for (var taken = take(); taken.isPresent(); taken = take()) {
            EachByItself.of(taken.get(), this::decide);
        }
    }

    private Optional<Campaign> take() {
        return campaigns.takeUndecided(clock.instant().minus(properties.settling()), counts.patience().plus(WRITING));
    }

    private void decide(Campaign taken) {
        var closing = Objects.requireNonNull(taken.closing(), "only what is closed is taken");
        OptionalLong pledges = counts.pledges(taken.id(), closing.closedAt());
        if (pledges.isPresent()) {
            decide(taken, pledges.getAsLong());
        }
        else {
            putOff(taken, closing, Objects.requireNonNull(taken.deciding(), "it was taken"));
        }
    }

    private void decide(Campaign closed, long pledges) {
        changes.change(closed.id(), null, campaign -> {
            var change = new Change("decided");
            if (campaign.outcome() != null) {
                return change;
            }
            var target = Objects.requireNonNull(campaign.plan().target(), "a conditional campaign has a target");
            var outcome = Outcome.of(pledges, target, clock.instant());
            log.atInfo()
                .addKeyValue("campaign", closed.id())
                .addKeyValue("outcome", outcome.result())
                .log("conditional campaign decided");
            return change.put("outcome", outcome)
                .put("deciding", null)
                .note("outcome", null, outcome.result())
                .note("pledges", null, pledges)
                .announce(Announcement.DECIDED);
        });
    }

    private void putOff(Campaign taken, Closing closing, Deciding tried) {
        campaigns.putOff(taken.id(), tried);
        var waiting = waiting(closing.announcedAt());
        if (waiting.compareTo(LONG) >= 0) {
            log.atWarn()
                .addKeyValue("campaign", taken.id())
                .addKeyValue("tries", tried.tries())
                .addKeyValue("seconds", waiting.toSeconds())
                .log("conditional campaign undecided for long, will be tried again");
        }
    }

    /** How long ago the outcome could have been asked for. */
    private Duration waiting(@Nullable Instant announcedAt) {
        var waiting = announcedAt == null ? Duration.ZERO
                : Duration.between(announcedAt.plus(properties.settling()), clock.instant());
        return waiting.isNegative() ? Duration.ZERO : waiting;
    }

    private double age() {
        return waiting(longestUndecided).toMillis() / 1000.0;
    }

}
