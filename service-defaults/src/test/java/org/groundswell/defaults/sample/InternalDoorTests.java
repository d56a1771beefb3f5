package org.groundswell.defaults.sample;

import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

/** What is below {@code /internal} opens to the services' shared credential alone. */
@SampleServiceTest
class InternalDoorTests {

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @BeforeEach
    void client() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void aServiceComesIn() {
        http.get()
            .uri("/internal/things")
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .jsonPath("$.seen")
            .isEqualTo("inside");
    }

    @ParameterizedTest
    @ValueSource(strings = { "/internal/things", "/internal/nothing", "/internal" })
    void nobodyElseDoes(String path) {
        http.get()
            .uri(path)
            .exchange()
            .expectStatus()
            .isUnauthorized()
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON)
            .expectHeader()
            .valueEquals("WWW-Authenticate", "Basic realm=\"internal\"");
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "wrong-credential-of-tests", TestSecrets.INTERNAL + "x" })
    void aWrongCredentialDoesNotOpen(String secret) {
        http.get()
            .uri("/internal/things")
            .headers(headers -> headers.setBasicAuth("service", secret))
            .exchange()
            .expectStatus()
            .isUnauthorized()
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

}
