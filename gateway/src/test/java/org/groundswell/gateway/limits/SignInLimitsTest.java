package org.groundswell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class SignInLimitsTest {

    private final AtomicLong nanos = new AtomicLong();

    @Test
    void byDefaultThirtyStepsAMinutePass() {
        var limits = limits(Map.of());
        assertThat(granted(limits, 40)).isEqualTo(30);
        nanos.addAndGet(Duration.ofSeconds(2).toNanos());
        assertThat(granted(limits, 40)).isEqualTo(1);
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        assertThat(granted(limits, 40)).isEqualTo(30);
    }

    @Test
    void withoutLimitsEverythingPassesAndNothingIsTold() {
        var limits = limits(Map.of("groundswell.limits.enabled", "false"));
        assertThat(granted(limits, 1000)).isEqualTo(1000);
        assertThat(limits.admit(new MockHttpServletRequest())).isEqualTo(Admission.UNLIMITED);
    }

    @Test
    void ratesThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException()
            .isThrownBy(() -> limits(Map.of("groundswell.limits.sign-in.per-minute", "0")));
        assertThatIllegalArgumentException()
            .isThrownBy(() -> limits(
                    Map.of("groundswell.limits.sign-in.per-minute", "1", "groundswell.limits.sign-in.burst", "11")))
            .withMessageContaining("10 minutes");
    }

    private SignInLimits limits(Map<String, String> properties) {
        var bound = new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("groundswell.limits",
                LimitsProperties.class);
        return new SignInLimits(bound, new TimeMeter() {

            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }

        }, new SimpleMeterRegistry());
    }

    private static int granted(SignInLimits limits, int steps) {
        var granted = 0;
        for (var count = 0; count < steps; count++) {
            granted += limits.admit(new MockHttpServletRequest()).granted() ? 1 : 0;
        }
        return granted;
    }

}
