package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmailAddressTests {

    @ParameterizedTest
    @CsvSource(textBlock = """
            someone@example.org,                someone@example.org
            '  Someone@Example.ORG ',           someone@example.org
            SOMEONE@EXAMPLE.ORG.,               someone@example.org
            zoe\u0308@example.org,              zo\u00EB@example.org
            ZO\u00CB@example.org,               zo\u00EB@example.org
            someone@m\u00FCnchen.de,            someone@xn--mnchen-3ya.de
            someone@MU\u0308NCHEN.de,           someone@xn--mnchen-3ya.de
            someone@xn--mnchen-3ya.de,          someone@xn--mnchen-3ya.de
            someone@例子。中国,                    someone@xn--fsqu00a.xn--fiqs8s
            someone@пример.рф,                  someone@xn--e1afmkfd.xn--p1ai
            some.one+tag@gmail.com,             someone@gmail.com
            S.O.M.E.O.N.E@googlemail.com,       someone@gmail.com
            someone+a+b@GoogleMail.com,         someone@gmail.com
            some-one_x@gmail.com,               some-one_x@gmail.com
            some.one+tag@outlook.com,           some.one@outlook.com
            some.one+tag@hotmail.co.uk,         some.one@hotmail.co.uk
            someone+tag@hotmail.com,            someone@hotmail.com
            someone+tag@live.co.uk,             someone@live.co.uk
            someone+tag@outlook.fr,             someone@outlook.fr
            someone+tag@msn.com,                someone@msn.com
            some.one+tag@icloud.com,            some.one@icloud.com
            someone@me.com,                     someone@icloud.com
            someone+tag@mac.com,                someone@icloud.com
            some.one+tag@fastmail.com,          some.one@fastmail.com
            someone+tag@fastmail.fm,            someone@fastmail.fm
            some.o-n_e+tag@proton.me,           someone@proton.me
            some_one@protonmail.com,            someone@proton.me
            some-one@pm.me,                     someone@proton.me
            someone@protonmail.ch,              someone@proton.me
            some.one+tag@nhs.net,               some.one+tag@nhs.net
            some.one+tag@example.org,           some.one+tag@example.org
            some.one+tag@notgmail.com,          some.one+tag@notgmail.com
            some.one+tag@mail.gmail.com,        some.one+tag@mail.gmail.com
            some.one+tag@live.example.org,      some.one+tag@live.example.org
            some.one+tag@hotmail.example.com,   some.one+tag@hotmail.example.com
            +tag@gmail.com,                     +tag@gmail.com
            A.\u0301@gmail.com,                \u00E1@gmail.com
            ...@gmail.com,                      ...@gmail.com
            a@b@example.org,                    a@b@example.org
            """)
    void whatReachesTheSameMailboxIsTheSame(String written, String canonical) {
        assertThat(new EmailAddress(written).canonical()).isEqualTo(canonical);
        assertThat(new EmailAddress(written)).isEqualTo(new EmailAddress(canonical))
            .hasSameHashCodeAs(new EmailAddress(canonical));
    }

    @ParameterizedTest
    @ValueSource(strings = { "", " ", "@", "someone", "someone@", "@example.org", "someone@.", "someone@.org",
            "someone@example..org", "someone@-example.org", "someone@example_.org", "someone@[127.0.0.1]",
            "someone@exam ple.org", "some one@example.org", "some\u00A0one@example.org", "some\none@example.org",
            "some\u0000one@example.org", "some\u200Bone@example.org", "some\uD83Done@example.org", "someone@\u00AD",
            "someone@xn--", "someone@xn--\u00FC.org" })
    void whatIsNoAddressIsRefusedAndNotRepeated(String written) {
        assertThatExceptionOfType(EmailAddress.Invalid.class).isThrownBy(() -> new EmailAddress(written))
            .withMessage("not an e-mail address");
    }

    @Test
    void anAddressHasNoMoreThan254Characters() {
        var domain = "@" + "d".repeat(60) + ".org";
        assertThat(new EmailAddress("a".repeat(254 - domain.length()) + domain).canonical()).hasSize(254);
        assertThatExceptionOfType(EmailAddress.Invalid.class)
            .isThrownBy(() -> new EmailAddress("a".repeat(255 - domain.length()) + domain));
    }

    @Test
    void anAddressDoesNotGetIntoALogByChance() {
        assertThat(new EmailAddress("someone@example.org").toString()).doesNotContain("someone", "example");
    }

    @Property
    void anyTextIsAnAddressOrRefused(@ForAll String name, @ForAll String domain) {
        try {
            assertThat(new EmailAddress(name + "@" + domain).canonical()).contains("@");
        }
        catch (EmailAddress.Invalid refused) {
            assertThat(refused).hasMessage("not an e-mail address");
        }
    }

    @Property
    void theCanonicalFormIsItsOwn(@ForAll("names") String name, @ForAll("domains") String domain) {
        var canonical = new EmailAddress(name + "@" + domain).canonical();
        assertThat(new EmailAddress(canonical).canonical()).isEqualTo(canonical);
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.strings()
            .alpha()
            .numeric()
            .withChars('.', '+', '-', '_', '\'', '\u00C9', '\u0301', '\u03A3', '\u0130', '\u00DF')
            .ofMinLength(1)
            .ofMaxLength(64);
    }

    @Provide
    Arbitrary<String> domains() {
        return Arbitraries.of("gmail.com", "GoogleMail.com", "hotmail.co.uk", "me.com", "fastmail.fm", "pm.me",
                "nhs.net", "example.org.", "M\u00DCNCHEN.de", "stra\u00DFe.de", "пример.рф");
    }

}
