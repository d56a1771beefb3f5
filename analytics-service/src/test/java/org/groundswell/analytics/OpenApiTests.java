package org.groundswell.analytics;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.ApplicationContext;
import org.springframework.test.annotation.DirtiesContext;

/** The interface's description that is kept is the running service's. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "groundswell.analytics.state-dir=${java.io.tmpdir}/groundswell-test-${random.uuid}")
@RunsOnLocalBackends
// Contexts that are not in use are paused, and the count cannot be started again.
@DirtiesContext
class OpenApiTests {

    @Autowired
    private ApplicationContext context;

    @Test
    void theKeptDocumentIsWhatTheServiceSaysOfItself() {
        new ServiceDocument(context).verify();
    }

}
