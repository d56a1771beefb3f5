package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.groundswell.campaign.CampaignMother.aCampaign;
import static org.groundswell.defaults.testing.access.Rights.nobody;
import static org.groundswell.defaults.testing.access.Rights.whoever;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.oauth2.sdk.util.URLUtils;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.bson.Document;
import org.groundswell.defaults.testing.access.AccessMatrix;
import org.groundswell.defaults.testing.access.Asker;
import org.groundswell.defaults.testing.access.Call;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.http.HttpHeaders;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** Signing in with an OpenID provider in place of mail. */
@ExtendWith(OutputCaptureExtension.class)
abstract class SigningInWithAProviderTests extends RunningService {

    private static final TestProvider provider = new TestProvider();

    private final String email = "ann-" + UUID.randomUUID() + "@example.org";

    @Autowired
    private CircuitBreakerRegistry breakers;

    @Autowired
    private ApplicationContext service;

    @DynamicPropertySource
    static void theProvider(DynamicPropertyRegistry registry) {
        registry.add("groundswell.sign-in.provider.issuer", provider::issuer);
        registry.add("groundswell.sign-in.provider.client-id", () -> TestProvider.CLIENT);
        registry.add("groundswell.sign-in.provider.client-secret", () -> TestProvider.SECRET);
    }

    @BeforeEach
    void anHonestProvider() {
        provider.reset();
        provider.says(claims -> claims.claim("email", email));
        breakers.getAllCircuitBreakers().forEach(CircuitBreaker::reset);
    }

    @AfterAll
    static void stop() {
        provider.close();
    }

    /** The provider's word is the authority here, not what a caller shows. */
    @TestFactory
    Stream<DynamicTest> everybodyMayBeginAndNobodyComesBackWithoutTheProvider() {
        var people = Map.of(Asker.LEAD, anOrganiser().organiser().id(), Asker.STEWARD, theSteward().organiser().id());
        return new AccessMatrix(service, credentials(people)).about("/api/sign-in/provider")
            .row("GET /api/sign-in/provider", whoever(), () -> Call.to("/api/sign-in/provider"))
            .row("GET /api/sign-in/provider/callback", nobody(),
                    () -> Call.to("/api/sign-in/provider/callback?state=made-up&code=made-up"))
            .tests();
    }

    @Test
    void whoTheProviderVouchesForIsSignedInAndLedToTheSite() {
        var begun = begin();
        var answer = callback(provider.agreed(begun.authorization()), begun.cookie(), "text/html,*/*;q=0.8");

        assertThat(answer.getStatus().value()).isEqualTo(303);
        assertThat(answer.getResponseHeaders().getLocation()).isEqualTo(URI.create("/"));
        assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(cookies(answer)).hasSize(2)
            .anySatisfy(cookie -> assertThat(cookie).startsWith("groundswell-token=ey")
                .contains("; Path=/;", "; HttpOnly", "; SameSite=Lax")
                .matches(".*Max-Age=3[56]\\d\\d;.*"))
            .anySatisfy(cookie -> assertThat(cookie).startsWith("groundswell-sign-in=;").contains("Max-Age=0"));
        var token = cookies(answer).stream()
            .filter(cookie -> cookie.startsWith("groundswell-token="))
            .map(cookie -> cookie.substring("groundswell-token=".length(), cookie.indexOf(';')))
            .findFirst()
            .orElseThrow();
        drafted(aCampaign(), new Caller(new Organiser("", "", ""), token));
    }

    @Test
    void aProgramIsGivenTheTokenInJsonAndTheSamePersonIsTheSameOrganiser() {
        var first = body(signIn());
        assertThat(first.at("/organiser/email").stringValue()).isEqualTo(email);
        provider.says(claims -> claims.claim("email", email.toUpperCase()));
        assertThat(body(signIn()).at("/organiser/id")).isEqualTo(first.at("/organiser/id"));
        drafted(aCampaign(), new Caller(new Organiser("", "", ""), first.at("/accessToken").stringValue()));
    }

    @Test
    void theAttemptIsBoundToTheBrowserByACookieThatNoScriptReads() {
        var answer = get("/api/sign-in/provider", null);

        assertThat(answer.getStatus().value()).isEqualTo(302);
        assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(cookies(answer)).singleElement()
            .satisfies(cookie -> assertThat(cookie).contains("; Path=/api/sign-in/provider;", "; Max-Age=600;",
                    "; HttpOnly", "; SameSite=Lax"));
    }

