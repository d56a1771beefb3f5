package org.groundswell.defaults.security;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * How much of a campaign somebody leads: nothing, all of it, or what is of some places.
 *
 * @param places codes of the places, with all that lie below them; none: nothing is led;
 * null: the whole campaign
 */
public record LedPart(@Nullable Set<String> places) {

    /** Of those who lead nothing of the campaign. */
    public static final LedPart NOTHING = new LedPart(Set.of());

    /** Of those who lead all of it. */
    public static final LedPart WHOLE = new LedPart(null);

    /**
     * Takes a copy.
     * @param places codes of the places; null: the whole campaign
     */
    public LedPart {
        places = places == null ? null : Set.copyOf(places);
    }

    /**
     * Whether nothing of the campaign is led.
     * @return whether it is so
     */
    public boolean isNothing() {
        return places != null && places.isEmpty();
    }

    /**
     * Whether the whole campaign is led.
     * @return whether it is so
     */
    public boolean isWhole() {
        return places == null;
    }

    /**
     * Whether what is of a place is led.
     * @param place its code; null: of no place, which is led with the whole campaign only
     * @return whether it is
     */
    public boolean covers(@Nullable String place) {
        return places == null || (place != null && places.contains(place));
    }

}
