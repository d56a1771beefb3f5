package org.groundswell.analytics.petitions;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.groundswell.analytics.CampaignClosed;
import org.groundswell.analytics.Tally;
import org.jspecify.annotations.Nullable;

/** Petitions, and tallies of them. */
final class PetitionMother {

    static final Instant LAUNCH = Instant.parse("2026-03-01T08:30:00.250Z");

    private PetitionMother() {
    }

    static Petition aPetition(long number) {
        return aPetition(number, "Petition " + number, LAUNCH, null);
    }

    static Petition aPetition(long number, String title, Instant opensAt, @Nullable Instant closesAt) {
        return new Petition(campaign(number), 1, false, number, slug(number), title, "Summary of " + number, "I will",
                "Ward 7", List.of(1_000L, 10L, 100L), opensAt, closesAt, LAUNCH.minus(Duration.ofDays(3)), LAUNCH);
    }

    /** What an event from before some fields, of a campaign with the least, tells. */
    static Petition theLeast(long number) {
        return new Petition(campaign(number), 1, false, number, slug(number), "Petition " + number, null, null, null,
                List.of(), LAUNCH, null, null, LAUNCH);
    }

    /** What is said of a campaign at a revision, of which the least is known. */
    static Petition revised(long number, long revision, String title, boolean suspended) {
        return new Petition(campaign(number), revision, suspended, number, slug(number), title, null, null, null,
                List.of(), LAUNCH, null, null, LAUNCH);
    }

    static CampaignClosed closed(long number, Instant at) {
        return new CampaignClosed(campaign(number), at);
    }

    static String campaign(long number) {
        return "id-of-" + number;
    }

    static String slug(long number) {
        return "campaign-" + number;
    }

    static Tally aTally(long number, long version, Instant asOf, List<Tally.Part> byPlace, List<Tally.Minute> minutes,
            List<Tally.Reached> milestones) {
        long pledges = byPlace.stream().mapToLong(Tally.Part::pledges).sum();
        var all = List.of(new Tally.Part(null, pledges, pledges));
        return new Tally(campaign(number), slug(number), version, asOf, null, null, null, null, pledges, pledges, 0,
                byPlace, all, all, all, minutes, milestones);
    }

    static Tally aTally(long number, long version, long pledges) {
        return aTally(number, version, LAUNCH.plusSeconds(version), List.of(new Tally.Part(null, pledges, pledges)),
                List.of(), List.of());
    }

}
