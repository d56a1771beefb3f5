package org.groundswell.analytics.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * What counting remembers. No value grows with the number of pledges: every counter has a
 * small key of its own, so that a campaign of ten million pledges is no heavier than a
 * thousand of ten thousand. A key begins with its campaign's id.
 */
final class CountingState {

    private static final String SEEN = "seen";

    private static final String CAMPAIGNS = "campaigns";

    private static final String CLOSINGS = "closings";

    private static final String TOTALS = "totals";

    private static final String COUNTS = "counts";

    private static final String REACHED = "reached";

    private static final String UNSAID = "unsaid";

    private static final String WAITING = "waiting";

    private static final char MINUTE = 'm';

    private static final char HOUR = 'h';

    private static final long MINUTE_SECONDS = 60;

    private static final long HOUR_SECONDS = 3_600;

    private static final int NUMBER_WIDTH = 19;

    private static final String NOT_GIVEN = "";

    private static final String NO_KEY = "-";

    private final KeyValueStore<String, @Nullable Seen> seen;

    private final KeyValueStore<String, byte @Nullable []> campaigns;

    private final KeyValueStore<String, @Nullable Long> closings;

    private final KeyValueStore<String, @Nullable Total> totals;

    private final KeyValueStore<String, @Nullable Count> counts;

    private final KeyValueStore<String, @Nullable Crossing> reached;

    private final KeyValueStore<String, byte @Nullable []> unsaid;

    private final KeyValueStore<String, @Nullable WaitingEvent> waiting;

    /** The unsaid hours, so that a pledge in one of them writes nothing more. */
    private final Set<String> unsaidHours = new HashSet<>();

    CountingState(ProcessorContext<?, ?> context) {
        this.seen = context.getStateStore(SEEN);
        this.campaigns = context.getStateStore(CAMPAIGNS);
        this.closings = context.getStateStore(CLOSINGS);
        this.totals = context.getStateStore(TOTALS);
        this.counts = context.getStateStore(COUNTS);
        this.reached = context.getStateStore(REACHED);
        this.unsaid = context.getStateStore(UNSAID);
        this.waiting = context.getStateStore(WAITING);
        try (var all = unsaid.all()) {
            all.forEachRemaining(hour -> unsaidHours.add(hour.key));
        }
    }

    /**
     * Writes nothing to each store. Kafka Streams takes one that was never written for
     * damaged after a restart, and would fetch all of them again.
     */
    void touch() {
        List.of(seen, campaigns, closings, totals, counts, reached, unsaid, waiting)
            .forEach(store -> store.delete(NO_KEY));
    }

    static Set<StoreBuilder<?>> stores() {
        // Counters change many times between two commits, and a cache in front has only
        // the last value written.
        return Set.of(store(SEEN, Seen.SERDE), store(CAMPAIGNS, Serdes.ByteArray()), store(CLOSINGS, Serdes.Long()),
                store(TOTALS, Total.SERDE).withCachingEnabled(), store(COUNTS, Count.SERDE).withCachingEnabled(),
                store(REACHED, Crossing.SERDE), store(UNSAID, Serdes.ByteArray()).withCachingEnabled(),
                store(WAITING, WaitingEvent.SERDE));
    }

    /** Whether a topic is what a count remembers. */
    static boolean isChangelogOf(String topic, String applicationId) {
        return stores().stream().anyMatch(store -> topic.equals(applicationId + '-' + store.name() + "-changelog"));
    }

