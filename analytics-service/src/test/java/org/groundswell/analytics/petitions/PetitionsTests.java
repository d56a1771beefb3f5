package org.groundswell.analytics.petitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.groundswell.analytics.petitions.PetitionMother.LAUNCH;
import static org.groundswell.analytics.petitions.PetitionMother.aPetition;
import static org.groundswell.analytics.petitions.PetitionMother.theLeast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class PetitionsTests {

    private final Petitions petitions = new Petitions(Clock.fixed(LAUNCH.plusSeconds(60), ZoneOffset.UTC));

    @Test
    void beforeAllWasHeardNothingIsSaid() {
        petitions.keep(aPetition(1));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(() -> petitions.find(1));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(() -> petitions.find(2));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(petitions::all);
        petitions.complete();
        assertThat(petitions.find(1)).contains(aPetition(1));
        assertThat(petitions.find(2)).isEmpty();
    }

    @Test
    void whatIsRepeatedOrOlderDoesNotReplaceWhatIsNewer() {
        petitions.complete();
        var first = said("First", LAUNCH, LAUNCH);
        var repeated = said("Repeated", LAUNCH, LAUNCH);
        var later = said("Later", LAUNCH, LAUNCH.plusSeconds(5));
        var relaunched = said("Launched later", LAUNCH.plusSeconds(1), LAUNCH.plusSeconds(1));

        petitions.keep(first);
        petitions.keep(repeated);
        assertThat(petitions.find(1)).contains(first);
        petitions.keep(later);
        petitions.keep(first);
        assertThat(petitions.find(1)).contains(later);
        petitions.keep(relaunched);
        petitions.keep(later);
        assertThat(petitions.find(1)).contains(relaunched);
    }

    @Test
    void whatHasNotOpenedIsNoPetition() {
        petitions.complete();
        petitions.keep(aPetition(1, "Opens now", LAUNCH.plusSeconds(60), null));
        petitions.keep(aPetition(2, "Opens later", LAUNCH.plusSeconds(61), null));
        assertThat(petitions.find(1)).isPresent();
        assertThat(petitions.find(2)).isEmpty();
        assertThat(petitions.all().map(Petition::number)).containsExactly(1L);
    }

    @Test
    void aPetitionIsClosedFromItsClosingOn() {
        var closes = LAUNCH.plus(Duration.ofDays(1));
        var petition = aPetition(1, "Closes", LAUNCH, closes);
        assertThat(petition.state(closes.minusMillis(1))).isEqualTo(Petition.State.OPEN);
        assertThat(petition.state(closes)).isEqualTo(Petition.State.CLOSED);
        assertThat(theLeast(2).state(Instant.parse("9999-01-01T00:00:00Z"))).isEqualTo(Petition.State.OPEN);
    }

    @Test
    void milestonesAreCountedInAscendingOrder() {
        assertThat(aPetition(1).threshold(0)).isEqualTo(10);
        assertThat(aPetition(1).threshold(1)).isEqualTo(100);
        assertThat(theLeast(1).threshold(0)).isNull();
    }

    private static Petition said(String title, Instant launchedAt, Instant saidAt) {
        var petition = aPetition(1);
        return new Petition(1, petition.slug(), title, null, null, null, petition.milestones(), petition.opensAt(),
                null, null, launchedAt, saidAt);
    }

}
