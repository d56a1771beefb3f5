package org.groundswell.defaults.sample;

import org.groundswell.defaults.testing.RunsOnContainers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT, properties = "spring.config.name=sample-service")
@RunsOnContainers
class DeadLettersOnContainersTests extends DeadLettersTests {

}
