package org.groundswell.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.groundswell.local.client.Tally;

/**
 * What was measured of live streams.
 *
 * @param visible how soon pledges were visible
 * @param crowded how a crowd of listeners fared
 * @param accepted pledges that were answered with 201, in all
 * @param counted the tally at the end
 */
record LiveFigures(Visible visible, Crowded crowded, Tally accepted, Tally counted) implements Report {

    /**
     * Many pledges, few listeners, all through the gateway.
     *
     * @param perSecond how many pledges were sent
     * @param listeners how many listened
     * @param load what came of the pledges
     * @param deliveries from a pledge's answer to each listener
     * @param complete whether every listener saw the last count
     */
    record Visible(int perSecond, int listeners, SteadyLoad.Result load, Deliveries deliveries, boolean complete) {
    }

    /**
     * Few pledges, many listeners, straight on one instance.
     *
     * @param listeners how many listened
     * @param pledges how many were accepted, one a second
     * @param delivered how often one of those counts came to one of the listeners
     * @param sinceAnswers from a pledge's answer to each listener
     * @param sinceFirst from the first listener to each listener
     * @param cpu processor time of the service
     * @param cpuPercent the same in percent of the machine
     * @param machinePercent how busy the machine was with everything on it; negative when
     * it cannot be told
     * @param memory of the service
     * @param complete whether every listener saw the last count
     */
    record Crowded(int listeners, int pledges, long delivered, Deliveries sinceAnswers, Deliveries sinceFirst,
            Duration cpu, double cpuPercent, double machinePercent, ProcessMemory memory, boolean complete) {

        long expected() {
            return (long) this.listeners * this.pledges;
        }

        /** Of the service's processor, for each time that a count came to a listener. */
        double cpuMicrosEach() {
            return (this.delivered == 0) ? Double.NaN : this.cpu.toNanos() / 1000.0 / this.delivered;
        }

    }

    @Override
    public boolean equal() {
        return this.accepted.equals(this.counted) && this.visible.complete && this.crowded.complete;
    }

    @Override
    public void print(PrintStream out) {
        out.println("From a pledge's 201 to the live stream, both through the gateway, in milliseconds.\n");
        out.println(soon());
        out.println(
                "A crowd on one analytics-service, one pledge a second. Each count should come to each listener.\n");
        out.println(crowd());
        out.println("How long that took, in milliseconds.\n");
        out.println(spread());
        out.println("What it took analytics-service. Percent are of the machine; \"machine\" is all that ran on it.\n");
        out.println(cost());
        out.printf("Accepted %,d pledges (%,d people), counted %,d (%,d people).%n", this.accepted.pledges(),
                this.accepted.people(), this.counted.pledges(), this.counted.people());
        out.printf("Tally equals accepted, and every listener saw the last count: %s.%n", equal() ? "yes" : "no");
    }

    private MarkdownTable soon() {
        MarkdownTable table = new MarkdownTable("pledges/s", "accepted", "errors", "sent late by at most", "listeners",
                "p50", "p95", "p99", "max", "never seen");
        SteadyLoad.Result load = this.visible.load;
        List<String> row = new ArrayList<>(
                List.of(String.valueOf(this.visible.perSecond), number("%,.0f", load.answered().length),
                        new Outcome(new int[0], 0, load.errors(), Duration.ZERO).describedErrors(),
                        number("%,.1f", load.longestDelay().toNanos() / 1e6), String.valueOf(this.visible.listeners)));
        row.addAll(this.visible.deliveries.latencies().cells(0.5, 0.95, 0.99, 1));
        row.add(number("%,.0f", this.visible.deliveries.missing()));
        table.add(row);
        return table;
    }

    private MarkdownTable crowd() {
        MarkdownTable table = new MarkdownTable("listeners", "pledges", "delivered", "expected", "ratio");
        table.add(List.of(number("%,.0f", this.crowded.listeners), String.valueOf(this.crowded.pledges),
                number("%,.0f", this.crowded.delivered), number("%,.0f", this.crowded.expected()),
                number("%.3f", (double) this.crowded.delivered / this.crowded.expected())));
        return table;
    }

    private MarkdownTable spread() {
        MarkdownTable table = new MarkdownTable("to each listener from", "p50", "p95", "p99", "max");
        Map.of("the first listener's", this.crowded.sinceFirst, "the pledge's 201", this.crowded.sinceAnswers)
            .entrySet()
            .stream()
            .sorted(Map.Entry.comparingByKey())
            .forEach((row) -> {
                List<String> cells = new ArrayList<>(List.of(row.getKey()));
                cells.addAll(row.getValue().latencies().cells(0.5, 0.95, 0.99, 1));
                table.add(cells);
            });
        return table;
    }

    private MarkdownTable cost() {
        MarkdownTable table = new MarkdownTable("listeners", "processor %", "machine %", "microseconds a delivery",
                "resident MiB", "heap MiB");
        table.add(List.of(number("%,.0f", this.crowded.listeners), number("%.0f", this.crowded.cpuPercent),
                (this.crowded.machinePercent < 0) ? "-" : number("%.0f", this.crowded.machinePercent),
                number("%.0f", this.crowded.cpuMicrosEach()), number("%,.0f", this.crowded.memory.residentMebibytes()),
                number("%,.0f", this.crowded.memory.heapMebibytes())));
        return table;
    }

    private static String number(String format, double value) {
        return Figures.number(format, value);
    }

}
