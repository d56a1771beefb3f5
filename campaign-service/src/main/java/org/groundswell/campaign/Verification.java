package org.groundswell.campaign;

/** What a pledger must prove before a pledge counts. */
public enum Verification {

    /** Nothing. */
    NONE,
    /** That mail to the address given reaches them. */
    EMAIL

}
