package org.groundswell.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The description of the interface is there for every program, whoever is away. */
class OpenApiTest extends GatewayTest {

    @Test
    void everybodyMayReadIt() {
        var answer = send(request("/api/openapi.json").header("Origin", "https://any.example"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Access-Control-Allow-Origin")).contains("*");
        assertThat(json(answer).path("openapi").stringValue()).startsWith("3.1.");
        assertThat(json(answer).at("/paths").propertyNames()).contains("/api/campaigns", "/api/pledges/{id}",
                "/petitions.json", "/api/health");
        assertThat(json(answer).at("/paths").propertyNames()).noneMatch(path -> path.startsWith("/internal"));
    }

    @Test
    void whoHasItAlreadyIsToldSo() {
        var tag = get("/api/openapi.json").headers().firstValue("ETag").orElseThrow();

        var answer = send(request("/api/openapi.json").header("If-None-Match", tag));

        assertThat(answer.statusCode()).isEqualTo(304);
        assertThat(answer.body()).isEmpty();
    }

}
