package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LeadTreeTests {

    private static final String ENGLAND = "E92000001";

    private static final String YORKSHIRE_AND_NORTH_EAST = "Y63";

    private static final String WEST_YORKSHIRE = "QWO";

    private static final String LONDON = "Y56";

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Places places = new Places();

    private final List<Leadership> leads = new ArrayList<>();

    LeadTreeTests() throws IOException {
        lead("ann", null, null);
    }

    @Test
    void aHubReachesAllThatLiesWithinItAndNothingElse() {
        lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");

        assertThat(tree().reaches("hal", YORKSHIRE_AND_NORTH_EAST)).isTrue();
        assertThat(tree().reaches("hal", WEST_YORKSHIRE)).isTrue();
        assertThat(tree().reaches("hal", ENGLAND)).isFalse();
        assertThat(tree().reaches("hal", LONDON)).isFalse();
        assertThat(tree().reaches("hal", null)).isFalse();
        assertThat(tree().reaches("hal", "no place")).isFalse();
        assertThat(tree().reaches("ann", LONDON)).isTrue();
        assertThat(tree().reaches("ann", null)).isTrue();
        assertThat(tree().reaches("bob", WEST_YORKSHIRE)).isFalse();
    }

    @Test
    void whoHasLeftReachesNothing() {
        var hal = lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");

        assertThat(tree().without(hal, START).reaches("hal", WEST_YORKSHIRE)).isFalse();
    }

    @Test
    void belowAreThoseInvitedAndThoseWhomTheyInvited() {
        lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");
        lead("wes", WEST_YORKSHIRE, "hal");
        lead("zoe", WEST_YORKSHIRE, "wes");
        lead("eve", WEST_YORKSHIRE, "ann");

        assertThat(tree().isBelow("wes", WEST_YORKSHIRE, "hal")).isTrue();
        assertThat(tree().isBelow("zoe", WEST_YORKSHIRE, "hal")).isTrue();
        assertThat(tree().isBelow("zoe", WEST_YORKSHIRE, "ann")).isTrue();
        assertThat(tree().isBelow("eve", WEST_YORKSHIRE, "hal")).isFalse();
        assertThat(tree().isBelow("hal", YORKSHIRE_AND_NORTH_EAST, "zoe")).isFalse();
        assertThat(tree().isBelow("hal", YORKSHIRE_AND_NORTH_EAST, "hal")).isFalse();
        assertThat(tree().isBelow("wes", LONDON, "hal")).isFalse();
    }

    @Test
    void whoLeavesStaysInTheTree() {
        lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");
        var wes = lead("wes", WEST_YORKSHIRE, "hal");
        lead("zoe", WEST_YORKSHIRE, "wes");

        assertThat(tree().without(wes, START).isBelow("zoe", WEST_YORKSHIRE, "hal")).isTrue();
    }

    @Test
    void anInvitationToAnotherPlaceIsNoBranchOfThisOne() {
        lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");
        lead("wes", WEST_YORKSHIRE, "hal");
        lead("wes", LONDON, "ann");
        lead("lon", LONDON, "wes");

        assertThat(tree().isBelow("lon", LONDON, "hal")).isFalse();
        assertThat(tree().isBelow("lon", LONDON, "ann")).isTrue();
    }

    @Test
    void peopleWhoInvitedEachOtherMakeNoLoop() {
        var hal = lead("hal", YORKSHIRE_AND_NORTH_EAST, "ann");
        lead("wes", YORKSHIRE_AND_NORTH_EAST, "hal");
        leads.set(leads.indexOf(hal), hal.until(START));
        lead("hal", YORKSHIRE_AND_NORTH_EAST, "wes");

        assertThat(tree().isBelow("hal", YORKSHIRE_AND_NORTH_EAST, "wes")).isTrue();
        assertThat(tree().isBelow("wes", YORKSHIRE_AND_NORTH_EAST, "hal")).isTrue();
        assertThat(tree().isBelow("ann", null, "hal")).isFalse();
    }

    @Test
    void aWiderLeadershipTakesThePlaceOfTheHubsWithinIt() {
        lead("wes", WEST_YORKSHIRE, "ann");
        lead("wes", LONDON, "ann");
        lead("eve", WEST_YORKSHIRE, "ann");

        var wider = tree().with(new Leadership("wes", YORKSHIRE_AND_NORTH_EAST, "ann", START, null));

        assertThat(wider.leads()).extracting(Leadership::organiserId, Leadership::place, Leadership::leftAt)
            .containsExactly(tuple("ann", null, null), tuple("wes", WEST_YORKSHIRE, START), tuple("wes", LONDON, null),
                    tuple("eve", WEST_YORKSHIRE, null), tuple("wes", YORKSHIRE_AND_NORTH_EAST, null));
        var whole = wider.with(new Leadership("wes", null, "ann", START, null));
        assertThat(whole.leads()).filteredOn(lead -> lead.isOf("wes"))
            .singleElement()
            .satisfies(lead -> assertThat(lead.isOfAll()).isTrue());
    }

    private LeadTree tree() {
        return new LeadTree(List.copyOf(leads), places);
    }

    private Leadership lead(String organiser, @Nullable String place, @Nullable String invitedBy) {
        var lead = new Leadership(organiser, place, invitedBy, START, null);
        leads.add(lead);
        return lead;
    }

}
