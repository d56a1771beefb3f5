package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.Test;
import org.springframework.core.io.ClassPathResource;

class SecretsTests {

    private static final String OTHER_KEY = "b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMTI=";

    private static final String ID = "0000000000000000000000000p";

    private final Secrets secrets = new Secrets(properties(TestSecrets.KEY));

    @Test
    void aPledgeHasOneSecretAndAnotherPledgeAnother() {
        assertThat(secrets.pledgerSecret("p1")).isEqualTo(secrets.pledgerSecret("p1"))
            .matches("[A-Za-z0-9_-]{24}")
            .isNotEqualTo(secrets.pledgerSecret("p2"));
    }

    @Test
    void anotherInstallationHasOtherSecrets() {
        var others = new Secrets(properties(OTHER_KEY));
        assertThat(others.pledgerSecret("p1")).isNotEqualTo(secrets.pledgerSecret("p1"));
        assertThat(others.fingerprint("x")).isNotEqualTo(secrets.fingerprint("x"));
    }

    @Test
    void anEncryptedAddressShowsNothingOfItselfNotEvenThatItIsTheSame() {
        var encrypted = secrets.encrypt("someone@example.org");
        assertThat(new String(encrypted, StandardCharsets.ISO_8859_1)).doesNotContain("someone", "example");
        assertThat(secrets.encrypt("someone@example.org")).isNotEqualTo(encrypted);
    }

    @Test
    void afterTheKeyWasChangedWhatWasMadeWithTheFormerOneIsStillUnderstood() {
        var rotated = new Secrets(properties(OTHER_KEY, TestSecrets.KEY));
        var encrypted = secrets.encrypt("someone@example.org");
        assertThat(rotated.decrypt(encrypted)).contains("someone@example.org");
        assertThat(rotated.isFingerprintOf(secrets.fingerprint("x"), "x")).isTrue();
        assertThat(rotated.isFingerprintOf(secrets.fingerprint("x"), "y")).isFalse();
        assertThat(rotated.confirmedBy(secrets.confirmation(ID))).contains(ID);
        assertThat(rotated.addressDigests("a@b.c")).usingRecursiveFieldByFieldElementComparator()
            .containsExactly(rotated.addressDigest("a@b.c"), secrets.addressDigest("a@b.c"));
        assertThat(encrypted).startsWith(secrets.currentKeyId());
        assertThat(rotated.encrypt("someone@example.org")).startsWith(rotated.currentKeyId());
        assertThat(new Secrets(properties(OTHER_KEY)).decrypt(encrypted)).isEmpty();
    }

    @Test
    void anEncryptedAddressThatWasTamperedWithIsNotRead() {
        var encrypted = secrets.encrypt("someone@example.org");
        encrypted[encrypted.length - 1] ^= 1;
        assertThatIllegalStateException().isThrownBy(() -> secrets.decrypt(encrypted));
    }

    @Test
    void nobodyCanMakeUpWhatConfirmsAPledge() {
        var token = secrets.confirmation(ID);
        assertThat(secrets.confirmedBy(token)).contains(ID);
        assertThat(secrets.confirmedBy("1" + token.substring(1))).isEmpty();
        assertThat(secrets.confirmedBy(token.substring(0, token.length() - 1))).isEmpty();
        assertThat(secrets.confirmedBy(ID)).isEmpty();
        assertThat(secrets.confirmedBy("")).isEmpty();
        assertThat(secrets.confirmedBy(new Secrets(properties(OTHER_KEY)).confirmation(ID))).isEmpty();
        assertThat(token).doesNotContain(secrets.pledgerSecret(ID));
    }

    static PledgeProperties properties(String key, String... formerKeys) {
        return new PledgeProperties(key, List.of(formerKeys), Duration.ofDays(7), Duration.ofDays(30),
                new ClassPathResource("places.csv"), 500, 5_000, Duration.ofSeconds(5));
    }

}
