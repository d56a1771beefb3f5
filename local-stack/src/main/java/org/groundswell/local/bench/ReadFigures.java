package org.groundswell.local.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

import org.groundswell.local.client.Tally;

/**
 * What was measured of reading.
 *
 * @param path what was read
 * @param rows one for each number of clients
 * @param accepted pledges that were answered with 201, in all
 * @param counted the tally at the end
 */
record ReadFigures(String path, List<Row> rows, Tally accepted, Tally counted) implements Report {

    /**
     * Both kinds of requests by the same number of clients.
     *
     * @param clients how many
     * @param reads of a count
     * @param noOps requests that do nothing
     */
    record Row(int clients, Outcome reads, Outcome noOps) {
    }

    /** A read that failed is a count that was not what it should be. */
    @Override
    public boolean equal() {
        return this.accepted.equals(this.counted) && this.rows.stream().allMatch((row) -> row.reads.errors().isEmpty());
    }

    @Override
    public void print(PrintStream out) {
        out.println("GET " + this.path + " straight from analytics-service, which had counted "
                + "%,d pledges; times in milliseconds. The ratio is reads/s to no-op/s.%n"
                    .formatted(this.counted.pledges()));
        MarkdownTable table = new MarkdownTable("clients", "reads/s", "p50", "p95", "p99", "errors", "no-op/s", "p50",
                "p95", "p99", "errors", "ratio");
        for (Row row : this.rows) {
            List<String> cells = new ArrayList<>(List.of(String.valueOf(row.clients)));
            addTo(cells, row.reads);
            addTo(cells, row.noOps);
            cells.add(Figures.number("%.2f", row.reads.perSecond() / row.noOps.perSecond()));
            table.add(cells);
        }
        out.println(table);
        out.printf("Tally equals accepted, and every read was answered: %s.%n", equal() ? "yes" : "no");
    }

    private static void addTo(List<String> cells, Outcome outcome) {
        cells.add(Figures.number("%,.0f", outcome.perSecond()));
        cells.addAll(new Latencies(outcome.micros()).cells(0.5, 0.95, 0.99));
        cells.add(outcome.describedErrors());
    }

}
