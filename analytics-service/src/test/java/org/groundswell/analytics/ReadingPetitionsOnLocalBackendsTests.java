package org.groundswell.analytics;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}")
@RunsOnLocalBackends
// Contexts that are not in use are paused, and the count cannot be started again.
@DirtiesContext
class ReadingPetitionsOnLocalBackendsTests extends ReadingPetitionsTests {

}
