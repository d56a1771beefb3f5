package org.groundswell.analytics;

import org.groundswell.defaults.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theDomainKnowsNothingOfWhatIsAroundIt() {
        new Architecture("org.groundswell.analytics").check();
    }

}