    @Test
    void nothingStoredTellsTheAttempt() {
        var begun = begin();
        var asked = URLUtils.parseParameters(begun.authorization().getRawQuery());
        var stored = mongo.findAll(Document.class, "signInAttempts").toString();
        assertThat(stored).isNotEqualTo("[]").doesNotContain(begun.cookie().substring(begun.cookie().indexOf('=') + 1));
        assertThat(List.of("state", "nonce", "code_challenge"))
            .allSatisfy(name -> assertThat(stored).doesNotContain(asked.get(name).getFirst()));
    }

    @Test
    void theWayBackLeadsInOnce() {
        var begun = begin();
        var back = provider.agreed(begun.authorization());
        assertThat(callback(back, begun.cookie(), "application/json").getStatus().value()).isEqualTo(200);
        assertRefused(callback(back, begun.cookie(), "application/json"));
        // Nor with another code.
        assertRefused(callback(provider.agreed(begun.authorization()), begun.cookie(), "application/json"));
    }

    @Test
    void theWayBackFollowedManyTimesAtTheSameInstantLeadsInOnce() throws Exception {
        var begun = begin();
        var ways = Stream.generate(() -> provider.agreed(begun.authorization())).limit(6).toList();
        var remaining = new ConcurrentLinkedQueue<>(ways);
        assertThat(
                atOnce(6, () -> callback(remaining.remove(), begun.cookie(), "application/json").getStatus().value()))
            .containsOnly(200, 401)
            .containsOnlyOnce(200);
    }

    @Test
    void anAttemptLastsTenMinutes() {
        var begun = begin();
        clock.advance(Duration.ofMinutes(10));
        assertRefused(callback(provider.agreed(begun.authorization()), begun.cookie(), "application/json"));
    }

    @Test
    void anotherBrowserDoesNotGetIn() {
        var back = provider.agreed(begin().authorization());
        assertRefused(callback(back, null, "application/json"));
        assertRefused(callback(back, "groundswell-sign-in=", "application/json"));
        assertRefused(callback(back, begin().cookie(), "application/json"));
    }

