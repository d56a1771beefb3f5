package org.groundswell.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;

import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.groundswell.local.client.Pledge;
import org.groundswell.local.client.RandomPledges;
import org.groundswell.local.client.Tally;
import tools.jackson.databind.json.JsonMapper;

/**
 * A past that did not happen: one campaign and its pledges as the events that
 * campaign-service and pledge-service would have published.
 */
final class History {

    static final String SLUG = "benchmark-history";

    private static final String CAMPAIGN_ID = "benchmarkhistory0000000000";

    private static final int ID_LENGTH = 26;

    private static final int PARTITIONS = 6;

    private static final Duration SPAN = Duration.ofDays(3);

    private static final List<String> THEMES = List.of("dignity", "safety", "kindness", "listening", "learning");

    private static final List<String> CHANNELS = List.of("web", "widget", "api", "event", "paper");

    private static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'")
        .withZone(ZoneOffset.UTC);

    private final int pledges;

    private final Instant end;

    private final RandomPledges varied = new RandomPledges();

    /**
     * A past that ended just now.
     * @param pledges how many, the last of them made at the end
     * @param end of it
     */
    History(int pledges, Instant end) {
        this.pledges = pledges;
        this.end = end;
    }

    /**
     * An event as it lies on its topic.
     *
     * @param id the CloudEvent's id
     * @param type the CloudEvent's type
     * @param source the CloudEvent's source
     * @param time when it happened
     * @param data the value
     */
    record Event(String id, String type, String source, Instant time, Map<String, Object> data) {

        ProducerRecord<String, byte[]> toRecord(String topic) {
            ProducerRecord<String, byte[]> event = new ProducerRecord<>(topic, CAMPAIGN_ID,
                    JsonMapper.shared().writeValueAsBytes(this.data));
            Map.of("ce_specversion", "1.0", "ce_id", this.id, "ce_type", this.type, "ce_source", this.source,
                    "ce_subject", CAMPAIGN_ID, "ce_time", TIMESTAMP.format(this.time), "content-type",
                    "application/json")
                .forEach((name, value) -> event.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            return event;
        }

    }

    /**
     * Writes it, on topics that it makes.
     * @param bootstrapServers of Kafka
     * @return what it must come to
     * @throws IOException when Kafka does not take it
     * @throws InterruptedException when the calling thread is told to stop
     */
    Tally write(String bootstrapServers) throws IOException, InterruptedException {
        makeTopics(bootstrapServers);
        Map<String, Object> settings = Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.LINGER_MS_CONFIG, 20,
                ProducerConfig.BATCH_SIZE_CONFIG, 256 * 1024);
        AtomicReference<Exception> failure = new AtomicReference<>();
        long people = 0;
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(settings, new StringSerializer(),
                new ByteArraySerializer())) {
            producer.send(launched().toRecord("campaigns"), (metadata, thrown) -> note(failure, thrown));
            for (int number = 0; number < this.pledges && failure.get() == null; number++) {
                Pledge pledge = this.varied.number(number);
                producer.send(made(number, pledge).toRecord("pledges"), (metadata, thrown) -> note(failure, thrown));
                people += pledge.people();
            }
            producer.flush();
        }
        if (failure.get() != null) {
            throw new IOException("Kafka did not take the events", failure.get());
        }
        return new Tally(this.pledges, people);
    }

    private static void note(AtomicReference<Exception> failure, Exception thrown) {
        if (thrown != null) {
            failure.set(thrown);
        }
    }

    private static void makeTopics(String bootstrapServers) throws IOException, InterruptedException {
        Map<String, String> kept = Map.of(TopicConfig.RETENTION_MS_CONFIG, "-1");
        try (Admin admin = Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("campaigns", PARTITIONS, (short) 1).configs(kept),
                    new NewTopic("pledges", PARTITIONS, (short) 1).configs(kept)))
                .all()
                .get();
        }
        catch (ExecutionException ex) {
            throw new IOException("the topics cannot be made", ex.getCause());
        }
    }

    Event launched() {
        Instant at = this.end.minus(SPAN);
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("campaignId", CAMPAIGN_ID);
        data.put("slug", SLUG);
        data.put("number", 1);
        data.put("title", "Benchmark");
        data.put("standardPledge", "I will do one thing that makes care better");
        data.put("opensAt", TIMESTAMP.format(at));
        data.put("target", this.pledges);
        data.put("milestones", List.of(1000, 10_000, 100_000, 1_000_000));
        data.put("themes", THEMES);
        data.put("roles", RandomPledges.ROLES);
        data.put("verification", "none");
        data.put("launchedAt", TIMESTAMP.format(at));
        return new Event(CAMPAIGN_ID + ":launched", "groundswell.campaign.launched.v1", "/campaign-service", at, data);
    }

    Event made(int number) {
        return made(number, this.varied.number(number));
    }

    private Event made(int number, Pledge pledge) {
        Instant at = this.end.minus(SPAN.multipliedBy(this.pledges - 1L - number).dividedBy(this.pledges));
        String id = Integer.toString(number, Character.MAX_RADIX);
        id = "p" + "0".repeat(ID_LENGTH - 1 - id.length()) + id;
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("pledgeId", id);
        data.put("campaignId", CAMPAIGN_ID);
        data.put("madeAt", TIMESTAMP.format(at));
        data.put("people", pledge.people());
        if (pledge.place() != null) {
            data.put("place", pledge.place());
        }
        if (pledge.role() != null) {
            data.put("role", pledge.role());
        }
        // One in eight without a theme.
        if (number % 8 != 0) {
            data.put("theme", THEMES.get(number % THEMES.size()));
        }
        data.put("channel", CHANNELS.get(number / 3 % CHANNELS.size()));
        return new Event(id + ":made", "groundswell.pledge.made.v1", "/pledge-service", at, data);
    }

}
