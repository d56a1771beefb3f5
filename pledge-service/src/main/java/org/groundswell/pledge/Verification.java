package org.groundswell.pledge;

/** What a pledger must prove before a pledge counts. */
public enum Verification {

    /** Nothing. */
    NONE,
    /** That the address is theirs. */
    EMAIL

}
