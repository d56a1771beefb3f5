package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailboxTests {

    @Test
    void aMailboxIsTheSameInCapitals() {
        assertThat(Mailbox.of("Ann.AZ@Example.ORG")).isEqualTo("ann.az@example.org");
    }

    @Test
    void limitsKnowNoTags() {
        assertThat(Mailbox.withoutTag("Ann+1@example.org")).isEqualTo("ann@example.org");
        assertThat(Mailbox.withoutTag("ann+1+2@example.org")).isEqualTo("ann@example.org");
        assertThat(Mailbox.withoutTag("ann@example.org")).isEqualTo("ann@example.org");
        assertThat(Mailbox.of("ann+1@example.org")).isEqualTo("ann+1@example.org");
    }

    @Test
    void whatOnlyBecomesALetterOfOursInLowerCaseIsAnother() {
        assertThat(Mailbox.of("mi\u212ae@example.org")).isNotEqualTo(Mailbox.of("mike@example.org"));
        assertThat(Mailbox.of("\u00c9ve@example.org")).isEqualTo("\u00c9ve@example.org");
    }

}
