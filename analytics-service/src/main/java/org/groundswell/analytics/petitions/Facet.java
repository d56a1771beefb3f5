package org.groundswell.analytics.petitions;

import java.time.Instant;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/**
 * The lists that the petitions site has. Nobody here answers or debates petitions, or
 * refuses to publish them, so the lists of those are empty.
 */
enum Facet {

    ALL, OPEN, CLOSED, RECENT, REJECTED, AWAITING_RESPONSE, WITH_RESPONSE, AWAITING_DEBATE, DEBATED, NOT_DEBATED;

    /**
     * The list of a name.
     * @param name as it stands in addresses
     * @return the list, if there is one of that name
     */
    static Optional<Facet> named(String name) {
        for (var facet : values()) {
            if (facet.name().toLowerCase(Locale.ROOT).equals(name)) {
                return Optional.of(facet);
            }
        }
        return Optional.empty();
    }

    boolean has(Counted counted, Instant now) {
        var state = counted.petition().state(now);
        return switch (this) {
            case ALL -> true;
            case OPEN, RECENT -> state == Petition.State.OPEN;
            case CLOSED -> state == Petition.State.CLOSED;
            case REJECTED, AWAITING_RESPONSE, WITH_RESPONSE, AWAITING_DEBATE, DEBATED, NOT_DEBATED -> false;
        };
    }

    Comparator<Counted> order() {
        return this == RECENT ? Counted.NEWEST_FIRST : Counted.BY_POPULARITY;
    }

}
