package org.groundswell.notification;

import java.util.Map;
import java.util.stream.Stream;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Credentials;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/** Nobody calls this service: an address that comes to it needs a row here. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class AccessTests extends RunningService {

    @Autowired
    private ApplicationContext service;

    @TestFactory
    Stream<DynamicTest> everybodyMayDoWhatIsTheirsAndNothingElse() {
        return new AccessMatrix(service, new Credentials(Map.of(), claims -> "", token -> {
        })).tests();
    }

}
