package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.AlterConfigOp.OpType;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.assertj.core.api.Condition;
import org.groundswell.defaults.events.Topics;
import org.groundswell.defaults.testing.TopicReader;
import org.groundswell.defaults.testing.TopicWriter;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.kafka.core.KafkaAdmin;

/** What happens to a record whose handling fails. */
abstract class DeadLettersTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Value("${spring.kafka.bootstrap-servers}")
    private String kafka;

    @Autowired
    private Ears ears;

    @Autowired
    private MeterRegistry meters;

    @Autowired
    private KafkaAdmin admin;

    private TopicWriter topics;

    /** A key of its own, so that all of a test's records are in one partition. */
    private final String key = UUID.randomUUID().toString();

    @BeforeEach
    void writer() {
        topics = new TopicWriter(kafka);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            not json            | groundswell.said.v1 with data of another form
            {"words": ""}       | groundswell.said.v1 breaks its schema at words
            {"silence": true}   | groundswell.said.v1 breaks its schema at words
            """)
    void anEventThatCannotBeReadIsPutAsideWithItsReasonAndItsNeighboursAreHandled(String poison, String reason) {
        say("before");
        topics.write(SampleService.TOPIC, event(poison));
        say("after");

        await().atMost(PATIENCE)
            .untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " before", key + " after"));
        var letters = TopicReader.read(kafka, Topics.DEAD_LETTERS, key);
        assertThat(letters).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(poison);
            assertThat(letter.header("kafka_dlt-exception-message")).contains(reason);
            assertThat(letter.header("kafka_dlt-original-topic")).isEqualTo(SampleService.TOPIC);
            assertThat(letter.header("kafka_dlt-original-consumer-group")).isEqualTo("sample-service");
            assertThat(letter.header("groundswell-service")).isEqualTo("sample-service");
            assertThat(letter.header("groundswell-cut")).isEqualTo("false");
            assertThat(letter.header("ce_type")).isEqualTo(SampleService.TYPE);
            assertThat(letter.headers()).doesNotContainKey("kafka_dlt-exception-stacktrace");
        });
    }

    @Test
    void whatIsNoEventAtAllIsPutAsideToo() {
        topics.write(SampleService.TOPIC, key, "no headers".getBytes(StandardCharsets.UTF_8));
        topics.write(SampleService.TOPIC, key, null);
        topics.write(SampleService.TOPIC, key, new byte[0]);
        say("after");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " after"));
        var letters = TopicReader.read(kafka, Topics.DEAD_LETTERS, key);
        assertThat(letters).extracting(TopicReader.Received::text).containsExactlyInAnyOrder("no headers", null, "");
        assertThat(letters).extracting(letter -> letter.header("kafka_dlt-exception-message"))
            .areExactly(2, new Condition<>(reason -> reason.contains("not a CloudEvent"), "reason"))
            .areExactly(1, new Condition<>(reason -> reason.contains("no value"), "reason"));
    }

    @Test
    void aRecordAsLargeAsTheBrokerTakesIsPutAsideWhole() {
        var text = "x".repeat(1_048_400);
        topics.write(SampleService.TOPIC, key, text.getBytes(StandardCharsets.UTF_8));
        say("after");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " after"));
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, key)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).isEqualTo(text);
            assertThat(letter.header("groundswell-cut")).isEqualTo("false");
        });
    }

    @Test
    void aRecordThatOnlyFitsCompressedIsPutAsideCut() throws Exception {
        writeCompressed(new ProducerRecord<>(SampleService.TOPIC, key, new byte[3 * 1024 * 1024]));
        say("after");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " after"));
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, key)).singleElement().satisfies(letter -> {
            assertThat(letter.text()).hasSize(1024 * 1024);
            assertThat(letter.header("groundswell-cut")).isEqualTo("true");
        });
    }

    @Test
    void headersThatOnlyFitCompressedAreLeftOut() throws Exception {
        var record = new ProducerRecord<>(SampleService.TOPIC, key, key.getBytes(StandardCharsets.UTF_8));
        record.headers().add("long", new byte[2 * 1024 * 1024]);
        IntStream.range(0, 1_000).forEach(i -> record.headers().add("many", new byte[500]));
        writeCompressed(record);
        say("after");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " after"));
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, null)).filteredOn(letter -> key.equals(letter.text()))
            .singleElement()
            .satisfies(letter -> {
                assertThat(letter.headers()).doesNotContainKey("long");
                assertThat(letter.header("groundswell-cut")).isEqualTo("true");
                assertThat(letter.header("kafka_dlt-original-topic")).isEqualTo(SampleService.TOPIC);
            });
    }

    @Test
    void aReasonIsShortAndPlain() {
        topics.write(SampleService.TOPIC,
                TopicWriter.event("odd\u001b[2J" + "x".repeat(2_000), "1", key, "{}".getBytes(StandardCharsets.UTF_8)));
        say("after");

        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " after"));
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, key)).singleElement()
            .extracting(letter -> letter.header("kafka_dlt-exception-message"))
            .satisfies(reason -> assertThat(reason).hasSize(500).startsWith("odd?[2Jx"));
    }

    @Test
    void deadLettersAreCounted() {
        var counter = meters.get("groundswell.dead.letters").tag("topic", SampleService.TOPIC).counter();
        var before = counter.count();
        topics.write(SampleService.TOPIC, key, null);
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(counter.count()).isEqualTo(before + 1));
    }

    @Test
    void aTopicFromBeforeIsGivenRoomForTheLargest() throws Exception {
        var topic = new ConfigResource(ConfigResource.Type.TOPIC, Topics.DEAD_LETTERS);
        try (var client = Admin.create(admin.getConfigurationProperties())) {
            client
                .incrementalAlterConfigs(Map.of(topic,
                        List.of(new AlterConfigOp(new ConfigEntry("max.message.bytes", "1048588"), OpType.SET))))
                .all()
                .get();
            admin.initialize();
            await().untilAsserted(() -> assertThat(
                    client.describeConfigs(List.of(topic)).all().get().get(topic).get("max.message.bytes").value())
                .isEqualTo("2097152"));
        }
    }

    @Test
    void anOutageIsSatOutInOrderAndNothingIsPutAside() {
        ears.deafFor(4);
        say("one");
        say("two");
        say("three");

        await().atMost(PATIENCE)
            .untilAsserted(
                    () -> assertThat(ears.heard(key)).containsExactly(key + " one", key + " two", key + " three"));
        assertThat(ears.missed()).isEqualTo(4);
        assertThat(TopicReader.read(kafka, Topics.DEAD_LETTERS, key)).isEmpty();
    }

    @Test
    void whatTheEventGrewByIsIgnored() {
        topics.write(SampleService.TOPIC, event("{\"words\": \"" + key + " more\", \"addedLater\": {}}"));
        await().atMost(PATIENCE).untilAsserted(() -> assertThat(ears.heard(key)).containsExactly(key + " more"));
    }

    private void say(String words) {
        topics.write(SampleService.TOPIC, event("{\"words\": \"" + key + " " + words + "\"}"));
    }

    private void writeCompressed(ProducerRecord<String, byte[]> record) throws Exception {
        try (var producer = new KafkaProducer<>(Map.<String, Object>of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, kafka,
                ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip", ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                8 * 1024 * 1024), new StringSerializer(), new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private CloudEvent event(String data) {
        return TopicWriter.event(SampleService.TYPE, UUID.randomUUID().toString(), key,
                data.getBytes(StandardCharsets.UTF_8));
    }

}
