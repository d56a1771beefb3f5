package org.groundswell.analytics.counting;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.EventWriter;
import org.groundswell.defaults.events.Topics;
import org.groundswell.defaults.events.UnreadableEvent;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.support.KafkaHeaders;
import tools.jackson.databind.json.JsonMapper;

/**
 * Counts the campaigns of one partition. Kafka Streams commits what it read, what it
 * remembers and what it says in one transaction, so that a crash at any step leaves no
 * trace of a half-counted pledge.
 */
final class CountingProcessor implements Processor<String, byte[], String, Emission> {

    static final Duration TALLY_INTERVAL = Duration.ofMillis(250);

    private static final Logger log = LoggerFactory.getLogger(CountingProcessor.class);

    private static final String TALLY_TYPE = "groundswell.tally.v1";

    private static final Duration RECENT = Duration.ofMinutes(59);

    private final EventReader reader;

    private final EventWriter writer;

    private final JsonMapper json;

    private final Map<String, KnownCampaign> known = new HashMap<>();

    private final Set<String> changed = new HashSet<>();

    private @Nullable ProcessorContext<String, Emission> context;

    private @Nullable CountingState state;

    CountingProcessor(EventReader reader, EventWriter writer, JsonMapper json) {
        this.reader = reader;
        this.writer = writer;
        this.json = json;
    }

    @Override
    public void init(ProcessorContext<String, Emission> context) {
        this.context = context;
        this.state = new CountingState(context);
        // An earlier instance may have committed a count and stopped before it said so.
        changed.addAll(state().campaignIds());
        context.schedule(TALLY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::sayWhatChanged);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        try {
            var event = reader.read(record.headers(), record.value());
            switch (event.getType()) {
                case CountedPledge.MADE -> count(record, reader.data(event, CountedPledge.class));
                case CountedPledge.WITHDRAWN -> withdraw(record, reader.data(event, CountedPledge.class));
                case Campaign.TYPE -> keep(record, reader.data(event, Campaign.class));
                default -> {
                    // Not for counting.
                }
            }
        }
        catch (UnreadableEvent unreadable) {
            putAside(record, unreadable);
        }
    }

    private void count(Record<String, byte[]> record, CountedPledge pledge) {
        checkKey(record, pledge.campaignId());
        if (state().seen(pledge) != null) {
            return;
        }
        var id = pledge.campaignId();
        var total = state().total(id).made(pledge);
        state().keepSeen(pledge, Seen.MADE);
        state().keepTotal(id, total);
        state().add(pledge);
        changed.add(id);
        reach(id, total.pledges(), pledge.madeAt(), pledge.pledgeId(), record.timestamp());
    }

    /**
     * Takes away what the pledge had added, its minute included: tallies are of pledges
     * that stand. Milestones stay reached. Withdrawn before it was made, it has nothing
     * to take away, and never adds anything.
     */
    private void withdraw(Record<String, byte[]> record, CountedPledge pledge) {
        checkKey(record, pledge.campaignId());
        var seen = state().seen(pledge);
        if (seen == Seen.WITHDRAWN) {
            return;
        }
        var id = pledge.campaignId();
        var total = state().total(id);
        if (seen == Seen.MADE) {
            if (!state().covers(pledge)) {
                throw new UnreadableEvent("takes away what was never counted", null);
            }
            state().takeAway(pledge);
            state().keepTotal(id, total.withdrawn(pledge));
        }
        else {
            state().keepTotal(id, total.withdrawnBeforeItCounted());
        }
        state().keepSeen(pledge, Seen.WITHDRAWN);
        changed.add(id);
    }

    private void keep(Record<String, byte[]> record, Campaign campaign) {
        checkKey(record, campaign.campaignId());
        var id = campaign.campaignId();
        state().keepCampaign(id, json.writeValueAsBytes(campaign));
        known.remove(id);
        var total = state().total(id).changed();
        state().keepTotal(id, total);
        changed.add(id);
        reach(id, total.pledges(), campaign.launchedAt(), null, record.timestamp());
    }

