package org.groundswell.analytics;

/**
 * Which count it is: the first, or one that was made anew from the events. Versions of a
 * later one are above all of those before it, so that whoever shows the newest turns to
 * it by itself and never goes back.
 *
 * @param number from 1; up to 8,191 versions stay exact in programs whose only numbers
 * are of double precision
 */
public record Generation(int number) {

    /** A count that nobody has made anew. */
    public static final Generation FIRST = new Generation(1);

    private static final int CHANGES_BITS = 40;

    /**
     * The count that a version is of.
     * @param version a tally's
     * @return its generation
     */
    public static Generation of(long version) {
        return new Generation((int) (version >> CHANGES_BITS) + 1);
    }

    /**
     * How many changes of its campaign led to a version: two counts of the same events
     * are alike at the same number.
     * @param version a tally's
     * @return from 0
     */
    public static long changes(long version) {
        return version & ((1L << CHANGES_BITS) - 1);
    }

    /**
     * The version after a number of changes.
     * @param changes from 0, below 2<sup>40</sup>
     * @return a tally's version
     */
    public long version(long changes) {
        return ((long) number - 1 << CHANGES_BITS) + changes;
    }

    /**
     * The one after this.
     * @return a count made anew
     */
    public Generation next() {
        return new Generation(number + 1);
    }

}
