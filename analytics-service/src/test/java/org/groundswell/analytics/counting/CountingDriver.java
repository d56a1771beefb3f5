package org.groundswell.analytics.counting;

import io.cloudevents.kafka.KafkaMessageFactory;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.validation.Validation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.kstream.Consumed;
import org.apache.kafka.streams.test.TestRecord;
import org.groundswell.analytics.CampaignClosed;
import org.groundswell.analytics.Period;
import org.groundswell.analytics.Tally;
import org.groundswell.defaults.events.DeadLetter;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.EventWriter;
import org.groundswell.defaults.json.Timestamps;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The real topology, driven record by record. */
final class CountingDriver implements AutoCloseable {

    static final String CAMPAIGN = "00000000000000000000000abc";

    static final Instant NOON = Instant.parse("2026-03-13T12:00:00Z");

    private static final List<String> OUTPUTS = List.of("tallies", "recounts", "periods", "milestones", "dead-letters");

    private static final JsonMapper JSON = JsonMapper.builder().addModule(new Timestamps()).build();

    private final JsonMapper json = JSON;

    private final EventWriter writer = new EventWriter(json, "test");

    private final MeterRegistry meters = new SimpleMeterRegistry();

    private final Path state = stateDir();

    private final TopologyTestDriver driver;

    private final TestInputTopic<String, byte[]> campaigns;

    private final TestInputTopic<String, byte[]> pledges;

    private final Map<String, TestOutputTopic<String, byte[]>> outputs = new HashMap<>();

    CountingDriver() {
        this(Role.ONLY);
    }

    CountingDriver(Role role) {
        var builder = new StreamsBuilder();
        var reader = new EventReader(json, Validation.buildDefaultValidatorFactory().getValidator());
        new Counting(reader, writer, json, meters).of(
                builder.stream(List.of("campaigns", "pledges"), Consumed.with(Serdes.String(), Serdes.ByteArray())),
                role);
        var properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "counting-test");
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "unused:1");
        properties.put(StreamsConfig.STATE_DIR_CONFIG, state.toString());
        this.driver = new TopologyTestDriver(builder.build(), properties, NOON);
        this.campaigns = driver.createInputTopic("campaigns", new StringSerializer(), new ByteArraySerializer());
        this.pledges = driver.createInputTopic("pledges", new StringSerializer(), new ByteArraySerializer());
        OUTPUTS.forEach(topic -> outputs.put(topic,
                driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer())));
    }

    /**
     * In memory where the system has it: the state is written through after each record.
     */
    private static Path stateDir() {
        var memory = Path.of("/dev/shm");
        try {
            return Files.isWritable(memory) ? Files.createTempDirectory(memory, "counting")
                    : Files.createTempDirectory("counting");
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    void launched(long... milestones) {
        launched(Map.of(), milestones);
    }

    void launched(Map<String, Object> more, long... milestones) {
        launchedAt(NOON, more, milestones);
    }

    /** Said at a time. */
    void launchedAt(Instant at, Map<String, Object> more, long... milestones) {
        var data = new HashMap<String, Object>(Map.of("campaignId", CAMPAIGN, "slug", "a-campaign", "opensAt", NOON,
                "milestones", milestones, "launchedAt", NOON, "target", 100));
        data.putAll(more);
        send(campaigns, new Event(Campaign.TYPE, CAMPAIGN + ":launched", CAMPAIGN, NOON, data), at);
    }

    void closed(Instant at) {
        campaign(CampaignClosed.TYPE, Map.of("campaignId", CAMPAIGN, "closedAt", at, "how", "organisers"));
    }

    /** Something that is heard of the campaign. */
    void campaign(String type, Object data) {
        send(campaigns, new Event(type, type + ":" + CAMPAIGN, CAMPAIGN, NOON, data));
    }

    void made(String pledgeId, int people, @Nullable String place, @Nullable String role) {
        made(pledgeId, people, place, role, null, "web", NOON);
    }

    void made(String pledgeId, int people, @Nullable String place, @Nullable String role, @Nullable String theme,
            String channel, Instant at) {
        made(new CountedPledge(pledgeId, CAMPAIGN, at, people, place, role, theme, channel));
    }

    void made(CountedPledge pledge) {
        send(pledges, new Event(CountedPledge.MADE, pledge.pledgeId() + ":made", pledge.campaignId(), pledge.madeAt(),
                pledge));
    }

    void withdrawn(CountedPledge pledge) {
        withdrawn(pledge, Map.of());
    }

    void withdrawn(CountedPledge pledge, Map<String, Object> changes) {
        ObjectNode data = json.valueToTree(pledge);
        data.put("withdrawnAt", "2026-03-14T10:30:00.000Z").put("why", "withdrawn");
        changes.forEach(data::putPOJO);
        send(pledges, new Event(CountedPledge.WITHDRAWN, pledge.pledgeId() + ":withdrawn", CAMPAIGN, NOON, data));
    }

    void pledge(Event event) {
        send(pledges, event);
    }

    void raw(String topic, @Nullable String key, byte[] value) {
        (topic.equals("pledges") ? pledges : campaigns).pipeInput(key, value);
    }

    private void send(TestInputTopic<String, byte[]> topic, Event event) {
        send(topic, event, NOON);
    }

    private void send(TestInputTopic<String, byte[]> topic, Event event, Instant at) {
        var message = KafkaMessageFactory.createWriter("unused", event.subject()).writeBinary(writer.write(event));
        topic.pipeInput(new TestRecord<>(event.subject(), message.value(), message.headers(), at));
    }

    /** Lets the clock reach the next tally, and reads all tallies since. */
    List<Tally> tallies() {
        return tallies("tallies");
    }

    List<Tally> tallies(String topic) {
        driver.advanceWallClockTime(CountingProcessor.TALLY_INTERVAL);
        return read(topic).stream().map(record -> json.readValue(record.value(), Tally.class)).toList();
    }

    Tally tally() {
        return tallies().getLast();
    }

    /** All periods said since they were last read, by their key; the newest of each. */
    Map<String, Period> periods() {
        var periods = new LinkedHashMap<String, Period>();
        read("periods").forEach(record -> periods.put(record.key(), json.readValue(record.value(), Period.class)));
        return periods;
    }

    double deadLetters() {
        return DeadLetter.counter(meters, "pledges").count();
    }

    List<TestRecord<String, byte[]>> read(String topic) {
        return Objects.requireNonNull(outputs.get(topic)).readRecordsToList();
    }

    void advance(Duration time) {
        driver.advanceWallClockTime(time);
    }

    static <T> T read(String text, Class<T> type) {
        return JSON.readValue(text, type);
    }

    static String text(TestRecord<String, byte[]> record) {
        return new String(record.value(), StandardCharsets.UTF_8);
    }

    static String header(TestRecord<String, byte[]> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        driver.close();
        try {
            FileSystemUtils.deleteRecursively(state);
        }
        catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

}
