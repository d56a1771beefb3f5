package org.groundswell.defaults.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class BodyPropertiesTests {

    @Test
    void itIs16KilobytesUnlessSaidOtherwise() {
        assertThat(bind(Map.of()).maxBody().toBytes()).isEqualTo(16 * 1024);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1KB", "16MB", "5000" })
    void itCanBeSaid(String size) {
        assertThat(bind(Map.of("groundswell.max-body", size)).maxBody().toBytes()).isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = { "0", "-1KB", "1023", "17MB", "4GB", "much" })
    void aSizeThatMakesNoSenseIsRefused(String size) {
        assertThatExceptionOfType(BindException.class).isThrownBy(() -> bind(Map.of("groundswell.max-body", size)));
    }

    private static BodyProperties bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("groundswell",
                BodyProperties.class);
    }

}
