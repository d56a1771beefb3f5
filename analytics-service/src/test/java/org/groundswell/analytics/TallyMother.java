package org.groundswell.analytics;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tallies. */
public final class TallyMother {

    private static final Instant AS_OF = Instant.parse("2026-03-13T12:00:00Z");

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
        return tally(slug, version, pledges, null, null, parts(pledges), List.of());
    }

    /**
     * The same of a campaign that has closed.
     * @param tally of {@link #aTally}
     * @return the tally
     */
    public static Tally closed(Tally tally) {
        return tally(tally.slug(), tally.version(), tally.pledges(), AS_OF, null, tally.byPlace(), tally.milestones());
    }

    /**
     * The same of a campaign that a steward has suspended.
     * @param tally of {@link #aTally}
     * @return the tally
     */
    public static Tally suspended(Tally tally) {
        return tally(tally.slug(), tally.version(), tally.pledges(), tally.closesAt(), true, tally.byPlace(),
                tally.milestones());
    }

    /**
     * The same of a campaign with an opening date.
     * @param tally of {@link #aTally}
     * @param opensAt when it opens
     * @return the tally
     */
    public static Tally opening(Tally tally, Instant opensAt) {
        return new Tally(tally.campaignId(), tally.slug(), tally.version(), tally.asOf(), tally.target(), opensAt,
                tally.closesAt(), tally.suspended(), tally.pledges(), tally.people(), tally.withdrawn(),
                tally.byPlace(), tally.byRole(), tally.byTheme(), tally.byChannel(), tally.lastMinutes(),
                tally.milestones());
    }

    /**
     * The same with milestones.
     * @param tally of {@link #aTally}
     * @param milestones those reached
     * @return the tally
     */
    public static Tally reached(Tally tally, List<Tally.Reached> milestones) {
        return tally(tally.slug(), tally.version(), tally.pledges(), tally.closesAt(), tally.suspended(),
                tally.byPlace(), milestones);
    }

    /**
     * The same with other parts by place.
     * @param tally of {@link #aTally}
     * @param byPlace the parts
     * @return the tally
     */
    public static Tally byPlace(Tally tally, List<Tally.Part> byPlace) {
        return tally(tally.slug(), tally.version(), tally.pledges(), tally.closesAt(), tally.suspended(), byPlace,
                tally.milestones());
    }

    private static Tally tally(String slug, long version, long pledges, @Nullable Instant closesAt,
            @Nullable Boolean suspended, List<Tally.Part> byPlace, List<Tally.Reached> milestones) {
        var all = parts(pledges);
        return new Tally("id-of-" + slug, slug, version, AS_OF, 1_000L, null, closesAt, suspended, pledges, pledges, 0,
                byPlace, all, all, all, List.of(), milestones);
    }

    private static List<Tally.Part> parts(long pledges) {
        return List.of(new Tally.Part(null, pledges, pledges));
    }

}
