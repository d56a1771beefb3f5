package org.groundswell.campaign;

import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnLocalBackends
class FormerCampaignsOnLocalBackendsTests extends FormerCampaignsTests {

}
