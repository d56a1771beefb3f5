package org.groundswell.analytics.petitions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.groundswell.analytics.petitions.PetitionMother.LAUNCH;
import static org.groundswell.analytics.petitions.PetitionMother.aPetition;
import static org.groundswell.analytics.petitions.PetitionMother.closed;
import static org.groundswell.analytics.petitions.PetitionMother.revised;
import static org.groundswell.analytics.petitions.PetitionMother.theLeast;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PetitionsTests {

    private final Petitions petitions = new Petitions(Clock.fixed(LAUNCH.plusSeconds(60), ZoneOffset.UTC));

    @Test
    void beforeAllWasHeardNothingIsSaid() {
        petitions.keep(aPetition(1));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(() -> petitions.find(1));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(() -> petitions.find(2));
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(petitions::all);
        assertThatExceptionOfType(PetitionRefusal.NotYetKnown.class).isThrownBy(() -> petitions.slugOf("id-of-1"));
        petitions.complete();
        assertThat(petitions.find(1)).contains(aPetition(1));
        assertThat(petitions.find(2)).isEmpty();
    }

    @Test
    void whatIsRepeatedOrOlderDoesNotReplaceWhatIsNewer() {
        petitions.complete();
        var first = revised(1, 1, "First", false);
        var second = revised(1, 2, "Second", false);
        petitions.keep(first);
        petitions.keep(revised(1, 1, "Repeated", false));
        assertThat(petitions.find(1)).contains(first);
        petitions.keep(second);
        petitions.keep(first);
        petitions.keep(revised(1, 2, "Repeated", true));
        assertThat(petitions.find(1)).contains(second);
        assertThat(petitions.all()).containsExactly(second);
    }

    @ParameterizedTest
    @ValueSource(strings = { "1 2 c", "1 c 2", "c 1 2", "2 1 c", "2 c 1", "c 2 1", "c 2", "1 1 c 2 c 2 1" })
    void launchesAndAClosingMayComeInAnyOrderAndTwice(String order) {
        petitions.complete();
        var closedAt = LAUNCH.plusSeconds(30);
        for (var event : order.split(" ")) {
            if (event.equals("c")) {
                petitions.close(closed(1, closedAt));
            }
            else {
                petitions.keep(revised(1, Long.parseLong(event), "Revision " + event, false));
            }
        }
        assertThat(petitions.find(1)).hasValueSatisfying(petition -> {
            assertThat(petition.title()).isEqualTo("Revision 2");
            assertThat(petition.closesAt()).isEqualTo(closedAt);
            assertThat(petition.state(closedAt.minusMillis(1))).isEqualTo(Petition.State.OPEN);
            assertThat(petition.state(closedAt)).isEqualTo(Petition.State.CLOSED);
        });
    }

    @Test
    void aClosingStandsBeforeAndAfterTheClosingDate() {
        petitions.complete();
        petitions.keep(aPetition(1, "Closes", LAUNCH, LAUNCH.plusSeconds(50)));
        petitions.close(closed(1, LAUNCH.plusSeconds(30)));
        assertThat(petitions.find(1)).get().extracting(Petition::closesAt).isEqualTo(LAUNCH.plusSeconds(30));
    }

    @Test
    void aSuspendedPetitionIsNotThereUntilThatIsLifted() {
        petitions.complete();
        petitions.keep(revised(1, 1, "Shown", false));
        petitions.keep(revised(1, 2, "Suspended", true));
        petitions.keep(revised(1, 1, "Shown", false));
        assertThat(petitions.find(1)).isEmpty();
        assertThat(petitions.all()).isEmpty();
        petitions.close(closed(1, LAUNCH.plusSeconds(30)));
        assertThat(petitions.find(1)).isEmpty();
        petitions.keep(revised(1, 3, "Lifted", false));
        assertThat(petitions.find(1)).get().extracting(Petition::closesAt).isEqualTo(LAUNCH.plusSeconds(30));
        assertThat(petitions.all()).hasSize(1);
    }

    @Test
    void aCampaignThatIsNotShownHasItsSlugAllTheSame() {
        petitions.complete();
        petitions.close(closed(1, LAUNCH));
        assertThat(petitions.slugOf("id-of-1")).isEmpty();
        petitions.keep(revised(1, 1, "Suspended", true));
        assertThat(petitions.slugOf("id-of-1")).contains("campaign-1");
    }

    @Test
    void whatWasClosedBeforeItOpenedIsNoPetition() {
        petitions.complete();
        petitions.keep(aPetition(1, "Opens", LAUNCH, null));
        petitions.close(closed(1, LAUNCH));
        assertThat(petitions.find(1)).isEmpty();
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

}
