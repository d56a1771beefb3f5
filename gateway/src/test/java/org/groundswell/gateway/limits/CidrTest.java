package org.groundswell.gateway.limits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CidrTest {

    @ParameterizedTest
    @CsvSource({ "198.51.100.0/24,198.51.100.0,true", "198.51.100.0/24,198.51.100.255,true",
            "198.51.100.0/24,198.51.101.0,false", "198.51.100.128/25,198.51.100.127,false",
            "198.51.100.128/25,198.51.100.128,true", "198.51.100.7,198.51.100.7,true",
            "198.51.100.7,198.51.100.6,false", "0.0.0.0/0,203.0.113.9,true", "0.0.0.0/0,::1,false",
            "2001:db8::/33,2001:db8:7fff::1,true", "2001:db8::/33,2001:db8:8000::1,false", "::/0,2001:db8::1,true",
            "::/0,1.2.3.4,false", "198.51.100.0/24,::ffff:198.51.100.9,true" })
    void knowsItsAddresses(String cidr, String address, boolean contained) {
        assertThat(Cidr.of(cidr).contains(Objects.requireNonNull(Addresses.parse(address)))).isEqualTo(contained);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "/", "198.51.100.0/33", "198.51.100.0/-1", "198.51.100.0/", "198.51.100/24",
            "hospital.example/24", "2001:db8::/129", "198.51.100.0/24/8" })
    void refusesWhatIsNone(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Cidr.of(text)).withMessageContaining("not an address");
    }

}
