package org.groundswell.campaign;

/**
 * What the other services are told of a campaign, in the order in which they are told.
 */
public enum Announcement {

    /** It was launched, or something that they need to know of it has changed since. */
    LAUNCHED,
    /** It was closed. */
    CLOSED,
    /** It was conditional, and ended one way or the other. */
    DECIDED

}
