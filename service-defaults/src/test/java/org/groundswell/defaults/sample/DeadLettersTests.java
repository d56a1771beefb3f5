package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cloudevents.CloudEvent;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
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

/** What happens to a record whose handling fails. */
abstract class DeadLettersTests {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Value("${spring.kafka.bootstrap-servers}")
    private String kafka;

    @Autowired
    private Ears ears;

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

    private CloudEvent event(String data) {
        return TopicWriter.event(SampleService.TYPE, UUID.randomUUID().toString(), key,
                data.getBytes(StandardCharsets.UTF_8));
    }

}
