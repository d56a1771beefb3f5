package org.groundswell.pledge;

/** How a pledge was accepted. */
public sealed interface Acceptance {

    /**
     * It is made.
     *
     * @param pledge the pledge, stored
     */
    record Made(Pledge pledge) implements Acceptance {
    }

    /**
     * It will be, when the link in a mail is confirmed. Says the same of every address.
     */
    record ToBeConfirmed() implements Acceptance {
    }

}
