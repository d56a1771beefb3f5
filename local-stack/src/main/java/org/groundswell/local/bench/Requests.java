package org.groundswell.local.bench;

/**
 * The requests of one client, one after the other. For one thread.
 */
interface Requests {

    /**
     * Makes the next request.
     * @return its length in {@link #bytes()}
     */
    int next();

    /** The present request. */
    byte[] bytes();

    /** The status that the present one should be answered with. */
    int expected();

    /** How many people stand behind the present one. */
    int people();

}