    @Test
    void anotherStateDoesNotLeadInAndDoesNotEndTheAttempt() {
        var begun = begin();
        var back = provider.agreed(begun.authorization());
        var foreign = provider.agreed(begin().authorization());
        assertRefused(callback(foreign, begun.cookie(), "application/json"));
        assertRefused(callback(URI.create(back.toString().replaceAll("state=[^&]*&", "")), begun.cookie(),
                "application/json"));
        assertThat(callback(back, begun.cookie(), "application/json").getStatus().value()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = { "&error=access_denied", "&code=", "&code=invented" })
    void withoutTheProvidersWordNobodyGetsIn(String rest) {
        var begun = begin();
        var state = provider.agreed(begun.authorization()).toString().replaceAll("&code=.*", "");
        assertRefused(callback(URI.create(state + rest), begun.cookie(), "application/json"));
    }

    @Test
    void aCodeIsOfNoUseInAnotherAttempt() {
        var theirs = provider.agreed(begin().authorization());
        var begun = begin();
        var ours = provider.agreed(begun.authorization()).toString();
        var code = theirs.getRawQuery().replaceAll(".*&code=([^&]*).*", "$1");
        assertRefused(callback(URI.create(ours.replaceAll("&code=[^&]*", "&code=" + code)), begun.cookie(),
                "application/json"));
    }

    static Stream<Arguments> badClaims() {
        var now = Instant.now();
        return Stream.of(claims("another nonce", claims -> claims.claim("nonce", "x")),
                claims("no nonce", claims -> claims.claim("nonce", null)),
                claims("another audience", claims -> claims.audience("another-site")),
                claims("another issuer", claims -> claims.issuer("http://127.0.0.1:1/realm")),
                claims("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(120)))),
                claims("no end", claims -> claims.expirationTime(null)),
                claims("unverified", claims -> claims.claim("email_verified", false)),
                claims("perhaps unverified", claims -> claims.claim("email_verified", null)),
                claims("no address", claims -> claims.claim("email", null)),
                claims("an empty address", claims -> claims.claim("email", "")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badClaims")
    void aBadIdTokenLeadsNobodyIn(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        provider.says(change);
        assertRefused(signIn());
    }

    @Test
    void anIdTokenSignedByAnotherKeyLeadsNobodyIn() {
        provider.forge();
        assertRefused(signIn());
    }

    @Test
    void anAddressThatIsOnlyInTheUserInfoIsTakenFromThere() {
        provider.says(claims -> claims.claim("email", null));
        provider.saysOfTheUser("""
                {"sub": "user-1", "email": "%s", "email_verified": true}""".formatted(email));
        assertThat(body(signIn()).at("/organiser/email").stringValue()).isEqualTo(email);
        provider.saysOfTheUser("""
                {"sub": "user-2", "email": "%s", "email_verified": true}""".formatted(email));
        assertRefused(signIn());
        provider.saysOfTheUser("""
                {"sub": "user-1", "email": "%s", "email_verified": false}""".formatted(email));
        assertRefused(signIn());
    }

    @Test
    void whileTheProviderIsAwayNobodySignsInAndTheServiceSaysSo() {
        var begun = begin();
        var back = provider.agreed(begun.authorization());
        provider.goAway();

        var answer = callback(back, begun.cookie(), "application/json");

        assertProblem(answer, 503, "service-unavailable");
        assertThat(answer.getResponseHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isNotNull();
        assertThat(draftingWorks()).isTrue();
    }

    @Test
    void aBrowserThatIsRefusedIsLedToAPage() {
        var answer = callback(URI.create("/api/sign-in/provider/callback?state=x&code=y"), null, "text/html");
        assertThat(answer.getStatus().value()).isEqualTo(303);
        assertThat(answer.getResponseHeaders().getLocation()).isEqualTo(URI.create("/sign-in?failed"));
    }

    @Test
    void thereIsNoSigningInByMail() {
        assertThat(body(get("/api/sign-in", null)).at("/method").stringValue()).isEqualTo("provider");
        assertProblem(post("/api/sign-in", Map.of("email", email), null), 404, "not-found");
        assertProblem(post("/api/sign-in/confirm", Map.of("token", "x"), null), 404, "not-found");
        assertThat(mailServer.lettersTo(email)).isEmpty();
    }

    @Test
    void noSecretAndNoAddressIsLogged(CapturedOutput output) {
        var begun = begin();
        var back = provider.agreed(begun.authorization());
        var token = body(callback(back, begun.cookie(), "application/json")).at("/accessToken").stringValue();
        assertRefused(callback(back, begun.cookie(), "application/json"));
        provider.says(claims -> claims.claim("email", email).claim("email_verified", false));
        assertRefused(signIn());
        assertThat(output.getAll()).contains("no verified email")
            .doesNotContain(email, token, begun.cookie(), TestProvider.SECRET)
            .doesNotContain(back.getRawQuery());
    }

    private boolean draftingWorks() {
        return drafted(aCampaign(), anOrganiser()).has("slug");
    }

    private Begun begin() {
        var answer = get("/api/sign-in/provider", null);
        assertThat(answer.getStatus().value()).isEqualTo(302);
        return new Begun(Objects.requireNonNull(answer.getResponseHeaders().getLocation()),
                cookies(answer).getFirst().replaceAll(";.*", ""));
    }

    private EntityExchangeResult<JsonNode> signIn() {
        var begun = begin();
        return callback(provider.agreed(begun.authorization()), begun.cookie(), "application/json");
    }

    private EntityExchangeResult<JsonNode> callback(URI back, @Nullable String cookie, String accept) {
        var request = http.get()
            .uri(URI.create("http://localhost:" + port + back.getRawPath() + "?" + back.getRawQuery()))
            .header(HttpHeaders.ACCEPT, accept);
        if (cookie != null) {
            request.header(HttpHeaders.COOKIE, cookie);
        }
        return request.exchange().returnResult(JsonNode.class);
    }

    private static void assertRefused(EntityExchangeResult<JsonNode> answer) {
        assertProblem(answer, 401, "unauthorized");
        assertThat(cookies(answer)).isEmpty();
    }

    private static List<String> cookies(EntityExchangeResult<JsonNode> answer) {
        return answer.getResponseHeaders().getOrEmpty(HttpHeaders.SET_COOKIE);
    }

    private static Arguments claims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, change);
    }

    private record Begun(URI authorization, String cookie) {
    }

}
