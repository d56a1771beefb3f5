package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Every error is a problem by RFC 9457, and says nothing of what is inside. */
@SampleServiceTest
class ErrorAnswersTests {

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @ParameterizedTest
    @CsvSource({ "GET, /nothing, 404, not-found", "GET, /things/1/2, 404, not-found",
            "DELETE, /things, 405, method-not-allowed", "PUT, /things/1, 405, method-not-allowed",
            "GET, /things/one, 400, invalid-request", "GET, /things?size=0, 400, invalid-request",
            "GET, /things?size=many, 400, invalid-request", "GET, /private, 401, unauthorized",
            "GET, /not-listed, 401, unauthorized", "GET, /error, 404, not-found", "GET, /broken, 500, internal-error",
            "GET, /store-away, 503, service-unavailable" })
    void everyErrorIsAProblem(String method, String path, int status, String type) throws Exception {
        var answer = send(request(path).method(method, BodyPublishers.noBody()).build());
        assertProblem(answer, status, type);
        assertThat(json.readTree(answer.body()).at("/instance").stringValue())
            .isEqualTo(path.replaceFirst("\\?.*", ""));
    }

    @ParameterizedTest
    @ValueSource(strings = { "/things;x=1", "//things", "//", "/things/%2e%2e/broken", "/things/%0d%0a" })
    void anAddressThatNobodyWouldTypeIsAProblemToo(String path) throws Exception {
        assertProblem(send(request(path).build()), 400, "invalid-request");
    }

    @Test
    void aParameterThatIsWrongIsNamed() throws Exception {
        var problem = json.readTree(send(request("/things?size=101").build()).body());
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("size");
        assertThat(problem.at("/errors/0/message").stringValue()).contains("1", "100");
    }

    @Test
    void anotherMethodIsToldWhichOnesThereAre() throws Exception {
        var answer = send(request("/things").DELETE().build());
        assertThat(answer.headers().firstValue("Allow").orElseThrow()).contains("GET").contains("POST");
    }

    @Test
    void aFormatThatIsNotAvailableIsAProblemInJson() throws Exception {
        assertProblem(send(request("/things").header("Accept", "application/xml").build()), 406, "not-acceptable");
    }

    @Test
    void aBodyInAFormatThatIsNotUnderstoodIsAProblem() throws Exception {
        var answer = send(request("/things").POST(BodyPublishers.ofString("name=a"))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .build());
        assertProblem(answer, 415, "unsupported-media-type");
        assertThat(answer.headers().firstValue("Accept").orElseThrow()).contains("application/json");
    }

    @Test
    void whoIsToComeBackLaterIsToldWhen() throws Exception {
        assertThat(send(request("/store-away").build()).headers().firstValue("Retry-After")).contains("2");
    }

    @Test
    void whoIsNotSignedInIsToldHow() throws Exception {
        assertThat(send(request("/private").build()).headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }

    private void assertProblem(HttpResponse<String> answer, int status, String type) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.at("/type").stringValue()).isEqualTo("/problems/" + type);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
        assertThat(answer.body()).doesNotContain(SampleController.SECRET, "Exception", "java", "spring", "trace");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://localhost:" + port + path));
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

}
