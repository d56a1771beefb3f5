package org.groundswell.local.process;

/**
 * What was asked for cannot be done here and now, for a reason that the user can mend.
 * The message is one line.
 */
public final class CannotRun extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * A refusal.
     * @param message one line that says what is wrong and, where it is known, what to do
     */
    public CannotRun(String message) {
        super(message);
    }

}
