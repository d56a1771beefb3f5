package org.groundswell.pledge;

/** Why a pledge does not count any more. */
public enum WithdrawalReason {

    /** Its pledger took it back. */
    WITHDRAWN,
    /** An organiser of the campaign took it away. */
    REMOVED

}
