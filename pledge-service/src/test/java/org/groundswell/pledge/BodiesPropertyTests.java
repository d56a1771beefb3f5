package org.groundswell.pledge;

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
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.Tuple.Tuple2;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.groundswell.defaults.testing.LocalBackends;
import org.groundswell.defaults.testing.StandaloneService;
import org.groundswell.defaults.testing.TestSecrets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.support.StaticApplicationContext;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What holds of all bodies that a pledge can be sent as, over HTTP. */
class BodiesPropertyTests {

    private static final int TRIES = 400;

    private static final int LARGEST = 16 * 1024;

    /** Of longer ones a JSON parser does not say where they are. */
    private static final int LONGEST_NUMBER = 1_000;

    private static final String PATH = "/api/campaigns/a-campaign/pledges";

    private static final List<String> ROLES = List.of("clinical", "public");

    private static final List<String> THEMES = List.of("dignity", "safety");

    private static final List<String> PLACES = List.of("QWO", "E92000001", "QYG");

    private static final List<String> FIELDS = List.of("text", "displayName", "anonymous", "email", "updates", "place",
            "role", "theme", "people", "channel", "invitedBy");

    /** Characters that are more than one code point, or that something could act upon. */
    private static final List<String> PIECES = List.of(" ", "a", "Zoë", "e\u0301", "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤", "ﬁ", "Ǆ", "İ", "ß",
            "ffi", "один", "χαίρε", "سأستمع", "שלום", "\u200F", "\u202E", "\u2066", "सुनूँगा", "क्ष", "ত্র", "கௌ",
            "ฟัง", "ကြိုး", "我会倾听", "聞きます", "\u1112\u1161\u11AB", "한", "\uD840\uDC00", "𝕏", "𐍈", "🙂", "👩🏽‍⚕️",
            "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿", "🇬🇧", "1️⃣", "\u00AD", "\u200B", "\u200D", "\u2028", "\u2029", "\u3000",
            "\uFEFF", "\uFFFD", "\uFFFF", "\uDBFF\uDFFF", "<b>", "</script>", "&amp;", "\"", "\\", "'", "`", "${x}",
            "{{x}}", "%00", "$set", "a.b", "Dr. ", "; --", "2 + 2");

    private static final JsonMapper JSON = JsonMapper.builder()
        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
        .build();

    private static final JsonMapper ESCAPED = JSON.rebuild().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private static ConfigurableApplicationContext service = new StaticApplicationContext();

    private static HttpClient client = HttpClient.newHttpClient();

    @BeforeContainer
    static void start() {
        service = StandaloneService.of(PledgeService.class)
            .initializers(new LocalBackends())
            .run("--server.port=0", "--groundswell.pledges.secret-key=" + TestSecrets.KEY);
        service.getBean(Campaigns.class)
            .keep(new Campaign("a-campaign", "0000000000000000000000000c", "T", "I will listen",
                    Instant.now().minusSeconds(60), null, THEMES, ROLES, Verification.NONE, false, null), 1);
    }

