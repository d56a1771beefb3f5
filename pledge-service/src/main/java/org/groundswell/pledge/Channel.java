package org.groundswell.pledge;

/** Where a pledge is made. */
public enum Channel {

    /** On this site's pages. */
    WEB,
    /** In a widget on somebody else's page. */
    WIDGET,
    /** By a program. */
    API,
    /** At an event's stall. */
    EVENT,
    /** On paper, typed in later. */
    PAPER

}
