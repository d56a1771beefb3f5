package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.bson.Document;
import org.groundswell.campaign.signin.SignIn;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.groundswell.defaults.testing.TestMailServer;
import org.groundswell.defaults.testing.TestMailServer.Letter;
import org.groundswell.defaults.testing.TestSecrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import org.springframework.util.StringUtils;
import tools.jackson.databind.JsonNode;

/** Signing in by a link sent to one's mailbox, and the access tokens that come of it. */
@ExtendWith(OutputCaptureExtension.class)
abstract class SigningInTests extends RunningService {

    private static final Pattern LINK = Pattern
        .compile("(?m)^http://localhost:8080/sign-in/confirm\\?token=([A-Za-z0-9_-]+)$");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ISSUER = "http://localhost:8080";

    @Autowired
    private SignIn signIn;

    private final String email = "Ann." + UUID.randomUUID() + "@example.org";

    @Test
    void theLinkInTheMailSignsInOnce() {
        var token = mailedToken();
        var first = confirm(token);

        assertThat(first.getStatus().value()).isEqualTo(200);
        assertThat(first.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        var signedIn = body(first);
        assertThat(signedIn.at("/organiser/email").stringValue()).isEqualTo(email);
        var drafted = drafted(aCampaign(), caller(signedIn)).at("/id").stringValue();
        assertThat(campaigns.findById(drafted).orElseThrow().leadsOfAll())
            .containsExactly(signedIn.at("/organiser/id").stringValue());
        assertProblem(confirm(token), 401, "unauthorized");
    }

    @Test
    void theLinkFollowedManyTimesAtTheSameInstantSignsInOnce() throws Exception {
        for (int round = 0; round < 5; round++) {
            var token = mailedToken();
            var answers = atOnce(8, () -> confirm(token).getStatus().value());
            assertThat(answers).containsOnly(200, 401).containsOnlyOnce(200);
        }
    }

    @Test
    void aLinkTakenRightBeforeACrashIsUsedUpAndTheNextSignsIn() {
        var token = mailedToken();
        // Whoever took it is killed before they issue a token.
        var organiser = signIn.confirm(token).orElseThrow();
        assertProblem(confirm(token), 401, "unauthorized");
        var next = confirm(mailedToken());
        assertThat(next.getStatus().value()).isEqualTo(200);
        assertThat(body(next).at("/organiser/id").stringValue()).isEqualTo(organiser.id());
    }

    @Test
    void theMailSaysWhoItIsFromAndWhatTheLinkIsFor() {
        requestLink(email);
        assertThat(awaitLetters(1).getFirst()).satisfies(letter -> {
            assertThat(letter.from()).isEqualTo("no-reply@groundswell.invalid");
            assertThat(letter.subject()).isEqualTo("Sign in to Groundswell");
            assertThat(letter.text()).contains("once", "15 minutes");
        });
    }

    @Test
    void theLinkWorksForAQuarterOfAnHour() {
        var early = mailedToken();
        var late = mailedToken();
        clock.advance(Duration.ofMinutes(14));
        assertThat(confirm(early).getStatus().value()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertProblem(confirm(late), 401, "unauthorized");
        clock.reset();
        assertProblem(confirm(late), 401, "unauthorized");
    }

    @Test
    void theSamePersonIsTheSameOrganiserHoweverTheAddressIsTyped() {
        var first = body(confirm(mailedToken()));
        requestLink(email.toUpperCase(Locale.ROOT));
        await().atMost(PATIENCE).until(() -> !mailServer.lettersTo(email.toUpperCase(Locale.ROOT)).isEmpty());
        var second = body(confirm(tokenIn(mailServer.lettersTo(email.toUpperCase(Locale.ROOT)).getFirst())));
        assertThat(second.at("/organiser/id")).isEqualTo(first.at("/organiser/id"));
    }

    @Test
    void anAddressThatNoMailCanBeWrittenToKeepsNobodyElseFromBeingMailed(CapturedOutput output) {
        for (int i = 0; i < 12; i++) {
            requestLink("nobody-" + i + "@example_x.org");
        }
        await().atMost(PATIENCE)
            .until(() -> StringUtils.countOccurrencesOf(output.getAll(), "mail with a link not sent") == 12);

        requestLink(email);

        await().atMost(PATIENCE).until(() -> letters() == 1);
    }

    @Test
    void aRefusedAddressIsNotTriedAgainAndKeepsNobodyElseFromBeingMailed(CapturedOutput output) throws IOException {
        mailServer.stop();
        try (var server = mailServer.silence()) {
            TestMailServer.refuseReceivers(server);
            for (int i = 0; i < 12; i++) {
                requestLink("nobody-" + i + "." + email);
            }
            await().atMost(PATIENCE)
                .until(() -> StringUtils.countOccurrencesOf(output.getAll(), "mail with a link not sent") == 12);
        }
        finally {
            mailServer.start();
        }

        requestLink(email);

        await().atMost(PATIENCE).until(() -> letters() == 1);
    }

    @Test
    void theFirstTwoLinksOfAPersonFollowedAtTheSameInstantMakeOneOrganiser() throws Exception {
        requestLink(email);
        requestLink(email);
        var tokens = awaitLetters(2).stream().map(SigningInTests::tokenIn).toList();
        var remaining = new ConcurrentLinkedQueue<>(tokens);
        var answers = atOnce(2, () -> confirm(remaining.remove()));
        assertThat(answers).extracting(answer -> body(answer).at("/organiser/id").stringValue())
            .doesNotContainNull()
            .containsOnly(body(answers.getFirst()).at("/organiser/id").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "0000000000000000000000000000000000000000000" })
    void anInventedTokenSignsNobodyIn(String token) {
        assertProblem(confirm(token), 401, "unauthorized");
    }

    @Test
    void anInventedTokenMayBeLong() {
        assertProblem(confirm("0".repeat(10_000)), 401, "unauthorized");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "no address", "a@b@c", "ann@example.org\nBcc: bob@example.org",
            "ann@example.org, bob@example.org", "\ud800@example.org" })
    void whatIsNoAddressIsRefused(@Nullable String address) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("email", address);
        var problem = assertProblem(post("/api/sign-in", body, null), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("email");
    }

    @Test
    void aMailboxIsSentFiveLinksInAQuarterOfAnHourAndEveryAnswerIsTheSame() {
        clock.advance(untilTheNextQuarter());
        for (int i = 0; i < 5; i++) {
            requestLink(i % 2 == 0 ? email : email.toUpperCase(Locale.ROOT));
        }
        await().atMost(PATIENCE).until(() -> letters() == 5);

        requestLink(email);
        requestLink(email.toLowerCase(Locale.ROOT));
        var tagged = email.replace("@", "+tag@");
        requestLink(tagged);

        requestLink("bob." + email);
        await().atMost(PATIENCE).until(() -> mailServer.lettersTo("bob." + email).size() == 1);
        assertThat(letters()).isEqualTo(5);
        assertThat(mailServer.lettersTo(tagged)).isEmpty();
        clock.advance(Duration.ofMinutes(15));
        requestLink(email);
        await().atMost(PATIENCE).until(() -> letters() == 6);
    }

    @Test
    void requestsAtTheSameInstantAreSentFiveLinksToo() throws Exception {
        clock.advance(untilTheNextQuarter());
        assertThat(atOnce(12, () -> post("/api/sign-in", Map.of("email", email), null).getStatus().value()))
            .containsOnly(202);
        requestLink("bob." + email);
        await().atMost(PATIENCE).until(() -> letters() == 5);
        await().atMost(PATIENCE).until(() -> mailServer.lettersTo("bob." + email).size() == 1);
        assertThat(letters()).isEqualTo(5);
    }

    @Test
    void forAMailboxThatIsSentNoMoreTheSameIsStored() {
        clock.advance(untilTheNextQuarter());
        for (int i = 1; i <= 7; i++) {
            requestLink(email);
            assertThat(mongo.count(Query.query(Criteria.where("email").is(email)), "signInLinks")).isEqualTo(i);
        }
    }

    @Test
    void onlyAHashOfTheTokenIsStoredAndTheTokenIsInNoLog(CapturedOutput output) throws Exception {
        var token = mailedToken();
        var sha256 = HexFormat.of()
            .formatHex(MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8)));
        assertThat(mongo.findById(sha256, Document.class, "signInLinks")).isNotNull();
        assertThat(everythingStored()).contains(sha256).doesNotContain(token);

