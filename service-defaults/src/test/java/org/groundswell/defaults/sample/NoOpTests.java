package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import org.groundswell.defaults.benchmark.NoOpDefaults;
import org.groundswell.defaults.testing.RunsOnLocalBackends;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.web.server.LocalServerPort;

@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = { "spring.config.name=sample-service", "groundswell.benchmark.no-op=true" })
@RunsOnLocalBackends
class NoOpTests {

    @LocalServerPort
    private int port;

    private final HttpClient http = HttpClient.newHttpClient();

    @Test
    void aRequestThatDoesNothingIsAnsweredToEverybody() throws Exception {
        assertThat(http.send(request().build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
        var pledge = request().POST(BodyPublishers.ofString("{}")).header("Content-Type", "application/json").build();
        assertThat(http.send(pledge, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    @Test
    void thereIsNoneUnlessItWasAskedFor() {
        new ApplicationContextRunner().withConfiguration(AutoConfigurations.of(NoOpDefaults.class))
            .run(context -> assertThat(context).doesNotHaveBean(NoOpDefaults.class));
    }

    private HttpRequest.Builder request() {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/no-op"));
    }

}
