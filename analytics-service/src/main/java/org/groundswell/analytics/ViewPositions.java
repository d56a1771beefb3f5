package org.groundswell.analytics;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How far the view has come in each partition of what is counted, kept with the view: who
 * deletes the view, or puts back an older one, has it made again from there.
 */
public interface ViewPositions {

    /**
     * Where the view is to go on.
     * @param partition the partition's name, its topic's included
     * @return the next record's offset; empty: from the start
     */
    OptionalLong next(String partition);

    /**
     * Keeps where to go on, once what lies before it was written.
     * @param next the next record's offset by partition
     */
    void keep(Map<String, Long> next);

}
