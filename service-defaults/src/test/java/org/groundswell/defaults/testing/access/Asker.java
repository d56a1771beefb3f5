package org.groundswell.defaults.testing.access;

/** Somebody who sends a request: the columns of an {@link AccessMatrix}. */
public enum Asker {

    /** Says nothing of who they are. */
    ANONYMOUS,

    /** Leads another campaign. */
    OTHER_ORGANISER,

    /** Leads a hub of the campaign, of a place that the request is not about. */
    HUB_LEAD_ELSEWHERE,

    /** Leads a hub of the campaign, of the place that the request is about. */
    HUB_LEAD,

    /** Leads the whole campaign. */
    LEAD,

    /** Has rights at campaign-service only. */
    STEWARD,

    /** The lead, with a token that was good an hour ago. */
    EXPIRED,

    /** The lead's name, signed with a key of the same id that is not ours. */
    FORGED,

    /** The lead's name, signed with a key that nobody has heard of. */
    UNKNOWN_KEY,

    /** The lead, with a token that was made for another platform. */
    WRONG_AUDIENCE,

    /** The lead's name, with {@code alg: none}. */
    UNSIGNED,

    /** The lead, with a token that was good until they signed out. */
    SIGNED_OUT,

    /** Another service, with the credential that services share. */
    SERVICE,

    /** With a guess at that credential. */
    WRONG_SERVICE;

    /**
     * Whether this caller is an organiser with a good token, whatever they may do.
     * @return whether they are signed in
     */
    boolean isSignedIn() {
        return ordinal() >= OTHER_ORGANISER.ordinal() && ordinal() <= STEWARD.ordinal();
    }

    /**
     * Whether this caller shows a token that is none.
     * @return whether it is to be refused wherever it is shown
     */
    boolean hasBadToken() {
        return ordinal() >= EXPIRED.ordinal() && ordinal() <= SIGNED_OUT.ordinal();
    }

}
