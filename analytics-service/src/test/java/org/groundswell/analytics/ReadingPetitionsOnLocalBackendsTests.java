package org.groundswell.analytics;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}")
@RunsOnLocalBackends
class ReadingPetitionsOnLocalBackendsTests extends ReadingPetitionsTests {

}
