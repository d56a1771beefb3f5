package org.groundswell.local.bench;

import java.io.PrintStream;

/**
 * What a benchmark has to say.
 */
public interface Report {

    /**
     * Prints it as Markdown.
     * @param out where to
     */
    void print(PrintStream out);

    /**
     * Whether everything that was sent was counted, and nothing else.
     * @return true when the counts are equal to what was sent
     */
    boolean equal();

}
