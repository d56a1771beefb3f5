package org.groundswell.pledge;

import org.groundswell.defaults.testing.RunsOnContainers;
import org.groundswell.defaults.testing.TestSecrets;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "groundswell.pledges.secret-key=" + TestSecrets.KEY)
@RunsOnContainers
class PledgingOnContainersTests extends PledgingTests {

}