    @AfterContainer
    static void stop() {
        service.close();
        client.close();
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES)
    void whatKeepsTheRulesIsAcceptedAndComesBackAsTyped(@ForAll("submissions") Map<String, Object> fields,
            @ForAll boolean escaped) throws Exception {
        var answer = post((escaped ? ESCAPED : JSON).writeValueAsBytes(fields));

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        var pledge = JSON.readTree(answer.body());
        assertComesBack(fields, pledge);
        var read = send(HttpRequest.newBuilder(at("/api/pledges/" + pledge.at("/id").stringValue())).build());
        assertThat(read.statusCode()).isEqualTo(200);
        if (!pledge.has("held")) {
            assertComesBack(fields, JSON.readTree(read.body()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = 2 * TRIES)
    void whatBreaksOneRuleIsRefusedByItsName(@ForAll("submissions") Map<String, Object> fields,
            @ForAll("breaches") Tuple2<String, String> breach) throws Exception {
        var broken = new LinkedHashMap<String, String>();
        fields.forEach((name, value) -> broken.put(name, JSON.writeValueAsString(value)));
        broken.put(breach.get1(), breach.get2());

        assertRefused(post(object(broken).getBytes(UTF_8)), 400, breach.get1());
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 4)
    void aFieldThatComesTwiceIsRefused(@ForAll("submissions") Map<String, Object> fields, @ForAll("names") String name)
            throws Exception {
        var once = JSON.writeValueAsString(fields);
        var twice = "%s%s\"%s\": null, \"%s\": null}".formatted(once.substring(0, once.length() - 1),
                fields.isEmpty() ? "" : ",", name, name);

        assertRefused(post(twice.getBytes(UTF_8)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES)
    void aBodyThatIsDamagedOnItsWayIsNeverMoreThanAClientsMistake(@ForAll("submissions") Map<String, Object> fields,
            @ForAll @IntRange(max = 10_000) int place, @ForAll @IntRange(max = 3) int cut, @ForAll byte[] put)
            throws Exception {
        var whole = JSON.writeValueAsBytes(fields);
        int at = place % whole.length;
        var damaged = new ByteArrayOutputStream();
        damaged.write(whole, 0, at);
        damaged.writeBytes(put);
        damaged.write(whole, Math.min(at + cut, whole.length), Math.max(0, whole.length - at - cut));

        var body = damaged.toByteArray();
        var answer = post(body);
        if (answer.statusCode() != 201) {
            assertRefused(answer, body.length > LARGEST ? 413 : 400, null);
        }
        else {
            assertThat(isJson(body)).as("accepted, though it is not JSON").isTrue();
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 4)
    void theBeginningOfABodyIsRefused(@ForAll("submissions") Map<String, Object> fields,
            @ForAll @IntRange(max = 10_000) int place) throws Exception {
        var whole = JSON.writeValueAsBytes(fields);

        assertRefused(post(Arrays.copyOf(whole, place % whole.length)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 4)
    void whatIsNotUtf8IsRefused(@ForAll("submissions") Map<String, Object> fields, @ForAll("noUtf8") byte[] bytes)
            throws Exception {
        var body = new ByteArrayOutputStream();
        var whole = JSON.writeValueAsString(fields);
        body.writeBytes(whole.substring(0, whole.length() - 1).getBytes(UTF_8));
        body.writeBytes(((fields.isEmpty() ? "" : ",") + "\"text\": \"").getBytes(UTF_8));
        body.writeBytes(bytes);
        body.writeBytes("\"}".getBytes(UTF_8));

        assertRefused(post(body.toByteArray()), 400, null);
        assertRefused(post(whole.getBytes(StandardCharsets.UTF_16LE)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 20)
    void aNumberOfAnyLengthIsRefused(@ForAll("names") String name,
            @ForAll @IntRange(min = LONGEST_NUMBER + 1, max = 15_000) int digits) throws Exception {
        var number = "{\"%s\": %s}".formatted(name, "7".repeat(digits));

        assertRefused(post(number.getBytes(UTF_8)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 20)
    void aFieldNamedByHalfACharacterIsRefused(@ForAll("names") String name,
            @ForAll @IntRange(min = Character.MIN_SURROGATE, max = Character.MAX_SURROGATE) int half) throws Exception {
        var body = "{\"%s\\u%04x\": 1}".formatted(name, half);

        assertRefused(post(body.getBytes(UTF_8)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 20)
    void nestingIsRefused(@ForAll @IntRange(min = 1, max = 8_000) int depth, @ForAll boolean closed,
            @ForAll("opened") String opening) throws Exception {
        var body = opening.repeat(Math.min(depth, LARGEST / opening.length() / 2))
                + (closed ? "]".repeat(depth / 2) : "");

        assertRefused(post(body.getBytes(UTF_8)), 400, null);
    }

    @Property(edgeCases = EdgeCasesMode.NONE, tries = TRIES / 20)
    void aBodyHasUpTo16384BytesWhetherOrNotItSaysSo(@ForAll("submissions") Map<String, Object> fields,
            @ForAll @IntRange(min = 1, max = 20_000) int more) throws Exception {
        var whole = JSON.writeValueAsBytes(fields);
        if (whole.length > LARGEST) {
            return;
        }

        for (int length : new int[] { LARGEST, LARGEST + 1, LARGEST + more }) {
            var padded = Arrays.copyOf(whole, length);
            Arrays.fill(padded, whole.length, length, (byte) ' ');
            for (var body : List.of(BodyPublishers.ofByteArray(padded), chunked(padded))) {
                var answer = post(body);
                if (length == LARGEST) {
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
                }
                else {
                    assertRefused(answer, 413, null);
                }
            }
        }
    }

    @Provide
    Arbitrary<Map<String, Object>> submissions() {
        return Combinators.combine(List.of(maybe("text", texts(500)),
                maybe("displayName", texts(80).filter(BodiesPropertyTests::isNoLink)),
                maybe("anonymous", Arbitraries.of(true, false)), maybe("email", emails()),
                maybe("updates", Arbitraries.of(true, false)), maybe("place", Arbitraries.of(PLACES)),
                maybe("role", Arbitraries.of(ROLES)), maybe("theme", Arbitraries.of(THEMES)),
                maybe("people",
                        Arbitraries.oneOf(Arbitraries.of(1, 10_000), Arbitraries.integers().between(1, 10_000))),
                maybe("channel", Arbitraries.of("web", "widget", "api", "event", "paper")),
                maybe("invitedBy", visible(1, 128))))
            .as(fields -> {
                var given = new LinkedHashMap<String, Object>();
                fields.forEach(given::putAll);
                return given;
            });
    }

    /** A field, and a value that it must not have, as JSON. */
    @Provide
    Arbitrary<Tuple2<String, String>> breaches() {
        var text = Arbitraries.of("text", "displayName");
        var words = Arbitraries.of("text", "displayName", "email", "place", "role", "theme", "channel", "invitedBy");
        var notWords = Arbitraries.oneOf(
                Arbitraries.of("true", "false", "[]", "{}", "[\"a\"]", "{\"a\": \"b\"}", "1.5"),
                Arbitraries.bigIntegers().map(Object::toString));
        return Arbitraries.oneOf(Combinators.combine(words, notWords).as(Tuple::of),
                Combinators.combine(text, spoiled()).as(Tuple::of),
                Combinators.combine(text, Arbitraries.of("", " ", "  ", "\u00A0", "\u3000", "\u2028"))
                    .as((field, blank) -> Tuple.of(field, quoted(blank.repeat(3)))),
                tooLong(500).map(words500 -> Tuple.of("text", words500)),
                tooLong(80).map(words80 -> Tuple.of("displayName", words80)),
                Combinators.combine(Arbitraries.of("=", "+", "-", "@"), texts(79))
                    .as((sign, name) -> Tuple.of("displayName", quoted(sign + name))),
                Combinators.combine(
                        Arbitraries.of("https://example.org", "http://a", "see ftp://x.y/z", "www.example.org",
                                "I am www.example.org", "example.com", "EXAMPLE.CO.UK", "example.org/ward?7"),
                        Arbitraries.of("", "/"))
                    .as((link, end) -> Tuple.of("displayName", quoted(link + end))),
                Combinators.combine(Arbitraries.of("place", "role", "theme", "channel"), visible(6, 60))
                    .as((field, unknown) -> Tuple.of(field, quoted("x" + unknown))),
                Combinators
                    .combine(Arbitraries.of("anonymous", "updates"),
                            Arbitraries.of("0", "1", "\"true\"", "\"\"", "[]", "{}", "[true]", "1.0"))
                    .as(Tuple::of),
                Combinators.combine(Arbitraries.just("people"),
                        Arbitraries.oneOf(Arbitraries.integers().lessOrEqual(0).map(Object::toString),
                                Arbitraries.integers().greaterOrEqual(10_001).map(Object::toString),
                                Arbitraries.longs().greaterOrEqual(1L << 32).map(Object::toString),
                                Arbitraries.integers().between(19, LONGEST_NUMBER).map("9"::repeat),
                                Arbitraries.of("1.0", "1.5", "1e2", "-0", "1e999999999", "\"1\"", "\"\"", "true", "[]",
                                        "[1]", "{}")))
                    .as(Tuple::of),
                Arbitraries
                    .of("nobody", "@example.org", "a@", "a b@example.org", "a@b c", "a@@b", "a@b..c", "a@.b", "a@-",
                            "<a@example.org>", "a@example.org, b@example.org", "a@example.org\u2028",
                            "a@example.org\r\nBcc: b@example.org", "a".repeat(250) + "@a.uk")
                    .map(address -> Tuple.of("email", quoted(address))),
                Arbitraries.oneOf(visible(129, 300), Arbitraries.of("", "a b", "é", "\u007F"))
                    .map(id -> Tuple.of("invitedBy", quoted(id))),
                Combinators
                    .combine(
                            Arbitraries.oneOf(unknownNames(),
                                    Arbitraries.of("Text", "PEOPLE", "text ", "", "id", "madeAt", "$where", "__proto__",
                                            "class")),
                            Arbitraries.of("1", "null", "\"x\"", "[[[[]]]]", "[".repeat(400) + "]".repeat(400)))
                    .as(Tuple::of));
    }

    @Provide
    Arbitrary<String> names() {
        return Arbitraries.oneOf(Arbitraries.of(FIELDS), Arbitraries.strings().alpha().ofMinLength(1));
    }

    @Provide
    Arbitrary<byte[]> noUtf8() {
        return Arbitraries
            .of("80", "C0AF", "C1BF", "C3", "E28F", "EDA080", "EDBFBF", "EDA0BDEDB982", "F4908080", "F08080AF",
                    "F8888080", "FE", "FF", "00")
            .map(hex -> HexFormat.of().parseHex(hex));
    }

    @Provide
    Arbitrary<String> opened() {
        return Arbitraries.of("[", "{\"text\":", "{\"people\":[", "{\"\":[");
    }

    private static Arbitrary<Map<String, Object>> maybe(String field, Arbitrary<?> values) {
        return values.map(value -> Map.<String, Object>of(field, value))
            .optional(0.5)
            .map(given -> given.orElseGet(Map::of));
    }

    /** Up to so many characters of any script, not all of them blank. */
    private static Arbitrary<String> texts(int longest) {
        var character = Arbitraries.integers()
            .between(0x20, Character.MAX_CODE_POINT)
            .filter(code -> !Character.isISOControl(code) && Character.getType(code) != Character.SURROGATE)
            .map(Character::toString);
        var piece = Arbitraries.frequencyOf(Tuple.of(3, Arbitraries.of(PIECES)), Tuple.of(1, character));
        var some = piece.list().ofMaxSize(longest / 2).map(pieces -> cut(String.join("", pieces), longest));
        var most = piece.map(one -> cut(one.repeat(longest), longest));
        return Arbitraries.frequencyOf(Tuple.of(5, some), Tuple.of(1, most)).filter(BodiesPropertyTests::isNotBlank);
    }

    private static Arbitrary<String> tooLong(int longest) {
        return Combinators.combine(Arbitraries.of(PIECES), Arbitraries.integers().between(1, 100))
            .as((piece, more) -> quoted(cut(("x" + piece).repeat(longest + more), longest + more)));
    }

    /** Words with a control character, or with half of a character. */
    private static Arbitrary<String> spoiled() {
        var control = Arbitraries.integers().between(0, 0x9F).filter(Character::isISOControl);
        var half = Arbitraries.integers().between(Character.MIN_SURROGATE, Character.MAX_SURROGATE);
        return Combinators.combine(texts(40), Arbitraries.oneOf(control, half), texts(39))
            .as((before, bad, after) -> quoted(before).replaceFirst("\"$", "") + "\\u%04x".formatted(bad)
                    + quoted(after).substring(1));
    }

    private static Arbitrary<String> emails() {
        var name = Arbitraries.strings().withChars("abcXYZ019!#$%&'*+-/=?^_`{|}~").ofMinLength(1).ofMaxLength(20);
        var host = Arbitraries.of("example.org", "EXAMPLE.ORG", "nhs.net", "gmail.com", "bücher.example", "例え.テスト");
        return Combinators.combine(name, host).as((before, after) -> before + "@" + after);
    }

    private static Arbitrary<String> visible(int shortest, int longest) {
        return Arbitraries.strings().withCharRange('!', '~').ofMinLength(shortest).ofMaxLength(longest);
    }

    private static Arbitrary<String> unknownNames() {
        return texts(30).filter(name -> !FIELDS.contains(name));
    }

    private static String cut(String text, int longest) {
        return text.codePointCount(0, text.length()) <= longest ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    private static boolean isNotBlank(String text) {
        return text.codePoints().anyMatch(code -> !Character.isWhitespace(code) && !Character.isSpaceChar(code));
    }

    private static boolean isNoLink(String name) {
        return "=+-@".indexOf(name.charAt(0)) < 0 && !name.contains("://") && !name.contains("www.")
                && (name.contains(" ") || !name.contains("."));
    }

    private static String quoted(String text) {
        return ESCAPED.writeValueAsString(text);
    }

    private static String object(Map<String, String> fields) {
        return fields.entrySet()
            .stream()
            .map(field -> quoted(field.getKey()) + ":" + field.getValue())
            .collect(Collectors.joining(",", "{", "}"));
    }

    private static boolean isJson(byte[] body) {
        try {
            JSON.readTree(body);
            return true;
        }
        catch (JacksonException malformed) {
            return false;
        }
    }

    private static void assertComesBack(Map<String, Object> fields, JsonNode pledge) {
        assertThat(pledge.at("/text").stringValue()).isEqualTo(fields.getOrDefault("text", "I will listen"));
        var shown = Boolean.TRUE.equals(fields.get("anonymous")) ? null : fields.get("displayName");
        assertThat(pledge.at("/displayName").asStringOpt().orElse(null)).isEqualTo(shown);
        for (var field : List.of("place", "role", "theme")) {
            assertThat(pledge.at("/" + field).asStringOpt().orElse(null)).isEqualTo(fields.get(field));
        }
        assertThat(pledge.at("/people").intValue()).isEqualTo(fields.getOrDefault("people", 1));
    }

    private static void assertRefused(HttpResponse<String> answer, int status, @Nullable String field) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(answer.body()).doesNotContain("Exception", "org.groundswell", "tools.jackson", "java.", "\tat ");
        var problem = JSON.readTree(answer.body());
        assertThat(problem.at("/type").stringValue())
            .isEqualTo(status == 413 ? "/problems/payload-too-large" : "/problems/invalid-request");
        assertThat(problem.at("/title").stringValue()).isNotBlank();
        assertThat(problem.at("/status").intValue()).isEqualTo(status);
        assertThat(problem.at("/detail").stringValue()).isNotBlank();
        assertThat(problem.at("/instance").stringValue()).isEqualTo(PATH);
        if (field != null) {
            assertThat(problem.at("/errors").valueStream()).as(answer.body())
                .allSatisfy(error -> assertThat(error.at("/message").stringValue()).isNotBlank())
                .extracting(error -> error.at("/field").stringValue())
                .containsOnly(field);
        }
    }

    private static HttpResponse<String> post(byte[] body) throws IOException, InterruptedException {
        return post(BodyPublishers.ofByteArray(body));
    }

    private static HttpResponse<String> post(BodyPublisher body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(at(PATH)).header("Content-Type", "application/json").POST(body).build());
    }

    private static HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, BodyHandlers.ofString());
    }

    private static BodyPublisher chunked(byte[] body) {
        return BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body));
    }

    private static URI at(String path) {
        return URI.create("http://127.0.0.1:" + service.getEnvironment().getProperty("local.server.port") + path);
    }

}
