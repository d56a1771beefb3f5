package org.groundswell.local.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.groundswell.local.client.Tally;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CountingFiguresTests {

    private static final Tally SENT = new Tally(1_000, 1_500);

    @Test
    void theRatesAreOfWhatWasCountedSinceThen() {
        CountingFigures figures = figures(SENT, SENT);
        assertThat(figures.perSecondFromStart()).isEqualTo(100);
        assertThat(figures.perSecondFromFirst()).isEqualTo(225);
        assertThat(figures.equal()).isTrue();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        figures.print(new PrintStream(out, true, StandardCharsets.UTF_8));
        assertThat(out.toString(StandardCharsets.UTF_8))
            .contains("| start of the process |   1,000 |    10.0 |       100 |", "equal what was sent: yes");
    }

    @Test
    void aPledgeTooManyOrABreakdownThatDoesNotAddUpIsANo() {
        assertThat(figures(new Tally(1_001, 1_501), SENT).equal()).isFalse();
        assertThat(figures(SENT, new Tally(1_000, 1_499)).equal()).isFalse();
    }

    private static CountingFigures figures(Tally counted, Tally byPlace) {
        return new CountingFigures(SENT, counted, Map.of("byPlace", byPlace, "byRole", SENT), 100,
                Duration.ofSeconds(6), Duration.ofSeconds(10), Duration.ofSeconds(8), Duration.ofSeconds(2));
    }

}
