package org.groundswell.defaults.sample;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** No body, however it is made, is more than a client's mistake. */
@SampleServiceTest
class RequestBodyTests {

    private static final int LIMIT = 16 * 1024;

    /** A small body takes milliseconds; this is for a machine that is busy. */
    private static final Duration SOON = Duration.ofSeconds(10);

    @LocalServerPort
    private int port;

    @Autowired
    private JsonMapper json;

    @ParameterizedTest
    @ValueSource(strings = { "/things", "/anything" })
    void aBodyOfTheLargestSizeIsTaken(String path) throws Exception {
        var body = thingOf(LIMIT);
        assertThat(send(path, BodyPublishers.ofByteArray(body)).statusCode()).isEqualTo(200);
        assertThat(send(path, chunked(body)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(ints = { LIMIT + 1, 2 * LIMIT, 1_000_000 })
    void aLargerBodyIsAProblemWhetherOrNotItSaysItsLength(int length) throws Exception {
        var body = thingOf(length);
        for (var path : new String[] { "/things", "/anything" }) {
            assertProblem(send(path, BodyPublishers.ofByteArray(body)), path, 413, "payload-too-large");
            assertProblem(send(path, chunked(body)), path, 413, "payload-too-large");
        }
    }

    @ParameterizedTest
    @CsvSource({ "overlong slash, c0af", "overlong NUL, c080", "overlong in three, e080af",
            "overlong in four, f08080af", "high surrogate, eda0bd", "surrogate pair, eda0bdedb880",
            "above U+10FFFF, f4908080", "lone lead byte, c3", "truncated in three, e282", "truncated in four, f09f98",
            "lone continuation, 80", "Latin-1, e9", "impossible byte, ff", "NUL, 00" })
    void bytesThatAreNotTextAreRefused(String what, String hex) throws Exception {
        var bytes = HexFormat.of().parseHex(hex);
        assertNotText(concat("{\"name\": \"a".getBytes(UTF_8), bytes, "\", \"people\": 1}".getBytes(UTF_8)));
        assertNotText(concat("{\"name\": \"a\", \"people\": 1}".getBytes(UTF_8), bytes));
        assertNotText(bytes);
    }

    static Stream<Charset> otherEncodings() {
        return Stream.of(UTF_16BE, UTF_16LE, Charset.forName("UTF-16"), Charset.forName("UTF-32BE"),
                Charset.forName("UTF-32LE"));
    }

    @ParameterizedTest
    @MethodSource("otherEncodings")
    void anotherEncodingIsRefusedEvenWhenItIsDeclared(Charset encoding) throws Exception {
        var body = "{\"name\": \"a\", \"people\": 1}".getBytes(encoding);
        assertNotText(body);
        var declared = send("/things", BodyPublishers.ofByteArray(body), "application/json;charset=" + encoding.name());
        assertProblem(declared, "/things", 400, "invalid-request");
    }

    @Test
    void textInAnyScriptIsTakenAsItIs() throws Exception {
        var name = "Zoë 李 عائشة 🏥👩🏽‍⚕️ Ἀ\uFEFF";
        var answer = send("/things", BodyPublishers.ofString("{\"name\": \"" + name + "\", \"people\": 1}", UTF_8));
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(json.readTree(answer.body()).at("/name").stringValue()).isEqualTo(name);
    }

    static Stream<Arguments> terribleJson() {
        var deep = 8_000;
        return Stream.of(Arguments.of("deep lists", "[".repeat(deep) + "]".repeat(deep)),
                Arguments.of("deep lists, not closed", "[".repeat(LIMIT)),
                Arguments.of("deep objects", "{\"a\":".repeat(2_500) + "1" + "}".repeat(2_500)),
                Arguments.of("deep in a field", "{\"inner\":".repeat(1_500) + "1" + "}".repeat(1_500)),
                Arguments.of("deep in an unknown field", "{\"x\":" + "[".repeat(deep) + "]".repeat(deep) + "}"),
                Arguments.of("10,000 digits", people("9".repeat(10_000))),
                Arguments.of("10,000 digits after the point", people("1." + "9".repeat(10_000))),
                Arguments.of("10,000 digits in a list", "{\"thresholds\": [" + "9".repeat(10_000) + "]}"),
                Arguments.of("10,000 digits for a time", "{\"at\": " + "9".repeat(10_000) + "}"),
                Arguments.of("10,000 digits as text", people("\"" + "9".repeat(10_000) + "\"")),
                Arguments.of("10,000 digits of an exponent", people("1e" + "9".repeat(10_000))),
                Arguments.of("two keys", "{\"name\": \"a\", \"people\": 1, \"name\": \"b\"}"),
                Arguments.of("two keys, one escaped", "{\"name\": \"a\", \"people\": 1, \"n\\u0061me\": \"b\"}"),
                Arguments.of("not a number", people("NaN")), Arguments.of("infinity", people("Infinity")),
                Arguments.of("minus infinity", people("-Infinity")), Arguments.of("plus", people("+1")),
                Arguments.of("leading zero", people("01")), Arguments.of("hexadecimal", people("0x1")),
                Arguments.of("no digits before the point", people(".5")),
                Arguments.of("no digits after the point", people("1.")), Arguments.of("only a minus", people("-")),
                Arguments.of("a number as key", "{1: 2}"), Arguments.of("a word as key", "{name: \"a\"}"),
                Arguments.of("null as key", "{null: 1}"), Arguments.of("a list as key", "{[]: 1}"),
                Arguments.of("no key", "{: 1}"), Arguments.of("no value", "{\"name\"}"),
                Arguments.of("a second value", "{\"name\": \"a\", \"people\": 1} {}"),
                Arguments.of("a trailing brace", "{\"name\": \"a\", \"people\": 1}}"),
                Arguments.of("a comment", "{\"name\": \"a\", /* b */ \"people\": 1}"),
                Arguments.of("a raw line break in text", "{\"name\": \"a\nb\", \"people\": 1}"),
                Arguments.of("a raw escape in text", "{\"name\": \"a\u001b\", \"people\": 1}"),
                Arguments.of("an unknown escape", "{\"name\": \"\\x41\", \"people\": 1}"),
                Arguments.of("half an escape", "{\"name\": \"\\u00"), Arguments.of("nothing", ""),
                Arguments.of("blanks", " \r\n\t "), Arguments.of("a byte order mark", "\uFEFF"),
                Arguments.of("commas", ",".repeat(LIMIT)), Arguments.of("quotes", "\"".repeat(LIMIT)),
                Arguments.of("backslashes", "\"" + "\\".repeat(LIMIT - 2)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("terribleJson")
    void terribleJsonIsAProblemAndNothingWorse(String what, String body) throws Exception {
        assertProblem(post("/things", body), "/things", 400, "invalid-request");
    }

    static Stream<Arguments> unexpectedJson() {
        return Stream.of(Arguments.of("a list", "[]"),
                Arguments.of("a list of what is right", "[{\"name\": \"a\", \"people\": 1}]"),
                Arguments.of("text", "\"a\""), Arguments.of("empty text", "\"\""), Arguments.of("null", "null"),
                Arguments.of("true", "true"), Arguments.of("a number", "1"),
                Arguments.of("an exponent that fills the memory", people("1e999999999")),
                Arguments.of("the same below zero", people("-1e999999999")),
                Arguments.of("the same below one", people("1e-999999999")),
                Arguments.of("an exponent too large for one", people("1e99999999999999999999")),
                Arguments.of("exponents in a list", "{\"thresholds\": [1e999999999]}"),
                Arguments.of("an exponent for a time", "{\"at\": 1e999999999}"),
                Arguments.of("an exponent as text", people("\"1e999999999\"")),
                Arguments.of("an exponent in an unknown field", "{\"x\": 1e999999999}"),
                Arguments.of("an empty key", "{\"\": 1}"), Arguments.of("half a character as key", "{\"\\ud83d\": 1}"),
                Arguments.of("the other half", "{\"\\ude00\\ud83d\": 1}"),
                Arguments.of("control characters as key", "{\"\\u0000\\u001b[31m\\r\\n\": 1}"),
                Arguments.of("markup as key", "{\"<script>alert(1)</script>\": 1}"),
                Arguments.of("a long key", "{\"" + "k".repeat(16_000) + "\": 1}"),
                Arguments.of("an object for text", "{\"name\": {}, \"people\": 1}"),
                Arguments.of("a list for a number", people("[1]")),
                Arguments.of("an object for a list", "{\"thresholds\": {}}"),
                Arguments.of("text for a list", "{\"thresholds\": \"\"}"),
                Arguments.of("a list for an object", "{\"inner\": []}"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unexpectedJson")
    void jsonThatIsNotTheExpectedIsAProblem(String what, String body) throws Exception {
        assertProblem(post("/things", body), "/things", 400, "invalid-request");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("terribleJson")
    void terribleJsonIsNoWorseWhereAnythingIsTaken(String what, String body) throws Exception {
        assertThat(post("/anything", body).statusCode()).isIn(200, 400);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unexpectedJson")
    void unexpectedJsonIsNoWorseWhereAnythingIsTaken(String what, String body) throws Exception {
        assertThat(post("/anything", body).statusCode()).isIn(200, 400);
    }

    @ParameterizedTest
    @ValueSource(strings = { "text/plain", "application/xml", "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x", "application/octet-stream", "application/json;charset=nonsense", "json",
            "*/*;q=x", ";", "" })
    void anotherContentTypeIsAProblem(String contentType) throws Exception {
        for (var path : new String[] { "/things", "/anything" }) {
            var answer = send(path, BodyPublishers.ofString("{\"name\": \"a\", \"people\": 1}"), contentType);
            assertProblem(answer, path, 415, "unsupported-media-type");
        }
    }

    private static String people(String value) {
        return "{\"name\": \"a\", \"people\": " + value + "}";
    }

    private static byte[] thingOf(int length) {
        var around = "{\"name\": \"\", \"people\": 1}".length();
        return ("{\"name\": \"" + "a".repeat(length - around) + "\", \"people\": 1}").getBytes(UTF_8);
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static byte[] concat(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private void assertNotText(byte[] body) throws Exception {
        for (var path : new String[] { "/things", "/anything" }) {
            var problem = assertProblem(send(path, BodyPublishers.ofByteArray(body)), path, 400, "invalid-request");
            assertThat(problem.at("/detail").stringValue()).isEqualTo("The body is not text in UTF-8.");
        }
    }

    private JsonNode assertProblem(HttpResponse<String> answer, String path, int status, String type) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        JsonNode problem = json.readTree(answer.body());
        assertThat(problem.at("/type").stringValue()).isEqualTo("/problems/" + type);
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
        assertThat(problem.at("/instance").stringValue()).isEqualTo(path);
        assertThat(answer.body()).doesNotContain("Exception", "java", "jackson", "groundswell");
        return problem;
    }

    private HttpResponse<String> post(String path, String body) throws IOException, InterruptedException {
        return send(path, BodyPublishers.ofString(body, UTF_8));
    }

    private HttpResponse<String> send(String path, BodyPublisher body) throws IOException, InterruptedException {
        return send(path, body, "application/json");
    }

    private HttpResponse<String> send(String path, BodyPublisher body, String contentType)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + port + path))
            .header("Content-Type", contentType)
            .timeout(SOON)
            .POST(body)
            .build();
        try (var client = HttpClient.newHttpClient()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

}
