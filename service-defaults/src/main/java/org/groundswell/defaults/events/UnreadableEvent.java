package org.groundswell.defaults.events;

import org.jspecify.annotations.Nullable;

/** A record that is no event this service can understand, however often it is read. */
public final class UnreadableEvent extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Creates one.
     * @param message what is wrong with it, without its content
     * @param cause what noticed, if anything
     */
    public UnreadableEvent(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

}
