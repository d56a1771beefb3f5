package org.groundswell.campaign;

import org.groundswell.defaults.testing.RunsOnContainers;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT)
@RunsOnContainers
class FormerCampaignsOnContainersTests extends FormerCampaignsTests {

}
