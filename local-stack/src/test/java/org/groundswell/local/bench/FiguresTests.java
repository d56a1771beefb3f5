package org.groundswell.local.bench;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.groundswell.local.client.Tally;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class FiguresTests {

    private static final Map<String, Double> CPU = Map.of("gateway", 40.0, "store", 5.4, "mailbox", 1.0,
            "campaign-service", 2.0, "generator", 6.0);

    @Test
    void pledgesStandBesideRequestsThatDoNothing() {
        Figures figures = figures(cell(true, 1000, Map.of("503", 3)), cell(false, 4000, Map.of()));
        assertThat(rows(figures, "gateway", "64", "1,000"))
            .containsExactly("gateway,64,1,000,2.0,2.0,2.0,3 (503: 3),4,000,2.0,2.0,2.0,0,0.25");
    }

    @Test
    void theOrderOfMeasuringDoesNotMatter() {
        Figures figures = figures(cell(false, 4000, Map.of()), cell(true, 1000, Map.of()));
        assertThat(rows(figures, "gateway", "64", "1,000"))
            .containsExactly("gateway,64,1,000,2.0,2.0,2.0,0,4,000,2.0,2.0,2.0,0,0.25");
    }

    @Test
    void whereNothingSucceededThereIsNoRatio() {
        Figures figures = figures(cell(true, 1000, Map.of()), cell(false, 0, Map.of("404", 7)));
        assertThat(rows(figures, "gateway", "64", "1,000"))
            .containsExactly("gateway,64,1,000,2.0,2.0,2.0,0,0,-,-,-,7 (404: 7),-");
    }

    @Test
    void processorTimeIsToldByProcess() {
        Figures figures = figures(cell(true, 10, Map.of()), cell(false, 10, Map.of()));
        assertThat(rows(figures, "gateway", "64", "no-op")).containsExactly("gateway,64,no-op,40,0,5,0,0,3,6,-");
    }

    @Test
    void aCountThatIsNotWhatWasAcceptedIsANo() {
        Figures equal = figures(cell(true, 10, Map.of()), cell(false, 10, Map.of()));
        Figures unequal = new Figures(equal.cells(), equal.store(), new Tally(10, 20), new Tally(10, 21),
                Duration.ofMillis(1234));
        assertThat(equal.equal()).isTrue();
        assertThat(printed(equal)).contains("Tally equals accepted: yes.");
        assertThat(unequal.equal()).isFalse();
        assertThat(printed(unequal)).contains("Accepted 10 pledges (20 people), counted 10 (21 people).",
                "Tally equals accepted: no. Longest catch-up: 1.2 s.");
    }

    @Test
    void aTableIsAlignedMarkdown() {
        MarkdownTable table = new MarkdownTable("path", "rate");
        table.add(List.of("gateway", "7"));
        table.add(List.of("all", "12,345"));
        assertThat(table).hasToString("""
                | path    |   rate |
                |---------|-------:|
                | gateway |      7 |
                | all     | 12,345 |
                """);
        assertThatIllegalArgumentException().isThrownBy(() -> table.add(List.of("too short")));
    }

    private static Figures figures(Cell... cells) {
        return new Figures(List.of(cells), List.of(new InsertRate(500, 8, 4000)), new Tally(10, 20), new Tally(10, 20),
                Duration.ofMillis(400));
    }

    private static Cell cell(boolean pledges, int accepted, Map<String, Integer> errors) {
        Outcome outcome = new Outcome(IntStream.generate(() -> 2000).limit(accepted).toArray(), accepted, errors,
                Duration.ofSeconds(1));
        return new Cell("gateway", 64, pledges, outcome, CPU, -1);
    }

    private static String printed(Figures figures) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        figures.print(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** The rows that begin like this, their cells joined. */
    private static List<String> rows(Figures figures, String... beginning) {
        return printed(figures).lines()
            .filter((line) -> line.startsWith("|"))
            .map((line) -> Arrays.stream(line.split("\\|")).skip(1).map(String::strip).toList())
            .filter((cells) -> cells.subList(0, beginning.length).equals(List.of(beginning)))
            .map((cells) -> String.join(",", cells))
            .toList();
    }

}
