package org.groundswell.pledge;

import org.groundswell.defaults.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theDomainKnowsNothingOfWhatIsAroundIt() {
        new Architecture("org.groundswell.pledge").check();
    }

}
