package org.groundswell.campaign;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;

/** The interface's description that is kept is the running service's. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class OpenApiTests extends RunningService {

    @Autowired
    private ApplicationContext context;

    @Test
    void theKeptDocumentIsWhatTheServiceSaysOfItself() {
        new ServiceDocument(context).verify();
    }

}
