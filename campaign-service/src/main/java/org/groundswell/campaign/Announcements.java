package org.groundswell.campaign;

/** Tells the other services what is to be told of a campaign. */
@FunctionalInterface
public interface Announcements {

    /**
     * Tells it, soon and without making the caller wait. What does not arrive is told
     * again later.
     * @param campaign the campaign, just changed
     */
    void announce(Campaign campaign);

}
