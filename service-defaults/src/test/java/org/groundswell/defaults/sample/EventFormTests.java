package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Positive;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.groundswell.defaults.events.Event;
import org.groundswell.defaults.events.EventReader;
import org.groundswell.defaults.events.EventWriter;
import org.groundswell.defaults.events.UnreadableEvent;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TopicWriter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.messaging.support.GenericMessage;

/** How events are written and read by what services are given for it. */
@SampleServiceTest
class EventFormTests {

    @Autowired
    private EventReader reader;

    @Autowired
    private EventWriter writer;

    static Stream<Path> examples() {
        return Stream
            .of("campaign.launched.v1", "pledge.made.v1", "pledge.withdrawn.v1", "milestone.reached.v1", "tally.v1",
                    "tally.period.v1")
            .flatMap(name -> new Contract(name).examples().stream());
    }

    @ParameterizedTest
    @MethodSource("examples")
    void everyExampleOfEveryContractIsRead(Path example) {
        assertThat(reader.data(reader.read(asMessage(event(Contract.read(example)))), Named.class).campaignId())
            .matches("[a-z0-9]{26}");
    }

    @Test
    void anEventIsReadFromARecordToo() {
        var record = KafkaMessageFactory.<String>createWriter("topic", null, null, "c1").writeBinary(event("""
                {"campaignId": "c1"}""".getBytes(StandardCharsets.UTF_8)));
        var read = reader.read(record.headers(), record.value());
        assertThat(read.getId()).isEqualTo("e1");
        assertThat(reader.data(read, Named.class)).isEqualTo(new Named("c1", null));
    }

    @Test
    void aRecordWithoutValueIsUnreadable() {
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> reader.read(new RecordHeaders(), null))
            .withMessage("no value");
    }

    @Test
    void whatIsNoCloudEventIsUnreadable() {
        assertThatExceptionOfType(UnreadableEvent.class)
            .isThrownBy(() -> reader.read(new GenericMessage<>(new byte[0])))
            .withMessage("not a CloudEvent");
        assertThatExceptionOfType(UnreadableEvent.class)
            .isThrownBy(() -> reader.read(new GenericMessage<>(new byte[0],
                    Map.of("ce_specversion", "9.9", "ce_id", "1", "ce_type", "t", "ce_source", "/s"))))
            .withMessage("not a CloudEvent");
        assertThatExceptionOfType(UnreadableEvent.class)
            .isThrownBy(() -> reader.read(new GenericMessage<>(new byte[0], Map.of("ce_specversion", "1.0"))))
            .withMessage("not a CloudEvent");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "{", "not json", "null", "[]", "{\"campaignId\": 5}", "{\"campaignId\": {}}",
            "{\"campaignId\": \"c1\", \"threshold\": \"10\"}", "{\"campaignId\": \"c1\"} {}",
            "{\"campaignId\": \"c1\", \"campaignId\": \"c2\"}" })
    void dataOfAnotherFormIsUnreadableAndNotRepeatedInTheReason(String data) {
        assertThatExceptionOfType(UnreadableEvent.class)
            .isThrownBy(() -> reader.data(event(data.getBytes(StandardCharsets.UTF_8)), Named.class))
            .withMessage("groundswell.said.v1 with data of another form");
    }

    @Test
    void dataThatBreaksAConstraintIsUnreadableAndTheReasonSaysWhere() {
        assertThatExceptionOfType(UnreadableEvent.class).isThrownBy(() -> reader.data(event("""
                {"campaignId": " ", "threshold": 0}""".getBytes(StandardCharsets.UTF_8)), Named.class))
            .withMessage("groundswell.said.v1 breaks its schema at campaignId, threshold");
    }

    @Test
    void anEventIsWrittenWithAllItsAttributes() {
        var event = writer.write(new Event("groundswell.said.v1", "c1:said", "c1",
                Instant.parse("2026-03-13T09:00:00.123456Z"), new Named("c1", 7L)));
        assertThat(headersOf(event)).containsOnly(Map.entry("ce_specversion", "1.0"),
                Map.entry("ce_type", "groundswell.said.v1"), Map.entry("ce_id", "c1:said"),
                Map.entry("ce_source", "/sample-service"), Map.entry("ce_subject", "c1"),
                Map.entry("ce_time", "2026-03-13T09:00:00.123Z"), Map.entry("content-type", "application/json"));
        assertThat(new String(Objects.requireNonNull(event.getData()).toBytes(), StandardCharsets.UTF_8))
            .isEqualTo("{\"campaignId\":\"c1\",\"threshold\":7}");
    }

    @Test
    void theSameHappeningIsWrittenTheSameWayEachTime() {
        var event = new Event("groundswell.said.v1", "c1:said", "c1", Instant.now(), new Named("c1", 7L));
        assertThat(writer.write(event)).isEqualTo(writer.write(event));
    }

    @Test
    void whatIsWrittenIsRead() {
        var written = writer
            .write(new Event("groundswell.said.v1", "c1:said", "c1", Instant.now(), new Named("c1", 7L)));
        var read = reader.read(asMessage(written));
        assertThat(read.getTime()).isEqualTo(written.getTime());
        assertThat(reader.data(read, Named.class)).isEqualTo(new Named("c1", 7L));
    }

    private static CloudEvent event(byte[] data) {
        return TopicWriter.event("groundswell.said.v1", "e1", "c1", data);
    }

    private static GenericMessage<byte[]> asMessage(CloudEvent event) {
        return new GenericMessage<>(Objects.requireNonNull(event.getData()).toBytes(), Map.copyOf(headersOf(event)));
    }

    private static Map<String, String> headersOf(CloudEvent event) {
        var headers = new TreeMap<String, String>();
        KafkaMessageFactory.<String>createWriter("topic", null, null, "key")
            .writeBinary(event)
            .headers()
            .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        return headers;
    }

    record Named(@NotBlank String campaignId, @Nullable @Positive Long threshold) {
    }

}
