package org.groundswell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClientAddressesTest {

    private final ClientAddresses addresses = new ClientAddresses(
            List.of(Cidr.of("10.0.0.0/8"), Cidr.of("2001:db8:1::/48")));

    @Test
    void whoHoldsTheConnectionIsTheClient() {
        assertThat(client("203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client("2001:db8::1")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void aStrangerIsNotBelieved() {
        assertThat(client("203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void nobodyIsTrustedUnlessNamed() {
        assertThat(new ClientAddresses(List.of()).of("127.0.0.1", List.of("198.51.100.1")).getHostAddress())
            .isEqualTo("127.0.0.1");
    }

    @Test
    void aTrustedProxyIsBelieved() {
        assertThat(client("10.0.0.1", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("2001:db8:1::5", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void whatTheClientItselfWroteBeforeIsNotBelieved() {
        assertThat(client("10.0.0.1", "1.1.1.1, 198.51.100.1, 10.9.9.9")).isEqualTo("198.51.100.1");
        assertThat(client("10.0.0.1", "1.1.1.1", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void garbageEndsWhatCanBeBelieved() {
        assertThat(client("10.0.0.1", "198.51.100.1, unknown, 10.9.9.9")).isEqualTo("10.9.9.9");
        assertThat(client("10.0.0.1", "localhost")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "198.51.100.1,")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "256.1.1.1")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "1.2.3")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1", "::1::2")).isEqualTo("10.0.0.1");
        assertThat(client("10.0.0.1")).isEqualTo("10.0.0.1");
    }

    @Test
    void portsAndBracketsAreNoPartOfAnAddress() {
        assertThat(client("10.0.0.1", "198.51.100.1:4711")).isEqualTo("198.51.100.1");
        assertThat(client("10.0.0.1", "[2001:db8::1]:4711")).isEqualTo("2001:db8:0:0:0:0:0:1");
        assertThat(client("10.0.0.1", "[2001:db8::1]")).isEqualTo("2001:db8:0:0:0:0:0:1");
    }

    @Test
    void anIpv4MappedAddressIsTheIpv4One() {
        assertThat(client("::ffff:203.0.113.9")).isEqualTo("203.0.113.9");
        assertThat(client("::ffff:10.0.0.1", "::ffff:c633:6401")).isEqualTo("198.51.100.1");
    }

    @Test
    void aZoneIsNoPartOfAnAddress() {
        assertThat(client("fe80:0:0:0:0:0:0:1%eth0")).isEqualTo("fe80:0:0:0:0:0:0:1");
    }

    @Test
    void whenAllAreTrustedTheFirstIsTheClient() {
        assertThat(client("10.0.0.1", "10.3.0.1, 10.2.0.1")).isEqualTo("10.3.0.1");
    }

    private String client(String connection, String... forwardedFor) {
        return addresses.of(connection, List.of(forwardedFor)).getHostAddress();
    }

}
