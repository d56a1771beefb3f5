package org.groundswell.defaults.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

class TimestampsTests {

    private final JsonMapper json = JsonMapper.builder().addModule(new Timestamps()).build();

    @ParameterizedTest
    @CsvSource({ "2026-03-13T09:00:00Z, 2026-03-13T09:00:00.000Z", "2026-03-13T09:00:00.1Z, 2026-03-13T09:00:00.100Z",
            "2026-03-13T09:00:00.123456789Z, 2026-03-13T09:00:00.123Z",
            "2026-03-13T00:30:00+01:00, 2026-03-12T23:30:00.000Z",
            "1969-12-31T23:59:59.999999Z, 1969-12-31T23:59:59.999Z", "0000-01-01T00:00:00Z, 0000-01-01T00:00:00.000Z" })
    void aTimeHasExactlyThreeDigitsOfASecondAndIsUtc(Instant instant, String text) {
        assertThat(Timestamps.format(instant)).isEqualTo(text);
        assertThat(json.writeValueAsString(instant)).isEqualTo('"' + text + '"');
    }

    @Test
    void aTimeIsReadInWhateverOffset() {
        assertThat(json.readValue("\"2026-03-13T09:00:00.5+01:00\"", Instant.class))
            .isEqualTo(Instant.parse("2026-03-13T08:00:00.500Z"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "1772323200000", "1772323200.5", "\"1772323200\"", "\"\"", "\"2026-03-13\"",
            "\"2026-03-13T09:00:00\"", "\"+1000000000-01-01T00:00:00Z\"", "\"+10000-01-01T00:00:00Z\"",
            "\"-0001-12-31T23:59:59Z\"", "true", "[]" })
    void whatIsNoTimeOfTheYears0To9999IsRefused(String text) {
        assertThatExceptionOfType(JacksonException.class).isThrownBy(() -> json.readValue(text, Instant.class));
    }

}
