package org.groundswell.campaign;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.groundswell.defaults.testing.openapi.ServiceDocument;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.ApplicationContext;
import org.springframework.test.context.TestPropertySource;

/** The interface's description that is kept is the running service's. */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
// What is there only where a provider signs organisers in is described as well.
@TestPropertySource(properties = { "groundswell.sign-in.provider.issuer=https://accounts.example.org",
        "groundswell.sign-in.provider.client-id=groundswell", "groundswell.sign-in.provider.client-secret=secret" })
class OpenApiTests extends RunningService {

    @Autowired
    private ApplicationContext context;

    @Test
    void theKeptDocumentIsWhatTheServiceSaysOfItself() {
        new ServiceDocument(context).verify();
    }

}
