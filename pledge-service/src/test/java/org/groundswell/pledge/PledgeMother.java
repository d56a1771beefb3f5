package org.groundswell.pledge;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Stored pledges. */
public final class PledgeMother {

    private static final PledgeIds IDS = new PledgeIds();

    private PledgeMother() {
    }

    /**
     * A pledge that has just been accepted.
     * @param text the promise
     * @return the pledge, with an id of its own
     */
    public static Pledge aStoredPledge(String text) {
        return with(IDS.of("", null), text, null);
    }

    /**
     * A pledge under an id.
     * @param id the id
     * @param text the promise
     * @param displayName the name; null: none
     * @return the pledge
     */
    public static Pledge with(String id, String text, @Nullable String displayName) {
        return new Pledge(id, "0000000000000000000000000c", "a-campaign", null, "clinical", null, 1, Channel.API,
                Instant.parse("2026-03-13T09:00:00Z"), Secrets.sha256("secret"),
                new PersonalData(text, displayName, false, null, null, false, null, Secrets.sha256(text)), null, null,
                null, null, null);
    }

    /**
     * A pledge that was taken back.
     * @param pledge as it was
     * @return without anything personal
     */
    public static Pledge withdrawn(Pledge pledge) {
        return pledge.withdrawn(Instant.parse("2026-03-14T09:00:00Z"));
    }

}