        var accessToken = body(confirm(token)).at("/accessToken").stringValue();
        confirm(token);
        post("/api/campaigns", Map.of("tittle", "a"), new Caller(new Organiser("", "", ""), accessToken));
        assertThat(everythingStored()).doesNotContain(sha256).doesNotContain(accessToken);
        LoggerFactory.getLogger(getClass()).info("captured to the end");
        assertThat(output.getAll()).contains("captured to the end")
            .doesNotContain(token)
            .doesNotContain(accessToken)
            .doesNotContain(email);
    }

    @Test
    void aMailServerThatIsAwayDelaysTheMailAndNotTheAnswer() throws Exception {
        mailServer.stop();
        try (var silence = mailServer.silence()) {
            var before = System.nanoTime();
            requestLink(email);
            assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(4));
            // The mail is under way, and waits for an answer that does not come.
            silence.setSoTimeout(20_000);
            silence.accept().close();
        }
        mailServer.start();
        assertThat(confirm(tokenIn(awaitLetters(1).getFirst())).getStatus().value()).isEqualTo(200);
    }

    @Test
    void anAccessTokenNamesTheOrganiserAndNothingElse() throws Exception {
        var signedIn = body(confirm(mailedToken()));
        var token = SignedJWT.parse(signedIn.at("/accessToken").stringValue());
        var claims = token.getJWTClaimsSet();

        assertThat(token.getHeader().getAlgorithm()).isEqualTo(JWSAlgorithm.ES256);
        assertThat(claims.getClaims()).containsOnlyKeys("iss", "aud", "sub", "iat", "exp", "jti");
        assertThat(claims.getIssuer()).isEqualTo(ISSUER);
        assertThat(claims.getAudience()).containsExactly("groundswell");
        assertThat(claims.getSubject()).isEqualTo(signedIn.at("/organiser/id").stringValue());
        assertThat(claims.getIssueTime().toInstant()).isBetween(clock.instant().minusSeconds(60), clock.instant());
        assertThat(claims.getExpirationTime().toInstant())
            .isEqualTo(claims.getIssueTime().toInstant().plus(Duration.ofHours(1)))
            .isEqualTo(Instant.parse(signedIn.at("/expiresAt").stringValue()));
    }

    @Test
    void thePublishedKeyChecksTokensAndHasNoPrivatePart() throws Exception {
        var answer = get("/.well-known/jwks.json", null);
        assertThat(answer.getStatus().value()).isEqualTo(200);
        var keys = body(answer).at("/keys");
        assertThat(keys).isNotEmpty()
            .allSatisfy(key -> assertThat(key.propertyNames()).contains("kid", "x", "y").doesNotContain("d"));
        var token = SignedJWT.parse(anOrganiser().token());
        var signedWith = keys.valueStream()
            .filter(key -> key.at("/kid").stringValue().equals(token.getHeader().getKeyID()))
            .findFirst();
        assertThat(signedWith).isPresent();
        assertThat(token.verify(new ECDSAVerifier(ECKey.parse(signedWith.get().toString())))).isTrue();
    }

    @Test
    void aTokenSignedByTheRightKeyWithTheRightClaimsIsTaken() throws Exception {
        assertThat(draftWith(signed(claims(), signingKey())).getStatus().value()).isEqualTo(201);
    }

    @Test
    void anAccessTokenIsGoodForAnHour() {
        var ann = anOrganiser();
        clock.advance(Duration.ofMinutes(59));
        assertThat(draftWith(ann.token()).getStatus().value()).isEqualTo(201);
        // One minute more, and another for clocks that differ.
        clock.advance(Duration.ofMinutes(2).plusSeconds(1));
        assertProblem(draftWith(ann.token()), 401, "unauthorized");
    }

    @Test
    void aTokenOfAnotherAudienceIsRefused() throws Exception {
        assertRefused(signed(claims().audience("another-site"), signingKey()));
        assertRefused(signed(claims().audience((String) null), signingKey()));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() throws Exception {
        assertRefused(signed(claims().issuer("http://localhost:9999"), signingKey()));
    }

    @Test
    void aTokenWithoutEndOrIdIsRefused() throws Exception {
        assertRefused(signed(claims().expirationTime(null), signingKey()));
        assertRefused(signed(claims().jwtID(null), signingKey()));
    }

    @Test
    void aForgedTokenIsRefused() throws Exception {
        var another = new ECKeyGenerator(Curve.P_256).keyID(signingKey().getKeyID()).generate();
        assertRefused(signed(claims(), another));
        var token = anOrganiser().token().split("\\.");
        var claims = claims().subject("somebody-else").build().toPayload().toBase64URL();
        assertRefused(token[0] + "." + claims + "." + token[2]);
        assertRefused(token[0] + "." + token[1] + ".");
    }

    @Test
    void aTokenWithoutSignatureIsRefused() {
        assertRefused(new PlainJWT(claims().build()).serialize());
    }

    @Test
    void aTokenSignedWithThePublicKeyAsIfItWereASecretIsRefused() throws Exception {
        var secret = signingKey().toPublicJWK().toJSONString().getBytes(StandardCharsets.UTF_8);
        var token = new SignedJWT(new JWSHeader.Builder(JWSAlgorithm.HS256).keyID(signingKey().getKeyID()).build(),
                claims().build());
        token.sign(new MACSigner(secret));
        assertRefused(token.serialize());
    }

    @ParameterizedTest
    @ValueSource(strings = { "x", "a.b.c", "null" })
    void whatIsNoTokenIsRefused(String token) {
        assertRefused(token);
    }

    @Test
    void aBadTokenIsRefusedWhereNoneIsNeededToo() {
        assertProblem(get("/api/campaigns", new Caller(new Organiser("", "", ""), "a.b.c")), 401, "unauthorized");
    }

    @Test
    void signingOutEndsTheTokenAtOnceAndNoOther() {
        var ann = anOrganiser();
        var elsewhere = signedInAgain(ann);
        assertThat(draftWith(ann.token()).getStatus().value()).isEqualTo(201);

        assertThat(post("/api/sign-out", null, ann).getStatus().value()).isEqualTo(204);

        assertRefused(ann.token());
        assertThat(draftWith(elsewhere.token()).getStatus().value()).isEqualTo(201);
        assertThat(post("/api/sign-out", null, ann).getStatus().value()).isEqualTo(204);
    }

    @Test
    void onlyWhoIsSignedInSignsOut() throws Exception {
        assertProblem(post("/api/sign-out", null, null), 401, "unauthorized");
        for (var token : List.of("a.b.c", signed(claims().audience("another-site"), signingKey()),
                signed(claims(), new ECKeyGenerator(Curve.P_256).keyID(signingKey().getKeyID()).generate()))) {
            var answer = post("/api/sign-out", null, new Caller(new Organiser("", "", ""), token));
            assertProblem(answer, 401, "unauthorized");
        }
        assertProblem(get("/api/sign-out", null), 405, "method-not-allowed");
    }

    @Test
    void otherServicesAreToldWhatWasSignedOut() throws Exception {
        var ann = anOrganiser();
        var id = SignedJWT.parse(ann.token()).getJWTClaimsSet().getJWTID();
        assertThat(signedOut()).doesNotContain(id);
        assertThat(get("/internal/revoked-tokens", ann).getStatus().value()).isEqualTo(401);

        post("/api/sign-out", null, ann);

        assertThat(signedOut()).contains(id);
    }

    @Test
    void signingInIsByMail() {
        assertThat(body(get("/api/sign-in", null)).at("/method").stringValue()).isEqualTo("mail");
        assertProblem(get("/api/sign-in/provider", null), 404, "not-found");
    }

    private List<String> signedOut() {
        var answer = http.get()
            .uri("/internal/revoked-tokens")
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .returnResult(JsonNode.class);
        return body(answer).at("/tokens").valueStream().map(JsonNode::stringValue).toList();
    }

    private Duration untilTheNextQuarter() {
        var quarter = Duration.ofMinutes(15).toMillis();
        return Duration.ofMillis(quarter - clock.millis() % quarter);
    }

    private long letters() {
        return Stream.of(email, email.toUpperCase(Locale.ROOT), email.toLowerCase(Locale.ROOT))
            .mapToLong(spelling -> mailServer.lettersTo(spelling).size())
            .sum();
    }

    private void assertRefused(String token) {
        var answer = draftWith(token);
        var problem = assertProblem(answer, 401, "unauthorized");
        assertThat(answer.getResponseHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(problem.toString()).doesNotContain("Jwt", "JWT", "Exception");
    }

    private EntityExchangeResult<JsonNode> draftWith(String token) {
        return post("/api/campaigns", aCampaign().body(), new Caller(new Organiser("", "", ""), token));
    }

    private JWTClaimsSet.Builder claims() {
        return new JWTClaimsSet.Builder().issuer(ISSUER)
            .audience("groundswell")
            .subject(new Ids().next())
            .jwtID(new Ids().next())
            .issueTime(Date.from(clock.instant()))
            .expirationTime(Date.from(clock.instant().plusSeconds(3600)));
    }

    private static String signed(JWTClaimsSet.Builder claims, ECKey key) {
        return CampaignServiceStub.signed(key, claims.build());
    }

    private String everythingStored() {
        var all = new StringBuilder();
        for (var collection : mongo.getCollectionNames()) {
            mongo.findAll(Document.class, collection).forEach(document -> all.append(document.toJson()));
        }
        return all.toString();
    }

    private String mailedToken() {
        var before = mailServer.lettersTo(email).size();
        requestLink(email);
        return tokenIn(awaitLetters(before + 1).getLast());
    }

    private void requestLink(String address) {
        var answer = post("/api/sign-in", Map.of("email", address), null);
        assertThat(answer.getStatus().value()).isEqualTo(202);
        assertThat(body(answer).toString()).doesNotContain(address);
    }

    private List<Letter> awaitLetters(int count) {
        await().atMost(PATIENCE).until(() -> mailServer.lettersTo(email).size() == count);
        return mailServer.lettersTo(email);
    }

    private static String tokenIn(Letter letter) {
        var matcher = LINK.matcher(letter.text());
        assertThat(matcher.find()).as(letter.text()).isTrue();
        return matcher.group(1);
    }

    private EntityExchangeResult<JsonNode> confirm(String token) {
        return post("/api/sign-in/confirm", Map.of("token", token), null);
    }

    private static Caller caller(JsonNode signedIn) {
        return new Caller(new Organiser(signedIn.at("/organiser/id").stringValue(), "", ""),
                signedIn.at("/accessToken").stringValue());
    }

}