    /** A milestone is remembered in the transaction that says it, so it is said once. */
    private void reach(String id, long pledges, Instant at, @Nullable String pledgeId, long timestamp) {
        var campaign = known(id);
        if (campaign == null) {
            return;
        }
        while (!campaign.ahead.isEmpty() && campaign.ahead.first() <= pledges) {
            long threshold = campaign.ahead.removeFirst();
            state().keepReached(id, threshold, at);
            say(Emission.MILESTONES, new MilestoneReached(id, threshold, at, pledgeId).toEvent(), timestamp);
        }
    }

    private void sayWhatChanged(long now) {
        for (var id : changed) {
            var campaign = known(id);
            if (campaign != null) {
                var tally = tally(campaign.campaign, Instant.ofEpochMilli(now));
                say(Emission.TALLIES, new Event(TALLY_TYPE, id + ":tally:" + tally.version(), id, tally.asOf(), tally),
                        now);
            }
        }
        changed.clear();
    }

    private Tally tally(Campaign campaign, Instant now) {
        var id = campaign.campaignId();
        var total = state().total(id);
        return new Tally(id, campaign.slug(), total.version(), now, campaign.target(), campaign.opensAt(),
                campaign.closesAt(), total.pledges(), total.people(), total.withdrawn(),
                state().parts(id, Dimension.PLACE), state().parts(id, Dimension.ROLE),
                state().parts(id, Dimension.THEME), state().parts(id, Dimension.CHANNEL),
                state().minutes(id, now, RECENT), state().reached(id));
    }

    private @Nullable KnownCampaign known(String id) {
        var remembered = known.get(id);
        if (remembered != null) {
            return remembered;
        }
        var kept = state().campaign(id);
        if (kept == null) {
            return null;
        }
        var campaign = json.readValue(kept, Campaign.class);
        var ahead = new TreeSet<Long>();
        campaign.milestones().stream().filter(threshold -> !state().isReached(id, threshold)).forEach(ahead::add);
        var read = new KnownCampaign(campaign, ahead);
        known.put(id, read);
        return read;
    }

    private static void checkKey(Record<String, byte[]> record, String campaignId) {
        if (!campaignId.equals(record.key())) {
            throw new UnreadableEvent("key is not the campaign's id", null);
        }
    }

    private void say(String topic, Event event, long timestamp) {
        CloudEvent written = writer.write(event);
        var message = KafkaMessageFactory.createWriter(topic, event.subject()).writeBinary(written);
        context()
            .forward(new Record<>(event.subject(), new Emission(topic, message.value()), timestamp, message.headers()));
    }

    private void putAside(Record<String, byte[]> record, UnreadableEvent unreadable) {
        var headers = new RecordHeaders(record.headers());
        var reason = String.valueOf(unreadable.getMessage());
        headers.add(KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason.getBytes(StandardCharsets.UTF_8));
        context().recordMetadata().ifPresent(from -> {
            headers.add(KafkaHeaders.DLT_ORIGINAL_TOPIC, from.topic().getBytes(StandardCharsets.UTF_8));
            headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION,
                    ByteBuffer.allocate(Integer.BYTES).putInt(from.partition()).array());
            headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET,
                    ByteBuffer.allocate(Long.BYTES).putLong(from.offset()).array());
            log.atWarn()
                .addKeyValue("topic", from.topic())
                .addKeyValue("partition", from.partition())
                .addKeyValue("offset", from.offset())
                .addKeyValue("reason", reason)
                .log("record put aside as a dead letter");
        });
        var value = record.value() == null ? new byte[0] : record.value();
        context()
            .forward(new Record<>(record.key(), new Emission(Topics.DEAD_LETTERS, value), record.timestamp(), headers));
    }

    private ProcessorContext<String, Emission> context() {
        if (context == null) {
            throw new IllegalStateException("not initialised");
        }
        return context;
    }

    private CountingState state() {
        if (state == null) {
            throw new IllegalStateException("not initialised");
        }
        return state;
    }

    /** A campaign with its milestones that are still ahead. */
    private record KnownCampaign(Campaign campaign, TreeSet<Long> ahead) {
    }

}
