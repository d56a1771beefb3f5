package org.groundswell.notification;

import org.groundswell.defaults.testing.Architecture;
import org.junit.jupiter.api.Test;

class ArchitectureTests {

    @Test
    void theDomainKnowsNothingOfWhatIsAroundIt() {
        new Architecture("org.groundswell.notification").check();
    }

}
