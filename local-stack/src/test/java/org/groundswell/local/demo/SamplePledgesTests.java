package org.groundswell.local.demo;

import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

import org.groundswell.local.client.Pledge;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SamplePledgesTests {

    @Test
    void thereAreManyDifferentOnesWithinThePlatformsLimits() {
        List<Pledge> samples = SamplePledges.read();
        assertThat(samples).hasSizeGreaterThanOrEqualTo(40).extracting(Pledge::text).doesNotHaveDuplicates();
        assertThat(samples).allSatisfy((pledge) -> {
            assertThat(pledge.text()).isNotBlank().hasSizeLessThanOrEqualTo(500);
            assertThat(pledge.role()).isIn("clinical", "patient", "carer", "volunteer", "manager", "student", "public");
            assertThat(pledge.theme()).isIn("dignity", "safety");
            assertThat(pledge.displayName()).satisfiesAnyOf((name) -> assertThat(name).isNull(),
                    (name) -> assertThat(name).hasSizeLessThanOrEqualTo(80).doesNotMatch("[=+\\-@].*"));
        });
    }

    @Test
    void mostAreOfOnePersonAndSomeOfATeam() {
        SamplePledges samples = new SamplePledges(new Random(1));
        List<Integer> people = Stream.generate(samples::next).limit(500).map(Pledge::people).toList();
        assertThat(people).filteredOn((count) -> count == 1).hasSizeGreaterThan(250);
        assertThat(people).filteredOn((count) -> count > 2).hasSizeGreaterThan(50);
    }

}
