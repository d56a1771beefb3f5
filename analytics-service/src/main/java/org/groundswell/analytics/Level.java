package org.groundswell.analytics;

import java.util.Set;

/** How far places are gathered into larger ones. */
public enum Level {

    /** Not at all: each pledge under the place that was given. */
    PLACE,
    /** Boards under their NHS region, or their nation where that has no regions. */
    REGION(Places.NHS_REGION, Places.NATION),
    /** Everything under its nation. */
    NATION(Places.NATION);

    private final Set<String> kinds;

    Level(String... kinds) {
        this.kinds = Set.of(kinds);
    }

    /**
     * Whether a place is not gathered into a larger one.
     * @param place the place
     * @return whether its pledges are shown under itself
     */
    boolean isTopped(Places.Place place) {
        return kinds.isEmpty() || (place.kind() != null && kinds.contains(place.kind()));
    }

}
