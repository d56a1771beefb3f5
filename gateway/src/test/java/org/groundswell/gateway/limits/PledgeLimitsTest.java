package org.groundswell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import org.groundswell.gateway.limits.LimitsProperties.Campaign;
import org.groundswell.gateway.limits.LimitsProperties.Client;
import org.groundswell.gateway.limits.LimitsProperties.Network;
import org.groundswell.gateway.limits.LimitsProperties.SignIn;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.mock.web.MockHttpServletRequest;

class PledgeLimitsTest {

    private final AtomicLong nanos = new AtomicLong();

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    private final PledgeLimits limits = limits(new Client(2, 4), new Campaign(5, 10));

    @Test
    void aClientMaySendItsBurstAtOnceAndThenAsManyASecond() {
        assertThat(granted(limits, 6, "203.0.113.9", "hello")).isEqualTo(4);

        pass(Duration.ofMillis(499));
        assertThat(granted(limits, 1, "203.0.113.9", "hello")).isZero();
        pass(Duration.ofMillis(1));
        assertThat(granted(limits, 2, "203.0.113.9", "hello")).isEqualTo(1);
        pass(Duration.ofHours(5));
        assertThat(granted(limits, 6, "203.0.113.9", "hello")).isEqualTo(4);
    }

    @Test
    void theDefaultsLetFiftyASecondThroughFromOneAddress() {
        var properties = new Binder(new MapConfigurationPropertySource()).bindOrCreate("groundswell.limits",
                LimitsProperties.class);
        var defaults = new PledgeLimits(properties, time(), meters);

        for (var second = 0; second < 60; second++) {
            assertThat(granted(defaults, 50, "203.0.113.9", "hello")).isEqualTo(50);
            pass(Duration.ofSeconds(1));
        }
        assertThat(granted(defaults, 101, "203.0.113.9", "hello")).isEqualTo(100);
        assertThat(properties.trustedProxies()).isEmpty();
        assertThat(properties.campaign()).isEqualTo(new Campaign(2000, 4000));
    }

    @Test
    void eachIpv4AddressHasABucketOfItsOwn() {
        assertThat(granted(limits, 5, "203.0.113.9", "hello")).isEqualTo(4);
        assertThat(granted(limits, 5, "203.0.113.10", "hello")).isEqualTo(4);
        assertThat(granted(limits, 1, "::ffff:203.0.113.9", "hello")).isZero();
    }

    @Test
    void anIpv6NetworkOf64BitsIsOneClient() {
        assertThat(granted(limits, 5, "2001:db8::1", "hello")).isEqualTo(4);
        assertThat(granted(limits, 1, "2001:db8::ffff:ffff:ffff:ffff", "hello")).isZero();
        assertThat(granted(limits, 1, "2001:db8:0:1::1", "hello")).isEqualTo(1);
    }

    @Test
    void anIpv6NetworkIsNoIpv4Address() {
        assertThat(granted(limits, 4, "::", "hello")).isEqualTo(4);
        assertThat(granted(limits, 4, "0.0.0.0", "hello")).isEqualTo(4);
    }

    @Test
    void aCampaignHasALimitWhoeverPledges() {
        var passed = 0;
        for (var client = 1; client <= 20; client++) {
            passed += granted(limits, 1, "203.0.113." + client, "hello");
        }
        assertThat(passed).isEqualTo(10);
        assertThat(granted(limits, 1, "203.0.113.99", "another")).isEqualTo(1);
        assertThat(refused("campaign")).isEqualTo(10);
        assertThat(refused("client")).isZero();
    }

    @Test
    void aClientOverItsLimitTakesNothingFromTheCampaign() {
        assertThat(granted(limits, 1000, "203.0.113.9", "hello")).isEqualTo(4);

        assertThat(granted(limits, 4, "203.0.113.10", "hello")).isEqualTo(4);
        assertThat(granted(limits, 4, "203.0.113.11", "hello")).isEqualTo(2);
        assertThat(refused("client")).isEqualTo(996);
    }

