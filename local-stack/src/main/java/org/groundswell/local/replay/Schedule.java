package org.groundswell.local.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.stream.LongStream;

/**
 * When each pledge of a replay is due, on the original's clock, which starts at the first
 * snapshot.
 * <p>
 * Signatures that the first snapshot has already are not replayed, for nobody knows when
 * they were made. A count that falls brings no new pledges until it passes its earlier
 * maximum. Between two snapshots the new ones are spread evenly.
 */
final class Schedule {

    /** Guards the last pledge of a whole number from being lost to rounding. */
    private static final double ROUNDING = 1e-6;

    private final List<Stretch> stretches = new ArrayList<>();

    private final double scale;

    private final long size;

    private final Duration length;

    /**
     * @param snapshots at least two
     * @param scale pledges a signature, above 0
     */
    Schedule(List<Snapshot> snapshots, double scale) {
        this.scale = scale;
        Instant first = snapshots.getFirst().at();
        long baseline = snapshots.getFirst().signatures();
        long highest = baseline;
        Instant last = first;
        for (Snapshot snapshot : snapshots) {
            Instant at = snapshot.at().isAfter(last) ? snapshot.at() : last;
            if (snapshot.signatures() > highest) {
                this.stretches.add(new Stretch(Duration.between(first, last), Duration.between(first, at),
                        highest - baseline, snapshot.signatures() - baseline));
                highest = snapshot.signatures();
            }
            last = at;
        }
        this.size = scaled(highest - baseline);
        this.length = Duration.between(first, last);
    }

    /** New signatures of a span of time, counted from the first snapshot. */
    private record Stretch(Duration from, Duration to, long signaturesBefore, long signaturesAfter) {

        Duration dueAt(double signature) {
            double share = (signature - this.signaturesBefore) / (this.signaturesAfter - this.signaturesBefore);
            return this.from.plusNanos((long) (this.to.minus(this.from).toNanos() * Math.clamp(share, 0, 1)));
        }

    }

    private long scaled(long signatures) {
        return (long) Math.floor(signatures * this.scale + ROUNDING);
    }

    /** How many pledges there are to send. */
    long size() {
        return this.size;
    }

    /** The time between the first and the last snapshot. */
    Duration length() {
        return this.length;
    }

    /** When each pledge is due, in order. */
    Iterator<Duration> dueTimes() {
        return this.stretches.stream()
            .flatMap((stretch) -> LongStream
                .rangeClosed(scaled(stretch.signaturesBefore()) + 1, scaled(stretch.signaturesAfter()))
                .mapToObj((pledge) -> stretch.dueAt(pledge / this.scale)))
            .iterator();
    }

}
