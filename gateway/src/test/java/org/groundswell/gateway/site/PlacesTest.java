package org.groundswell.gateway.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.groundswell.gateway.site.Places.Place;
import org.junit.jupiter.api.Test;

class PlacesTest {

    @Test
    void everyPlaceOfTheListCanBeChosen() {
        var groups = new Places().groups();

        assertThat(groups.keySet()).containsExactly("Nations", "England: regions", "England: integrated care boards",
                "Wales: health boards");
        assertThat(groups.values().stream().mapToInt(List::size).sum()).isEqualTo(60);
    }

    @Test
    void namesWithCommasAreWhole() {
        assertThat(new Places().groups().get("England: integrated care boards"))
            .contains(new Place("QK1", "Leicester, Leicestershire and Rutland"), new Place("QWO", "West Yorkshire"));
    }

}
