package org.groundswell.pledge;

/** What became of a campaign whose pledges bind only if enough others pledged. */
public enum Outcome {

    /** There were enough. */
    SUCCEEDED,
    /** There were not. */
    FELL_SHORT

}
