package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PledgeIdsTests {

    private final PledgeIds ids = new PledgeIds();

    @Test
    void theSameKeyOfTheSameCampaignIsTheSameId() {
        assertThat(ids.of("c1", "key-00001")).isEqualTo(new PledgeIds().of("c1", "key-00001"));
    }

    @Test
    void anotherKeyOrAnotherCampaignIsAnotherId() {
        assertThat(IntStream.range(0, 10_000)
            .mapToObj(i -> ids.of("c" + i % 10, "key-" + i / 10))
            .collect(Collectors.toSet())).hasSize(10_000);
    }

    @Test
    void theKeyOfALineMeansNothingOutsideOfBatches() {
        assertThat(ids.ofLine("c1", "key-00001")).isEqualTo(new PledgeIds().ofLine("c1", "key-00001"))
            .isNotEqualTo(ids.of("c1", "key-00001"))
            .isNotEqualTo(ids.of("c1", "batch" + "key-00001"))
            .isNotEqualTo(ids.ofLine("c2", "key-00001"));
    }

    @Test
    void withoutAKeyEveryIdIsNew() {
        assertThat(IntStream.range(0, 10_000).mapToObj(i -> ids.of("c1", null)).collect(Collectors.toSet()))
            .hasSize(10_000)
            .allMatch(id -> id.matches("[a-z0-9]{26}"));
    }

}
