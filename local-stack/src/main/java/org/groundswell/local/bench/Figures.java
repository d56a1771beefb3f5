package org.groundswell.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.groundswell.local.client.Tally;

/**
 * What a benchmark has measured.
 *
 * @param cells load on the platform, pledges and no-ops next to each other
 * @param store inserts into the store alone
 * @param accepted pledges that were answered with 201, in all
 * @param counted the tally at the end
 * @param longestCatchUp the longest time from the last answer of a measurement until the
 * tally was equal to all that was accepted
 */
public record Figures(List<Cell> cells, List<InsertRate> store, Tally accepted, Tally counted,
        Duration longestCatchUp) implements Report {

    private static final List<String> SHOWN = List.of("gateway", "pledge-service", "store", "kafka",
            "analytics-service");

    @Override
    public boolean equal() {
        return this.accepted.equals(this.counted);
    }

    @Override
    public void print(PrintStream out) {
        out.println("Times in milliseconds. The ratio is pledges/s to no-op/s.\n");
        out.println(loads());
        out.println(
                "Processor time in percent of the machine; \"machine\" is all that ran on it. In the order of measuring.\n");
        out.println(processors());
        out.printf("The store alone: unordered inserts by %d writers.%n%n", InsertRate.WRITERS);
        out.println(inserts());
        out.printf("Accepted %,d pledges (%,d people), counted %,d (%,d people).%n", this.accepted.pledges(),
                this.accepted.people(), this.counted.pledges(), this.counted.people());
        out.printf("Tally equals accepted: %s. Longest catch-up: %.1f s.%n", equal() ? "yes" : "no",
                this.longestCatchUp.toMillis() / 1000.0);
    }

    private MarkdownTable loads() {
        MarkdownTable table = new MarkdownTable("path", "clients", "pledges/s", "p50", "p95", "p99", "errors",
                "no-op/s", "p50", "p95", "p99", "errors", "ratio");
        for (Cell pledges : this.cells) {
            if (pledges.pledges()) {
                Cell noOps = this.cells.stream()
                    .filter((cell) -> !cell.pledges() && cell.path().equals(pledges.path())
                            && cell.clients() == pledges.clients())
                    .findFirst()
                    .orElseThrow();
                List<String> row = new ArrayList<>(List.of(pledges.path(), String.valueOf(pledges.clients())));
                addTo(row, pledges.outcome());
                addTo(row, noOps.outcome());
                row.add(number("%.2f", pledges.outcome().perSecond() / noOps.outcome().perSecond()));
                table.add(row);
            }
        }
        return table;
    }

    private static void addTo(List<String> row, Outcome outcome) {
        row.add(number("%,.0f", outcome.perSecond()));
        row.addAll(new Latencies(outcome.micros()).cells(0.5, 0.95, 0.99));
        row.add(outcome.describedErrors());
    }

    private MarkdownTable processors() {
        List<String> header = new ArrayList<>(List.of("path", "clients", "request"));
        header.addAll(SHOWN);
        header.addAll(List.of("others", CpuMeter.GENERATOR, "machine"));
        MarkdownTable table = new MarkdownTable(header.toArray(String[]::new));
        for (Cell cell : this.cells) {
            List<String> row = new ArrayList<>(List.of(cell.path(), String.valueOf(cell.clients()), cell.request()));
            SHOWN.forEach((process) -> row.add(percent(cell.cpuPercent().getOrDefault(process, 0.0))));
            row.add(percent(cell.cpuPercent()
                .entrySet()
                .stream()
                .filter((entry) -> !SHOWN.contains(entry.getKey()) && !entry.getKey().equals(CpuMeter.GENERATOR))
                .mapToDouble(Map.Entry::getValue)
                .sum()));
            row.add(percent(cell.cpuPercent().getOrDefault(CpuMeter.GENERATOR, 0.0)));
            row.add((cell.machinePercent() < 0) ? "-" : percent(cell.machinePercent()));
            table.add(row);
        }
        return table;
    }

    private MarkdownTable inserts() {
        MarkdownTable table = new MarkdownTable("documents a command", "commands/s", "documents/s");
        for (InsertRate rate : this.store) {
            table.add(List.of(String.valueOf(rate.group()), number("%,.0f", rate.commandsPerSecond()),
                    number("%,.0f", rate.documentsPerSecond())));
        }
        return table;
    }

    private static String percent(double value) {
        return number("%.0f", value);
    }

    /** What cannot be told is a dash. */
    static String number(String format, double value) {
        return Double.isFinite(value) ? String.format(Locale.ROOT, format, value) : "-";
    }

}
