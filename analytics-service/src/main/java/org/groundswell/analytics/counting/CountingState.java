package org.groundswell.analytics.counting;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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

    private static final String TOTALS = "totals";

    private static final String COUNTS = "counts";

    private static final String REACHED = "reached";

    private static final char MINUTE = 'm';

    private static final long MINUTE_SECONDS = 60;

    private static final String NOT_GIVEN = "";

    private final KeyValueStore<String, @Nullable Seen> seen;

    private final KeyValueStore<String, byte @Nullable []> campaigns;

    private final KeyValueStore<String, @Nullable Total> totals;

    private final KeyValueStore<String, @Nullable Count> counts;

    private final KeyValueStore<String, @Nullable Long> reached;

    CountingState(ProcessorContext<?, ?> context) {
        this.seen = context.getStateStore(SEEN);
        this.campaigns = context.getStateStore(CAMPAIGNS);
        this.totals = context.getStateStore(TOTALS);
        this.counts = context.getStateStore(COUNTS);
        this.reached = context.getStateStore(REACHED);
    }

    static Set<StoreBuilder<?>> stores() {
        // Counters change many times between two commits, and a cache in front has only
        // the last value written.
        return Set.of(store(SEEN, Seen.SERDE), store(CAMPAIGNS, Serdes.ByteArray()),
                store(TOTALS, Total.SERDE).withCachingEnabled(), store(COUNTS, Count.SERDE).withCachingEnabled(),
                store(REACHED, Serdes.Long()));
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

    /** Adds a pledge to its part of each breakdown and to its minute. */
    void add(CountedPledge pledge) {
        keysOf(pledge).forEach(key -> counts.put(key, count(key).plus(pledge)));
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
        keys.add(minuteKey(pledge.campaignId(), pledge.madeAt()));
        return keys;
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
        try (var found = counts.range(minuteKey(campaignId, until.minus(span)), minuteKey(campaignId, until))) {
            found.forEachRemaining(entry -> {
                var minute = Long.parseLong(entry.key.substring(entry.key.lastIndexOf('|') + 1));
                minutes.add(new Tally.Minute(Instant.ofEpochSecond(minute * MINUTE_SECONDS), entry.value.pledges()));
            });
        }
        return minutes;
    }

    boolean isReached(String campaignId, long threshold) {
        return reached.get(thresholdKey(campaignId, threshold)) != null;
    }

    void keepReached(String campaignId, long threshold, Instant at) {
        reached.put(thresholdKey(campaignId, threshold), at.toEpochMilli());
    }

    List<Tally.Reached> reached(String campaignId) {
        var milestones = new ArrayList<Tally.Reached>();
        try (var found = reached.prefixScan(campaignId + '|', new StringSerializer())) {
            found.forEachRemaining(entry -> milestones
                .add(new Tally.Reached(Long.parseLong(entry.key.substring(entry.key.lastIndexOf('|') + 1)),
                        Instant.ofEpochMilli(entry.value))));
        }
        return milestones;
    }

    private static String key(String campaignId, char kind, String code) {
        return campaignId + '|' + kind + '|' + code;
    }

    /** Of fixed width, so that keys sort as numbers do. */
    private static String minuteKey(String campaignId, Instant at) {
        return key(campaignId, MINUTE, "%012d".formatted(Math.floorDiv(at.getEpochSecond(), MINUTE_SECONDS)));
    }

    private static String thresholdKey(String campaignId, long threshold) {
        return campaignId + '|' + "%019d".formatted(threshold);
    }

}
