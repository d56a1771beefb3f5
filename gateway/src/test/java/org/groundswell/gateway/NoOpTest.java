package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

@TestPropertySource(properties = "groundswell.benchmark.no-op=true")
class NoOpTest extends GatewayTest {

    @Test
    void passesToPledgeServiceWhereABenchmarkAskedForIt() {
        pledges.on("POST /api/no-op", StubService.json(201, "{}"));
        otherPledges.on("POST /api/no-op", StubService.json(201, "{}"));

        assertThat(send(request("/api/no-op").POST(BodyPublishers.ofString("{}"))).statusCode()).isEqualTo(201);
    }

}
