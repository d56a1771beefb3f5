package org.groundswell.local.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

class HistoryTests {

    private static final Instant END = Instant.parse("2026-03-13T12:00:00Z");

    private final History history = new History(1_000, END);

    @Test
    void eventsAreWhatTheContractsSay() throws IOException {
        assertThat(violations("campaign.launched.v1", this.history.launched())).isEmpty();
        for (int number = 0; number < 1_000; number++) {
            assertThat(violations("pledge.made.v1", this.history.made(number))).isEmpty();
        }
    }

    @Test
    void anEventIsACloudEventInBinaryMode() {
        History.Event event = this.history.made(7);
        ProducerRecord<String, byte[]> sent = event.toRecord("pledges");
        Map<String, String> headers = new TreeMap<>();
        sent.headers()
            .forEach((header) -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        String pledgeId = String.valueOf(event.data().get("pledgeId"));
        assertThat(headers).containsEntry("ce_specversion", "1.0")
            .containsEntry("ce_id", pledgeId + ":made")
            .containsEntry("ce_type", "groundswell.pledge.made.v1")
            .containsEntry("ce_source", "/pledge-service")
            .containsEntry("ce_subject", sent.key())
            .containsEntry("ce_time", String.valueOf(event.data().get("madeAt")))
            .containsEntry("content-type", "application/json");
        assertThat(sent.key()).isEqualTo(event.data().get("campaignId"));
    }

    @Test
    void pledgesAreVariedOverSomeDaysAndNoneIsThereTwice() {
        Set<Object> ids = new HashSet<>();
        Set<Object> days = new HashSet<>();
        Set<Object> themes = new HashSet<>();
        Set<Object> places = new HashSet<>();
        Set<Object> channels = new HashSet<>();
        for (int number = 0; number < 1_000; number++) {
            History.Event event = this.history.made(number);
            ids.add(event.data().get("pledgeId"));
            days.add(event.time().truncatedTo(ChronoUnit.DAYS));
            themes.add(event.data().getOrDefault("theme", "none"));
            places.add(event.data().getOrDefault("place", "none"));
            channels.add(event.data().get("channel"));
        }
        assertThat(ids).hasSize(1_000);
        assertThat(days).hasSize(4);
        assertThat(themes).hasSize(6);
        assertThat(places).hasSizeGreaterThan(20);
        assertThat(channels).hasSize(5);
        assertThat(this.history.made(999).time()).isEqualTo(END);
        assertThat(this.history.made(0).time()).isAfter(END.minus(Duration.ofDays(3)));
    }

    /** As far as the schemas' required properties and patterns go. */
    private static Set<String> violations(String contract, History.Event event) throws IOException {
        JsonMapper json = JsonMapper.shared();
        JsonNode schema = json
            .readTree(Files.readString(Path.of("..", "contracts", contract, "schema.json"), StandardCharsets.UTF_8));
        JsonNode data = json.readTree(event.toRecord("any").value());
        Set<String> violations = new HashSet<>();
        if (!("groundswell." + contract).equals(event.type())) {
            violations.add("type");
        }
        schema.get("required").forEach((name) -> {
            if (!data.has(name.asString())) {
                violations.add(name.asString() + " is missing");
            }
        });
        data.properties().forEach((field) -> {
            JsonNode property = schema.at("/properties/" + field.getKey());
            if (property.isMissingNode()
                    || property.has("pattern") && !Pattern.compile(property.get("pattern").asString())
                        .matcher(field.getValue().asString())
                        .find()) {
                violations.add(field.getKey());
            }
        });
        return violations;
    }

}
