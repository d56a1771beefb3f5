package org.groundswell.analytics;

import java.time.Instant;
import java.util.List;

/** Tallies. */
public final class TallyMother {

    private TallyMother() {
    }

    /**
     * A tally of an open campaign.
     * @param slug the campaign's slug
     * @param version the version
     * @param pledges how many pledges, of one person each
     * @return the tally
     */
    public static Tally aTally(String slug, long version, long pledges) {
        var all = List.of(new Tally.Part(null, pledges, pledges));
        return new Tally("id-of-" + slug, slug, version, Instant.parse("2026-03-13T12:00:00Z"), 1_000L, null, null,
                pledges, pledges, 0, all, all, all, all, List.of(), List.of());
    }

}