    @Test
    void eachAddressOfAKnownNetworkIsGivenThatNetworksRate() {
        var known = limits(new Client(2, 4), new Campaign(5, 1000), new Network("198.51.100.0/24", 10, 20),
                new Network("198.51.100.128/25", 30, 60), new Network("198.51.0.0/16", 3, 6));

        assertThat(granted(known, 99, "198.51.100.1", "hello")).isEqualTo(20);
        assertThat(granted(known, 99, "198.51.100.2", "hello")).isEqualTo(20);
        assertThat(granted(known, 99, "198.51.100.200", "hello")).isEqualTo(60);
        assertThat(granted(known, 99, "198.51.7.1", "hello")).isEqualTo(6);
        assertThat(granted(known, 99, "203.0.113.9", "hello")).isEqualTo(4);
        assertThat(admit(known, "198.51.100.2", "hello").policy())
            .isEqualTo("\"client\";q=20;w=2, \"campaign\";q=1000;w=200");
    }

    @Test
    void whatIsLeftAndWhenItIsFullIsTold() {
        var admission = admit(limits, "203.0.113.9", "hello");

        assertThat(admission)
            .isEqualTo(new Admission(true, Limit.CLIENT, "\"client\";q=4;w=2, \"campaign\";q=10;w=2", 4, 3, 1));
        assertThat(admit(limits, "203.0.113.9", "hello").remaining()).isEqualTo(2);
        assertThat(admit(limits, "203.0.113.9", "hello").seconds()).isEqualTo(2);
    }

    @Test
    void whoIsRefusedIsToldWhenToComeAgain() {
        var slow = limits(new Client(1, 4), new Campaign(1, 1));
        assertThat(granted(slow, 1, "203.0.113.9", "hello")).isEqualTo(1);

        assertThat(admit(slow, "203.0.113.9", "hello"))
            .isEqualTo(new Admission(false, Limit.CAMPAIGN, "\"client\";q=4;w=4, \"campaign\";q=1;w=1", 1, 0, 1));
    }

    @Test
    void namesThatNoCampaignCanHaveHaveNoBucket() {
        var all = limits(new Client(1000, 100_000), new Campaign(1, 1));

        assertThat(granted(all, 5, "203.0.113.9", "x".repeat(81))).isEqualTo(5);
        assertThat(granted(all, 5, "203.0.113.9", "Ünknown")).isEqualTo(5);
        assertThat(granted(all, 5, "203.0.113.9", "x".repeat(80))).isEqualTo(1);
    }

    @Test
    void inventedKeysDoNotMakeBucketsWithoutBound() {
        var buckets = new TokenBuckets<Integer>(100, Duration.ofMinutes(1), time());

        for (var key = 0; key < 10_000; key++) {
            buckets.take(key, Rate.perSecond(1, 1));
        }

        assertThat(buckets.count()).isLessThanOrEqualTo(100);
        pass(Duration.ofMinutes(2));
        assertThat(buckets.count()).isZero();
    }

    @Test
    void withoutLimitsEverythingPassesAndNothingIsTold() {
        var none = new PledgeLimits(new LimitsProperties(false, new Client(1, 1), new Campaign(1, 1), List.of(),
                new SignIn(1, 1), List.of()), time(), meters);

        for (var count = 0; count < 100; count++) {
            assertThat(none.admit(new MockHttpServletRequest(), "hello")).isEqualTo(Admission.UNLIMITED);
        }
    }

    @Test
    void ratesThatCannotWorkAreRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> limits(new Client(0, 1), new Campaign(1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> limits(new Client(1, 0), new Campaign(1, 1)));
        assertThatIllegalArgumentException().isThrownBy(() -> limits(new Client(1, 601), new Campaign(1, 1)))
            .withMessageContaining("10 minutes");
    }

    private PledgeLimits limits(Client client, Campaign campaign, Network... networks) {
        return new PledgeLimits(
                new LimitsProperties(true, client, campaign, List.of(networks), new SignIn(1, 1), List.of()), time(),
                meters);
    }

    private TimeMeter time() {
        return new TimeMeter() {

            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }

        };
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    private double refused(String limit) {
        return meters.get("groundswell.gateway.pledges.limited").tag("limit", limit).counter().count();
    }

    private static int granted(PledgeLimits limits, int pledges, String address, String slug) {
        var granted = 0;
        for (var count = 0; count < pledges; count++) {
            granted += admit(limits, address, slug).granted() ? 1 : 0;
        }
        return granted;
    }

    private static Admission admit(PledgeLimits limits, String address, String slug) {
        return limits.admit(Objects.requireNonNull(Addresses.parse(address)), slug);
    }

}
