package org.groundswell.campaign;

import java.util.Set;

/** Tells the other services what is to be told of a campaign. */
@FunctionalInterface
public interface Announcements {

    /**
     * Tells it, soon and without making the caller wait. What does not arrive is told
     * again later.
     * @param campaign the campaign, just changed
     * @param what what this change has to say; what earlier ones had is being said by
     * those who made them
     */
    void announce(Campaign campaign, Set<Announcement> what);

}