    private static <V> StoreBuilder<KeyValueStore<String, V>> store(String name, Serde<V> values) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), values);
    }

    /** What was heard of a pledge so far; null: nothing. */
    @Nullable Seen seen(CountedPledge pledge) {
        return seen.get(pledge.pledgeId());
    }

    void keepSeen(CountedPledge pledge, Seen what) {
        seen.put(pledge.pledgeId(), what);
    }

    byte @Nullable [] campaign(String campaignId) {
        return campaigns.get(campaignId);
    }

    void keepCampaign(String campaignId, byte[] campaign) {
        campaigns.put(campaignId, campaign);
    }

    /** When a campaign was closed for ever, launched or not; null: it was not. */
    @Nullable Instant closedAt(String campaignId) {
        var closedAt = closings.get(campaignId);
        return closedAt == null ? null : Instant.ofEpochMilli(closedAt);
    }

    void keepClosing(String campaignId, Instant closedAt) {
        closings.put(campaignId, closedAt.toEpochMilli());
    }

    Total total(String campaignId) {
        var total = totals.get(campaignId);
        return total == null ? Total.NONE : total;
    }

    void keepTotal(String campaignId, Total total) {
        totals.put(campaignId, total);
    }

    List<String> campaignIds() {
        var ids = new ArrayList<String>();
        try (var all = campaigns.all()) {
            all.forEachRemaining(entry -> ids.add(entry.key));
        }
        return ids;
    }

    /** Adds a pledge to its part of each breakdown, to its minute and to its hour. */
    void add(CountedPledge pledge) {
        keysOf(pledge).forEach(key -> counts.put(key, count(key).plus(pledge)));
        keepUnsaid(pledge);
    }

    /** Whether a pledge can be taken away: whether one like it was added. */
    boolean covers(CountedPledge pledge) {
        return keysOf(pledge).stream().allMatch(key -> count(key).covers(pledge));
    }

    /** Takes a pledge away from where it was added; a part that had no other goes. */
    void takeAway(CountedPledge pledge) {
        keysOf(pledge).forEach(key -> {
            var left = count(key).minus(pledge);
            counts.put(key, left.equals(Count.NONE) ? null : left);
        });
        keepUnsaid(pledge);
    }

    private void keepUnsaid(CountedPledge pledge) {
        var hour = timeKey(pledge.campaignId(), HOUR, pledge.madeAt(), HOUR_SECONDS);
        if (unsaidHours.add(hour)) {
            unsaid.put(hour, new byte[0]);
        }
    }

    private Count count(String key) {
        var count = counts.get(key);
        return count == null ? Count.NONE : count;
    }

    private static List<String> keysOf(CountedPledge pledge) {
        var keys = new ArrayList<String>();
        for (var dimension : Dimension.values()) {
            keys.add(key(pledge.campaignId(), dimension.letter(),
                    Objects.requireNonNullElse(dimension.codeOf(pledge), NOT_GIVEN)));
        }
        keys.add(timeKey(pledge.campaignId(), MINUTE, pledge.madeAt(), MINUTE_SECONDS));
        keys.add(timeKey(pledge.campaignId(), HOUR, pledge.madeAt(), HOUR_SECONDS));
        return keys;
    }

    /** The hours, each with its campaign, that have changed since they were said. */
    List<PartOfCampaign> unsaidHours() {
        return unsaidHours.stream()
            .map(key -> new PartOfCampaign(key.substring(0, key.indexOf('|')),
                    Instant.ofEpochSecond(numberIn(key) * HOUR_SECONDS)))
            .toList();
    }

    void forgetUnsaid() {
        unsaidHours.forEach(hour -> unsaid.put(hour, null));
        unsaidHours.clear();
    }

    /** The minutes of an hour, or the hours of a day. */
    List<Period.Part> parts(String campaignId, Period.Unit unit, Instant from) {
        char kind = unit == Period.Unit.HOUR ? MINUTE : HOUR;
        long seconds = unit.part().toSeconds();
        long first = from.getEpochSecond() / seconds;
        var parts = new ArrayList<Period.Part>();
        try (var found = counts.range(timeKey(campaignId, kind, from, seconds),
                timeKey(campaignId, kind, from.plus(unit.length()).minusSeconds(1), seconds))) {
            found.forEachRemaining(entry -> parts.add(
                    new Period.Part((int) (numberIn(entry.key) - first), entry.value.pledges(), entry.value.people())));
        }
        return parts;
    }

    /** Has an event wait for its campaign; those of a campaign stay in order. */
    String keepWaiting(WaitingEvent event) {
        var key = event.record().key() + '|' + padded(event.origin().offset());
        waiting.put(key, event);
        return key;
    }

    List<String> waitingFor(String campaignId) {
        var keys = new ArrayList<String>();
        try (var found = waiting.prefixScan(campaignId + '|', new StringSerializer())) {
            found.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    List<String> allWaiting() {
        var keys = new ArrayList<String>();
        try (var all = waiting.all()) {
            all.forEachRemaining(entry -> keys.add(entry.key));
        }
        return keys;
    }

    @Nullable WaitingEvent waiting(String key) {
        return waiting.get(key);
    }

    void forgetWaiting(String key) {
        waiting.put(key, null);
    }

    List<Tally.Part> parts(String campaignId, Dimension dimension) {
        var prefix = key(campaignId, dimension.letter(), "");
        var parts = new ArrayList<Tally.Part>();
        try (var found = counts.prefixScan(prefix, new StringSerializer())) {
            found.forEachRemaining(entry -> {
                var code = entry.key.substring(prefix.length());
                parts.add(new Tally.Part(code.equals(NOT_GIVEN) ? null : code, entry.value.pledges(),
                        entry.value.people()));
            });
        }
        return parts;
    }

    List<Tally.Minute> minutes(String campaignId, Instant until, Duration span) {
        var minutes = new ArrayList<Tally.Minute>();
        try (var found = counts.range(timeKey(campaignId, MINUTE, until.minus(span), MINUTE_SECONDS),
                timeKey(campaignId, MINUTE, until, MINUTE_SECONDS))) {
            found.forEachRemaining(
                    entry -> minutes.add(new Tally.Minute(Instant.ofEpochSecond(numberIn(entry.key) * MINUTE_SECONDS),
                            entry.value.pledges())));
        }
        return minutes;
    }

    @Nullable Crossing reached(String campaignId, long threshold) {
        return reached.get(thresholdKey(campaignId, threshold));
    }

    void keepReached(String campaignId, long threshold, Crossing crossing) {
        reached.put(thresholdKey(campaignId, threshold), crossing);
    }

    List<Tally.Reached> reached(String campaignId) {
        var milestones = new ArrayList<Tally.Reached>();
        try (var found = reached.prefixScan(campaignId + '|', new StringSerializer())) {
            found.forEachRemaining(entry -> milestones.add(new Tally.Reached(numberIn(entry.key), entry.value.at())));
        }
        return milestones;
    }

    /** Thresholds that were reached and not announced, ascending in each campaign. */
    List<MilestoneReached> unannounced() {
        var milestones = new ArrayList<MilestoneReached>();
        try (var all = reached.all()) {
            all.forEachRemaining(entry -> {
                if (!entry.value.said()) {
                    milestones.add(entry.value.of(entry.key.substring(0, entry.key.indexOf('|')), numberIn(entry.key)));
                }
            });
        }
        return milestones;
    }

    private static String key(String campaignId, char kind, String code) {
        return campaignId + '|' + kind + '|' + code;
    }

    private static String timeKey(String campaignId, char kind, Instant at, long seconds) {
        return key(campaignId, kind, padded(Math.floorDiv(at.getEpochSecond(), seconds)));
    }

    private static String thresholdKey(String campaignId, long threshold) {
        return campaignId + '|' + padded(threshold);
    }

    /** Of fixed width, so that keys sort as numbers do. */
    private static String padded(long number) {
        var digits = Long.toString(number);
        return "0".repeat(NUMBER_WIDTH - digits.length()) + digits;
    }

    private static long numberIn(String key) {
        return Long.parseLong(key.substring(key.lastIndexOf('|') + 1));
    }

    /** An hour or a day of a campaign. */
    record PartOfCampaign(String campaignId, Instant from) {

        PartOfCampaign of(Period.Unit unit) {
            return new PartOfCampaign(campaignId, unit.startOf(from));
        }

    }

}
