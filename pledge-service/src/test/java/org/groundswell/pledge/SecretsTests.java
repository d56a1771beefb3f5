package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class SecretsTests {

    private final Secrets secrets = new Secrets(properties(TestSecrets.KEY));

    @Test
    void aPledgeHasOneSecretAndAnotherPledgeAnother() {
        assertThat(secrets.pledgerSecret("p1")).isEqualTo(secrets.pledgerSecret("p1"))
            .matches("[A-Za-z0-9_-]{24}")
            .isNotEqualTo(secrets.pledgerSecret("p2"));
    }

    @Test
    void anotherInstallationHasOtherSecrets() {
        var others = new Secrets(properties("b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMTI="));
        assertThat(others.pledgerSecret("p1")).isNotEqualTo(secrets.pledgerSecret("p1"));
        assertThat(others.fingerprint("x")).isNotEqualTo(secrets.fingerprint("x"));
    }

    @Test
    void anEncryptedAddressShowsNothingOfItselfNotEvenThatItIsTheSame() {
        var encrypted = secrets.encrypt("someone@example.org");
        assertThat(new String(encrypted, StandardCharsets.ISO_8859_1)).doesNotContain("someone", "example");
        assertThat(secrets.encrypt("someone@example.org")).isNotEqualTo(encrypted);
    }

    static PledgeProperties properties(String key) {
        return new PledgeProperties(key, new ClassPathResource("places.csv"), 500, 5_000, Duration.ofSeconds(5));
    }

}
