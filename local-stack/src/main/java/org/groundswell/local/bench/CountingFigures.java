package org.groundswell.local.bench;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;

import org.groundswell.local.client.Tally;

/**
 * What counting history has come to.
 *
 * @param sent what was written to Kafka
 * @param counted the last tally
 * @param breakdowns what its breakdowns sum to, by name
 * @param atFirst how many pledges the first tally had that was seen
 * @param first from the start of the process to that tally
 * @param all from the start of the process to the last change of the tally
 * @param countingCpu processor time of analytics-service, its start included
 * @param brokerCpu processor time of the broker meanwhile
 */
record CountingFigures(Tally sent, Tally counted, Map<String, Tally> breakdowns, long atFirst, Duration first,
        Duration all, Duration countingCpu, Duration brokerCpu) implements Report {

    /** From the start of the process. */
    double perSecondFromStart() {
        return this.counted.pledges() / seconds(this.all);
    }

    /** From the first tally that was seen; NaN when that had them all. */
    double perSecondFromFirst() {
        Duration took = this.all.minus(this.first);
        return took.isZero() ? Double.NaN : (this.counted.pledges() - this.atFirst) / seconds(took);
    }

    @Override
    public boolean equal() {
        return this.sent.equals(this.counted) && !this.breakdowns.isEmpty()
                && this.breakdowns.values().stream().allMatch(this.sent::equals);
    }

    @Override
    public void print(PrintStream out) {
        MarkdownTable table = new MarkdownTable("from", "pledges", "seconds", "pledges/s");
        table.add(List.of("start of the process", number("%,.0f", this.counted.pledges()),
                number("%.1f", seconds(this.all)), number("%,.0f", perSecondFromStart())));
        table.add(List.of("first tally seen", number("%,.0f", this.counted.pledges() - this.atFirst),
                number("%.1f", seconds(this.all.minus(this.first))), number("%,.0f", perSecondFromFirst())));
        out.println(table);
        out.println("Processor time from the start of the process.\n");
        MarkdownTable processors = new MarkdownTable("process", "seconds", "microseconds a pledge");
        processors.add(List.of("analytics-service", number("%.1f", seconds(this.countingCpu)), each(this.countingCpu)));
        processors.add(List.of("kafka", number("%.1f", seconds(this.brokerCpu)), each(this.brokerCpu)));
        out.println(processors);
        out.printf("Sent %,d pledges (%,d people), counted %,d (%,d people).%n", this.sent.pledges(),
                this.sent.people(), this.counted.pledges(), this.counted.people());
        this.breakdowns
            .forEach((name, sum) -> out.printf("%s sums to %,d (%,d people).%n", name, sum.pledges(), sum.people()));
        out.printf("Tally and breakdowns equal what was sent: %s.%n", equal() ? "yes" : "no");
    }

    private String each(Duration cpu) {
        return number("%.1f", cpu.toNanos() / 1000.0 / this.counted.pledges());
    }

    private static String number(String format, double value) {
        return Figures.number(format, value);
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }

}
