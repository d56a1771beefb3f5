package org.groundswell.analytics.counting;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.Counter;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.groundswell.analytics.CampaignClosed;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.events.DeadLetter;
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

    private static final String PERIOD_TYPE = "groundswell.tally.period.v1";

    /**
     * A campaign is announced before it takes pledges; but what was sent first may be
     * read second.
     */
    static final Duration WAIT = Duration.ofSeconds(10);

    /** Two counts of the same events both say their tally after each so many changes. */
    private static final long MEETING_POINT = 256;

    private final Role role;

    private final EventReader reader;

    private final EventWriter writer;

    private final JsonMapper json;

    private final Map<String, KnownCampaign> known = new HashMap<>();

    private final Set<String> changed = new HashSet<>();

    /** Keys of the events that wait for their campaign, by when they began to. */
    private final Map<String, Instant> waiting = new LinkedHashMap<>();

    private final Map<String, Counter> deadLetters;

    private boolean touched;

    private Role.Voice voice = Role.Voice.SILENT;

    private @Nullable ProcessorContext<String, Emission> context;

    private @Nullable CountingState state;

    CountingProcessor(Role role, EventReader reader, EventWriter writer, JsonMapper json,
            Map<String, Counter> deadLetters) {
        this.role = role;
        this.deadLetters = deadLetters;
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
        if (state().unannounced().isEmpty()) {
            voice = role.voice();
        }
        state().allWaiting().forEach(key -> waiting.put(key, waitingEvent(key).since()));
        context.schedule(TALLY_INTERVAL, PunctuationType.WALL_CLOCK_TIME, this::fromTimeToTime);
    }

    @Override
    public void process(Record<String, byte[]> record) {
        handle(record, origin(), () -> haveWait(record));
    }

    private void handle(Record<String, byte[]> record, WaitingEvent.Origin from, Runnable ifCampaignIsUnknown) {
        try {
            handle(record);
        }
        catch (UnknownCampaign unknown) {
            ifCampaignIsUnknown.run();
        }
        catch (UnreadableEvent unreadable) {
            putAside(record, from, String.valueOf(unreadable.getMessage()));
        }
    }

    private void handle(Record<String, byte[]> record) {
        var event = reader.read(record.headers(), record.value());
        switch (event.getType()) {
            case CountedPledge.MADE -> count(pledge(record, event));
            case CountedPledge.WITHDRAWN -> withdraw(pledge(record, event));
            case Campaign.TYPE -> keep(record, reader.data(event, Campaign.class));
            case CampaignClosed.TYPE -> close(record, reader.data(event, CampaignClosed.class));
            default -> {
                // Not for counting.
            }
        }
    }

    private CountedPledge pledge(Record<String, byte[]> record, CloudEvent event) {
        var pledge = reader.data(event, CountedPledge.class);
        checkKey(record, pledge.campaignId());
        if (!pledge.isMadeBefore(Instant.ofEpochMilli(record.timestamp()))) {
            throw new UnreadableEvent("made at a time that cannot be", null);
        }
        if (known(pledge.campaignId()) == null) {
            throw new UnknownCampaign();
        }
        return pledge;
    }

    private void count(CountedPledge pledge) {
        if (state().seen(pledge) != null) {
            return;
        }
        var id = pledge.campaignId();
        var total = state().total(id).made(pledge);
        state().keepSeen(pledge, Seen.MADE);
        state().add(pledge);
        keepTotal(id, total);
        reach(id, total.pledges(), pledge.madeAt(), pledge.pledgeId());
    }

    /**
     * Takes away what the pledge had added, its minute included: tallies are of pledges
     * that stand. Milestones stay reached. Withdrawn before it was made, it has nothing
     * to take away, and never adds anything.
     */
    private void withdraw(CountedPledge pledge) {
        var seen = state().seen(pledge);
        if (seen == Seen.WITHDRAWN) {
            return;
        }
        var id = pledge.campaignId();
        var total = state().total(id);
        if (seen == Seen.MADE && !state().covers(pledge)) {
            throw new UnreadableEvent("takes away what was never counted", null);
        }
        state().keepSeen(pledge, Seen.WITHDRAWN);
        if (seen == Seen.MADE) {
            state().takeAway(pledge);
            keepTotal(id, total.withdrawn(pledge));
        }
        else {
            keepTotal(id, total.withdrawnBeforeItCounted());
        }
    }

    private void keep(Record<String, byte[]> record, Campaign campaign) {
        checkKey(record, campaign.campaignId());
        var id = campaign.campaignId();
        var before = known(id);
        if (before != null && !campaign.isNewerThan(before.campaign)) {
            return;
        }
        state().keepCampaign(id, json.writeValueAsBytes(campaign));
        known.remove(id);
        var total = state().total(id).changed();
        keepTotal(id, total);
        // Thresholds that were set below the count are reached now.
        reach(id, total.pledges(), Instant.ofEpochMilli(record.timestamp()), null);
        state().waitingFor(id).forEach(this::waitNoLonger);
    }

    /**
     * Also of a campaign that was not heard of yet: what is heard of it later is closed.
     */
    private void close(Record<String, byte[]> record, CampaignClosed closed) {
        checkKey(record, closed.campaignId());
        var id = closed.campaignId();
        if (state().closedAt(id) == null) {
            state().keepClosing(id, closed.closedAt());
            keepTotal(id, state().total(id).changed());
        }
    }

    private void keepTotal(String id, Total total) {
        state().keepTotal(id, total);
        changed.add(id);
        if (total.version() % MEETING_POINT == 0) {
            sayTally(id, Instant.ofEpochMilli(context().currentSystemTimeMs()));
        }
    }

    /** A milestone is remembered in the transaction that says it, so it is said once. */
    private void reach(String id, long pledges, Instant at, @Nullable String pledgeId) {
        var campaign = known(id);
        while (campaign != null && !campaign.ahead.isEmpty() && campaign.ahead.first() <= pledges) {
            long threshold = campaign.ahead.removeFirst();
            var before = role.announced(id, threshold);
            var crossing = before == null ? new Crossing(at, pledgeId, voice == Role.Voice.ALOUD)
                    : Crossing.announced(before);
            state().keepReached(id, threshold, crossing);
            if (crossing.said() && before == null) {
                say(Emission.MILESTONES, crossing.of(id, threshold).toEvent());
            }
        }
    }

    private void haveWait(Record<String, byte[]> record) {
        var since = Instant.ofEpochMilli(context().currentSystemTimeMs());
        waiting.put(state().keepWaiting(new WaitingEvent(since, origin(), record)), since);
    }

    private void waitNoLonger(String key) {
        var event = waitingEvent(key);
        waiting.remove(key);
        state().forgetWaiting(key);
        handle(event.record(), event.origin(),
                () -> putAside(event.record(), event.origin(), "of a campaign that was never launched"));
    }

    private WaitingEvent waitingEvent(String key) {
        return Objects.requireNonNull(state().waiting(key));
    }

    private void fromTimeToTime(long now) {
        if (!touched) {
            state().touch();
            touched = true;
        }
        var at = Instant.ofEpochMilli(now);
        var tooLong = at.minus(WAIT);
        waiting.entrySet()
            .stream()
            .takeWhile(event -> !event.getValue().isAfter(tooLong))
            .map(Map.Entry::getKey)
            .toList()
            .forEach(this::waitNoLonger);
        var voiceBefore = voice;
        voice = role.voice();
        if (voice == Role.Voice.ALOUD && voiceBefore != Role.Voice.ALOUD) {
            changed.addAll(state().campaignIds());
            sayHeldMilestones();
        }
        if (voice == Role.Voice.SILENT) {
            return;
        }
        sayPeriods();
        changed.forEach(id -> sayTally(id, at));
        changed.clear();
    }

    private void sayPeriods() {
        var days = new LinkedHashSet<CountingState.PartOfCampaign>();
        state().unsaidHours().forEach(hour -> {
            sayPeriod(hour.campaignId(), Period.Unit.HOUR, hour.from());
            days.add(hour.of(Period.Unit.DAY));
        });
        days.forEach(day -> sayPeriod(day.campaignId(), Period.Unit.DAY, day.from()));
        state().forgetUnsaid();
    }

    private void sayHeldMilestones() {
        for (var milestone : state().unannounced()) {
            var before = role.announced(milestone.campaignId(), milestone.threshold());
            var announced = before == null ? milestone : before;
            state().keepReached(milestone.campaignId(), milestone.threshold(), Crossing.announced(announced));
            if (before == null) {
                say(Emission.MILESTONES, milestone.toEvent());
            }
        }
    }

    private void sayTally(String id, Instant now) {
        var campaign = known(id);
        if (campaign != null && voice != Role.Voice.SILENT) {
            var tally = tally(campaign.campaign, now);
            say(voice == Role.Voice.ALOUD ? Emission.TALLIES : Emission.RECOUNTS,
                    new Event(TALLY_TYPE, id + ":tally:" + tally.version(), id, tally.asOf(), tally));
        }
    }

    private void sayPeriod(String id, Period.Unit unit, Instant from) {
        var period = new Period(id, unit, from, role.generation().version(state().total(id).version()),
                state().parts(id, unit, from));
        // Periods of a count that is made anew stand beside those that everybody sees.
        var key = "%s|%s|%s|%d".formatted(id, unit, from, role.generation().number());
        say(Emission.PERIODS, key, new Event(PERIOD_TYPE, key + ':' + period.version(), id, from, period));
    }

    private Tally tally(Campaign campaign, Instant now) {
        var id = campaign.campaignId();
        var total = state().total(id);
        var closedAt = state().closedAt(id);
        return new Tally(id, campaign.slug(), role.generation().version(total.version()), now, campaign.target(),
                campaign.opensAt(), closedAt == null ? campaign.closesAt() : closedAt, campaign.suspended(),
                total.pledges(), total.people(), total.withdrawn(), state().parts(id, Dimension.PLACE),
                state().parts(id, Dimension.ROLE), state().parts(id, Dimension.THEME),
                state().parts(id, Dimension.CHANNEL), state().minutes(id, now, RECENT), state().reached(id));
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
        campaign.milestones().stream().filter(threshold -> state().reached(id, threshold) == null).forEach(ahead::add);
        var read = new KnownCampaign(campaign, ahead);
        known.put(id, read);
        return read;
    }

    private static void checkKey(Record<String, byte[]> record, String campaignId) {
        if (!campaignId.equals(record.key())) {
            throw new UnreadableEvent("key is not the campaign's id", null);
        }
    }

    private void say(String topic, Event event) {
        say(topic, event.subject(), event);
    }

    private void say(String topic, String key, Event event) {
        CloudEvent written = writer.write(event);
        var message = KafkaMessageFactory.createWriter(topic, key).writeBinary(written);
        context().forward(new Record<>(key, new Emission(topic, message.value()), context().currentSystemTimeMs(),
                message.headers()));
    }

    private WaitingEvent.Origin origin() {
        return context().recordMetadata()
            .map(from -> new WaitingEvent.Origin(from.topic(), from.partition(), from.offset()))
            .orElseThrow();
    }

    private void putAside(Record<String, byte[]> record, WaitingEvent.Origin from, String why) {
        if (voice == Role.Voice.ASIDE) {
            // The count that is seen puts it aside, and says so.
            return;
        }
        var reason = DeadLetter.reason(why);
        var headers = new RecordHeaders(record.headers());
        add(headers, KafkaHeaders.DLT_EXCEPTION_MESSAGE, reason);
        add(headers, KafkaHeaders.DLT_ORIGINAL_TOPIC, from.topic());
        headers.add(KafkaHeaders.DLT_ORIGINAL_PARTITION,
                ByteBuffer.allocate(Integer.BYTES).putInt(from.partition()).array());
        headers.add(KafkaHeaders.DLT_ORIGINAL_OFFSET, ByteBuffer.allocate(Long.BYTES).putLong(from.offset()).array());
        add(headers, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP, CountingControl.applicationId(role.generation()));
        add(headers, DeadLetter.SERVICE_HEADER, "analytics-service");
        var value = record.value() == null ? new byte[0] : record.value();
        // What was compressed may be larger than what may be written.
        add(headers, DeadLetter.CUT_HEADER, Boolean.toString(value.length > DeadLetter.LONGEST_VALUE));
        if (value.length > DeadLetter.LONGEST_VALUE) {
            value = Arrays.copyOf(value, DeadLetter.LONGEST_VALUE);
        }
        context()
            .forward(new Record<>(record.key(), new Emission(Topics.DEAD_LETTERS, value), record.timestamp(), headers));
        deadLetters.get(from.topic()).increment();
        log.atWarn()
            .addKeyValue("topic", from.topic())
            .addKeyValue("partition", from.partition())
            .addKeyValue("offset", from.offset())
            .addKeyValue("reason", reason)
            .log("record put aside as a dead letter");
    }

    private static void add(RecordHeaders headers, String name, String value) {
        headers.add(name, value.getBytes(StandardCharsets.UTF_8));
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

    /** Its campaign may still be heard of. */
    private static final class UnknownCampaign extends RuntimeException {

        private static final long serialVersionUID = 1L;

        UnknownCampaign() {
            super(null, null, false, false);
        }

    }

    /** A campaign with its milestones that are still ahead. */
    private record KnownCampaign(Campaign campaign, TreeSet<Long> ahead) {
    }

}
