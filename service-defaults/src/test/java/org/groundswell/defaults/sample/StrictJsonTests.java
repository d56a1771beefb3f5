package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.test.web.servlet.client.RestTestClient;
import tools.jackson.databind.JsonNode;

/** A typing error in a request is refused, never lost in silence. */
@SampleServiceTest
class StrictJsonTests {

    @LocalServerPort
    private int port;

    private RestTestClient http;

    @BeforeEach
    void client() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @Test
    void whatIsRightIsTakenAndAnsweredWithTimesInMilliseconds() {
        http.post()
            .uri("/things")
            .contentType(MediaType.APPLICATION_JSON)
            .body("""
                    {"name": "a", "people": 3, "at": "2026-03-13T10:00:00.1239+01:00", "thresholds": [1], "inner": {"loud": true}}
                    """)
            .exchange()
            .expectStatus()
            .isOk()
            .expectBody()
            .json("""
                    {"name": "a", "people": 3, "at": "2026-03-13T09:00:00.123Z", "thresholds": [1], "inner": {"loud": true}}
                    """);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`',
            textBlock = """
                    {"name": "a", "people": 3, "peeple": 4}                  | peeple        | is not a field of this request
                    {"name": "a", "people": 3, "inner": {"laud": true}}      | inner.laud    | is not a field of this request
                    {"name": "a", "people": "3"}                             | people        | has a value of the wrong type or form
                    {"name": "a", "people": 3.5}                             | people        | has a value of the wrong type or form
                    {"name": "a", "people": 3.0}                             | people        | has a value of the wrong type or form
                    {"name": "a", "people": null}                            | people        | has a value of the wrong type or form
                    {"name": "a", "people": 99999999999}                     | people        | has a value of the wrong type or form
                    {"name": 5, "people": 3}                                 | name          | has a value of the wrong type or form
                    {"name": true, "people": 3}                              | name          | has a value of the wrong type or form
                    {"name": ["a"], "people": 3}                             | name          | has a value of the wrong type or form
                    {"name": "a", "people": 3, "inner": {"loud": "true"}}    | inner.loud    | has a value of the wrong type or form
                    {"name": "a", "people": 3, "inner": {"loud": 1}}         | inner.loud    | has a value of the wrong type or form
                    {"name": "a", "people": 3, "inner": ""}                  | inner         | has a value of the wrong type or form
                    {"name": "a", "people": 3, "at": 1772323200}             | at            | has a value of the wrong type or form
                    {"name": "a", "people": 3, "at": "yesterday"}            | at            | has a value of the wrong type or form
                    {"name": "a", "people": 3, "thresholds": [1, "2"]}       | thresholds[1] | has a value of the wrong type or form
                    {"name": "a", "people": 3, "thresholds": [1, 0]}         | thresholds[1] | must be between 1 and 9223372036854775807
                    {"name": "a", "people": 0}                               | people        | must be between 1 and 10000
                    {"name": " ", "people": 3}                               | name          | must be given
                    {"people": 3}                                            | name          | must be given
                    """)
    void whatIsWrongIsNamed(String body, String field, String message) {
        var problem = refused(body);
        assertThat(problem.at("/errors")).hasSize(1);
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo(field);
        assertThat(problem.at("/errors/0/message").stringValue()).isEqualTo(message);
        assertThat(problem.at("/detail").stringValue()).isEqualTo("Please check: " + field + ".");
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        var errors = refused("""
                {"name": "", "people": 0}
                """).at("/errors");
        assertThat(errors.valueStream().map(error -> error.at("/field").stringValue())).containsExactly("name",
                "people");
    }

    @ParameterizedTest
    @ValueSource(strings = { """
            {"name": "a", "name": "b", "people": 3}""", """
            {"name": "a", "people": 3} {"name": "b"}""", """
            {"name": "a", "people": 3} trailing""", """
            {"name": "a", "people": 3""", """
            {'name': 'a', 'people': 3}""", """
            {"name": "a", "people": 3,}""", """
            {"name": "a", "people": NaN}""", "", "null", "[]", "\"a\"", "<xml/>" })
    void whatIsNotTheJsonThatIsExpectedIsRefused(String body) {
        assertThat(refused(body).at("/detail").stringValue()).startsWith("The body is");
    }

    private JsonNode refused(String body) {
        EntityExchangeResult<JsonNode> answer = http.post()
            .uri("/things")
            .contentType(MediaType.APPLICATION_JSON)
            .body(body)
            .exchange()
            .returnResult(JsonNode.class);
        assertThat(answer.getStatus()).isEqualTo(HttpStatus.BAD_REQUEST);
        assertThat(answer.getResponseHeaders().getContentType()).isEqualTo(MediaType.APPLICATION_PROBLEM_JSON);
        var problem = answer.getResponseBody();
        assertThat(problem).isNotNull();
        assertThat(problem.at("/type").stringValue()).isEqualTo("/problems/invalid-request");
        assertThat(problem.at("/title").stringValue()).isEqualTo("The request is not valid");
        assertThat(problem.at("/status").intValue()).isEqualTo(400);
        assertThat(problem.at("/instance").stringValue()).isEqualTo("/things");
        assertThat(problem.toString()).doesNotContain("Exception", "groundswell", "jackson", "java.");
        return problem;
    }

}
