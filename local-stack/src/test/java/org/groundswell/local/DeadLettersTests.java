package org.groundswell.local;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.groundswell.local.kafka.BrokerServer;
import org.groundswell.local.process.Probe;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Against a broker as the launcher starts it.
 */
@Tag("soak")
class DeadLettersTests {

    private static final String LETTERS = "dead-letters";

    private static final String PLEDGES = "pledges";

    private static final int PARTITIONS = 3;

    private static final List<TopicPartition> ALL_PARTITIONS = List.of(LETTERS, PLEDGES)
        .stream()
        .flatMap((topic) -> IntStream.range(0, PARTITIONS).mapToObj((i) -> new TopicPartition(topic, i)))
        .toList();

    @TempDir
    private static Path brokerDir;

    private static Process broker;

    private static String kafka;

    private static Admin admin;

    private static KafkaProducer<byte[], byte[]> producer;

    @TempDir
    private Path dir;

    private final PrintStream standardOutput = System.out;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private final ByteArrayOutputStream complained = new ByteArrayOutputStream();

    @BeforeAll
    static void startBroker() throws Exception {
        int port = FreePort.find();
        broker = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx384m",
                "-cp", System.getProperty("java.class.path"), BrokerServer.class.getName(), brokerDir.toString(),
                String.valueOf(port), String.valueOf(FreePort.find()))
            .redirectErrorStream(true)
            .redirectOutput(brokerDir.resolveSibling(brokerDir.getFileName() + ".log").toFile())
            .start();
        kafka = "127.0.0.1:" + port;
        Probe probe = new Probe();
        await().atMost(Duration.ofMinutes(2)).until(() -> probe.isReady(URI.create("kafka://" + kafka)));
        admin = Admin.create(Map.of("bootstrap.servers", kafka));
        admin
            .createTopics(List.of(new NewTopic(PLEDGES, PARTITIONS, (short) 1),
                    new NewTopic(LETTERS, PARTITIONS, (short) 1).configs(Map.of("max.message.bytes", "2097152"))))
            .all()
            .get();
        producer = new KafkaProducer<>(Map.of("bootstrap.servers", kafka, "max.request.size", 2 * 1024 * 1024),
                new ByteArraySerializer(), new ByteArraySerializer());
    }

    @AfterAll
    static void stopBroker() throws InterruptedException {
        producer.close();
        admin.close();
        broker.destroyForcibly().waitFor();
    }

    @BeforeEach
    void emptyTopics() throws Exception {
        Map<TopicPartition, RecordsToDelete> all = admin
            .listOffsets(ALL_PARTITIONS.stream()
                .collect(Collectors.toMap((partition) -> partition, (partition) -> OffsetSpec.latest())))
            .all()
            .get()
            .entrySet()
            .stream()
            .collect(Collectors.toMap(Map.Entry::getKey,
                    (end) -> RecordsToDelete.beforeOffset(end.getValue().offset())));
        admin.deleteRecords(all).all().get();
        System.setOut(new PrintStream(this.printed, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void giveBackStandardOutput() {
        System.setOut(this.standardOutput);
    }

    @Test
    void withoutLettersItSaysSo() {
        assertThat(run()).isZero();
        assertThat(lines()).containsExactly("No dead letters.");
        assertThat(run("--json")).isZero();
        assertThat(lines()).isEmpty();
        assertThat(run("--put-back", "all")).isZero();
        assertThat(lines()).containsExactly("Nothing to put back.");
    }

    @Test
    void aLetterIsALineWithWhatIsKnownOfIt() {
        String id = letter("k", "{}");
        String noted = write(LETTERS, "k", null, Map.of());
        assertThat(run()).isZero();
        List<String> lines = lines();
        assertThat(lines).hasSize(3);
        assertThat(lines.get(1).split("\\s+", 8)).satisfies((columns) -> {
            assertThat(columns[0]).isEqualTo(id);
            assertThat(Instant.parse(columns[1])).isBeforeOrEqualTo(Instant.now());
            assertThat(Arrays.copyOfRange(columns, 2, 7)).containsExactly(PLEDGES, "analytics-service",
                    "groundswell.pledge.made.v1", "p1:made", "2");
            assertThat(columns[7]).isEqualTo("breaks its schema at people");
        });
        assertThat(lines.get(2)).startsWith(noted);
        assertThat(run("--json")).isZero();
        List<JsonNode> objects = lines().stream().map(JsonMapper.shared()::readTree).toList();
        assertThat(objects.get(0)).isEqualTo(JsonMapper.shared().readTree("""
                {"id": "%s", "at": "%s", "topic": "pledges", "partition": 4, "offset": 4711,
                 "service": "analytics-service", "group": "counting", "type": "groundswell.pledge.made.v1",
                 "eventId": "p1:made", "bytes": 2, "reason": "breaks its schema at people", "cut": false,
                 "putBack": false}""".formatted(id, objects.get(0).at("/at").stringValue())));
        assertThat(objects.get(1).at("/bytes").isNull()).isTrue();
    }

    @Test
    void aLetterPutBackIsWhatItWasAndIsListedNoMore() {
        String id = letter("k", "{\"people\": 1}");
        String other = letter("k", "{\"people\": 2}");
        assertThat(run("--put-back", id)).isZero();
        assertThat(lines()).containsExactly(id + " put back to pledges");
        assertThat(read(PLEDGES)).singleElement().satisfies((record) -> {
            assertThat(record.key()).asString(StandardCharsets.UTF_8).isEqualTo("k");
            assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo("{\"people\": 1}");
            assertThat(headers(record.headers())).containsExactly("ce_type=groundswell.pledge.made.v1",
                    "ce_id=p1:made");
        });
        assertThat(ids()).containsExactly(other);
        assertThat(ids("--all")).containsExactly(id, other);
        assertThat(run("--put-back", "all")).isZero();
        assertThat(read(PLEDGES)).hasSize(2);
        assertThat(ids()).isEmpty();
    }

    @Test
    void whatWasPutBackIsSentAgainOnlyByName() {
        String id = letter("k", "1");
        assertThat(run("--put-back", "all")).isZero();
        lines();
        assertThat(run("--put-back", "all")).isZero();
        assertThat(lines()).containsExactly("Nothing to put back.");
        assertThat(read(PLEDGES)).hasSize(1);
        assertThat(run("--put-back", id, id)).isZero();
        assertThat(read(PLEDGES)).hasSize(2);
    }

    @Test
    void aRecordWithoutKeyOrValueIsPutBackAsSuch() {
        write(LETTERS, null, null, Map.of("kafka_dlt-original-topic", PLEDGES));
        assertThat(run("--put-back", "all")).isZero();
        assertThat(read(PLEDGES)).singleElement().satisfies((record) -> {
            assertThat(record.key()).isNull();
            assertThat(record.value()).isNull();
            assertThat(record.headers()).isEmpty();
        });
    }

    @Test
    void aHeaderFromBeforeHidesNoOtherLetter() {
        String hidden = letter("k", "1");
        String hiding = write(LETTERS, "k", "2",
                Map.of("kafka_dlt-original-topic", PLEDGES, "groundswell-put-back", hidden));
        assertThat(ids()).containsExactlyInAnyOrder(hidden, hiding);
    }

    @Test
    void theLargestIsPutBack() {
        // What is left of the broker's limit is for what a batch of one record adds.
        String text = "x".repeat(1024 * 1024 - 150);
        letter("k", text);
        assertThat(run("--put-back", "all")).isZero();
        assertThat(read(PLEDGES)).singleElement()
            .satisfies((record) -> assertThat(record.value()).asString(StandardCharsets.UTF_8).isEqualTo(text));
    }

    @Test
    void whatItsTopicDoesNotTakeStaysAndIsStatus1() {
        String tooLarge = letter("k", "x".repeat(1024 * 1024 + 1000));
        String good = letter("k", "1");
        assertThat(run("--put-back", "all")).isEqualTo(1);
        assertThat(lines()).hasSize(2)
            .anySatisfy((line) -> assertThat(line).startsWith(tooLarge + " not put back: "))
            .contains(good + " put back to pledges");
        assertThat(ids()).containsExactly(tooLarge);
    }

    @Test
    void manyArePutBackInTheirOrder() {
        List<String> values = IntStream.range(0, 500).mapToObj(String::valueOf).toList();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (String value : values) {
            sent.add(producer.send(record(LETTERS, "k", value, Map.of("kafka_dlt-original-topic", PLEDGES))));
        }
        producer.flush();
        assertThat(sent).allMatch(Future::isDone);
        assertThat(run("--put-back", "all")).isZero();
        assertThat(lines()).hasSize(500);
        assertThat(read(PLEDGES)).extracting((record) -> new String(record.value(), StandardCharsets.UTF_8))
            .containsExactlyElementsOf(values);
        assertThat(ids()).isEmpty();
    }

    @Test
    void whatWasCutIsListedAsSuchAndNotPutBack() {
        String cut = write(LETTERS, "k", "1", Map.of("kafka_dlt-original-topic", PLEDGES, "groundswell-cut", "true"));
        run();
        assertThat(lines().get(1)).startsWith(cut).endsWith("(cut)");
        assertThat(run("--put-back", cut)).isEqualTo(1);
        assertThat(lines()).singleElement().asString().startsWith(cut + " not put back: ");
        assertThat(read(PLEDGES)).isEmpty();
        assertThat(ids()).containsExactly(cut);
    }

    @Test
    void aLetterFromNowhereIsNotPutBack() {
        String nowhere = write(LETTERS, "k", "1", Map.of());
        String gone = write(LETTERS, "k", "1", Map.of("kafka_dlt-original-topic", "no\u001b[2Jsuch"));
        String circular = write(LETTERS, "k", "1", Map.of("kafka_dlt-original-topic", LETTERS));
        assertThat(run("--put-back", "all")).isEqualTo(1);
        assertThat(lines()).containsExactlyInAnyOrder(nowhere + " not put back: nothing says where it came from",
                gone + " not put back: there is no topic no?[2Jsuch",
                circular + " not put back: nothing says where it came from");
    }

    @Test
    void whenOneDoesNotExistNoneIsPutBack() {
        String id = letter("k", "1");
        assertThat(run("--put-back", id, "2-999999")).isEqualTo(2);
        assertThat(complaints()).singleElement().asString().contains("2-999999");
        assertThat(read(PLEDGES)).isEmpty();
    }

    @Test
    void noControlCharacterReachesTheTerminal() {
        String evil = "a\u001b[31m\u009b2J\r\nb\u202e\u007f\u0000" + "x".repeat(100);
        write(LETTERS, "k", "1", Map.of("kafka_dlt-original-topic", evil, "groundswell-service", evil, "ce_type", evil,
                "ce_id", evil, "kafka_dlt-exception-message", evil));
        assertThat(run()).isZero();
        String text = this.printed.toString(StandardCharsets.UTF_8);
        assertThat(text.replace(System.lineSeparator(), "")).doesNotContainPattern("[\\p{C}\\p{Zl}\\p{Zp}]");
        assertThat(lines()).hasSize(2);
        assertThat(run("--json")).isZero();
        assertThat(this.printed.toString(StandardCharsets.UTF_8).strip()).matches("[\\x20-\\x7e]+");
        assertThat(JsonMapper.shared().readTree(lines().getFirst()).at("/reason").stringValue()).isEqualTo(evil);
    }

    @Test
    void theKafkaOfThePlatformOnTheFolderIsFound() throws Exception {
        letter("k", "1");
        Process service = new ProcessBuilder("sh", "-c", "read line; :", "-Dgroundswell.process=gateway").start();
        try {
            Files.writeString(Files.createDirectories(this.dir.resolve("run")).resolve("gateway.json"), """
                    {"name": "gateway", "pid": %d, "url": "http://127.0.0.1:1", "port": 1, "startedAt": "%s",
                     "kafka": "%s"}
                    """.formatted(service.pid(), service.info().startInstant().orElseThrow(), kafka));
            assertThat(groundswell("dead-letters", "--data", this.dir.toString())).isZero();
            assertThat(lines()).hasSize(2);
        }
        finally {
            service.getOutputStream().close();
        }
    }

    @Test
    void aKafkaThatDoesNotAnswerIsOneLineAndStatus1() throws IOException {
        assertThat(groundswell("dead-letters", "--kafka", "127.0.0.1:" + FreePort.find())).isEqualTo(1);
        assertThat(complaints()).singleElement().asString().endsWith("does not answer");
    }

    private int run(String... args) {
        List<String> all = new ArrayList<>(List.of("dead-letters", "--kafka", kafka));
        all.addAll(List.of(args));
        return groundswell(all.toArray(String[]::new));
    }

    private int groundswell(String... args) {
        return Groundswell.execute(new PrintStream(this.complained, true, StandardCharsets.UTF_8), args);
    }

    /** What was printed since the last time. */
    private List<String> lines() {
        List<String> lines = this.printed.toString(StandardCharsets.UTF_8).lines().toList();
        this.printed.reset();
        return lines;
    }

    private List<String> complaints() {
        return this.complained.toString(StandardCharsets.UTF_8).lines().toList();
    }

    private List<String> ids(String... args) {
        this.printed.reset();
        List<String> all = new ArrayList<>(List.of("--json"));
        all.addAll(List.of(args));
        assertThat(run(all.toArray(String[]::new))).isZero();
        return lines().stream().map((line) -> JsonMapper.shared().readTree(line).at("/id").stringValue()).toList();
    }

    /** A letter as the services write them. */
    private static String letter(String key, String value) {
        ProducerRecord<byte[], byte[]> letter = record(LETTERS, key, value, Map.of());
        header(letter, "ce_type", "groundswell.pledge.made.v1");
        header(letter, "ce_id", "p1:made");
        header(letter, "kafka_dlt-exception-message", "breaks its schema at people");
        header(letter, "kafka_dlt-original-topic", PLEDGES);
        letter.headers().add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(4).array());
        letter.headers().add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(4711).array());
        header(letter, "kafka_dlt-original-consumer-group", "counting");
        header(letter, "groundswell-service", "analytics-service");
        header(letter, "groundswell-cut", "false");
        return send(letter);
    }

    private static String write(String topic, @Nullable String key, @Nullable String value,
            Map<String, String> headers) {
        return send(record(topic, key, value, headers));
    }

    private static ProducerRecord<byte[], byte[]> record(String topic, @Nullable String key, @Nullable String value,
            Map<String, String> headers) {
        ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, bytes(key), bytes(value));
        headers.forEach((name, text) -> header(record, name, text));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String text) {
        record.headers().add(name, bytes(text));
    }

    private static byte @Nullable [] bytes(@Nullable String text) {
        return (text != null) ? text.getBytes(StandardCharsets.UTF_8) : null;
    }

    private static String send(ProducerRecord<byte[], byte[]> record) {
        try {
            RecordMetadata written = producer.send(record).get();
            return written.partition() + "-" + written.offset();
        }
        catch (Exception ex) {
            throw new IllegalStateException(ex);
        }
    }

    private static List<String> headers(Headers headers) {
        List<String> texts = new ArrayList<>();
        headers.forEach((header) -> texts.add(header.key() + "=" + new String(header.value(), StandardCharsets.UTF_8)));
        return texts;
    }

    private static List<ConsumerRecord<byte[], byte[]>> read(String topic) {
        List<ConsumerRecord<byte[], byte[]>> found = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer = new KafkaConsumer<>(Map.of("bootstrap.servers", kafka),
                new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            Collection<TopicPartition> partitions = ALL_PARTITIONS.stream()
                .filter((partition) -> partition.topic().equals(topic))
                .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch((partition) -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(200)).forEach(found::add);
            }
        }
        return found;
    }

}
