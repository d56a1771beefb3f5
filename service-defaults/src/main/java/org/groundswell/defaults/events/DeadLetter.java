package org.groundswell.defaults.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.regex.Pattern;

/**
 * What is the same of every dead letter, whoever puts it aside. Beside the headers named
 * here it has those of Spring Kafka ({@code kafka_dlt-*}).
 */
public final class DeadLetter {

    /** The header with the name of the service that could not read the record. */
    public static final String SERVICE_HEADER = "groundswell-service";

    /**
     * The header that says whether something of the record had to be left out,
     * {@code true} or {@code false}.
     */
    public static final String CUT_HEADER = "groundswell-cut";

    /** The longest value that is kept whole, in bytes. */
    public static final int LONGEST_VALUE = 1024 * 1024;

    /** The largest dead letter, in bytes: the value, and room for key and headers. */
    static final int LARGEST_LETTER = 2 * LONGEST_VALUE;

    private static final String COUNTER = "groundswell.dead.letters";

    private static final int LONGEST_REASON = 500;

    private static final Pattern CONTROL_CHARACTERS = Pattern.compile("[\\p{C}\\p{Zl}\\p{Zp}]");

    private DeadLetter() {
    }

    /**
     * A reason as it is kept and logged. It may repeat what came from outside, such as an
     * event's type.
     * @param message what is wrong with the record
     * @return the same without control characters, 500 characters at most
     */
    public static String reason(String message) {
        var start = message.substring(0, Math.min(message.length(), LONGEST_REASON));
        return CONTROL_CHARACTERS.matcher(start).replaceAll("?");
    }

    /**
     * The counter of the dead letters from a topic.
     * @param meters where it is registered
     * @param topic where the records were found unreadable
     * @return to be incremented once for each
     */
    public static Counter counter(MeterRegistry meters, String topic) {
        return Counter.builder(COUNTER)
            .description("Records put aside since they could not be read")
            .tag("topic", topic)
            .register(meters);
    }

}
