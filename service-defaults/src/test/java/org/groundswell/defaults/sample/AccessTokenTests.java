package org.groundswell.defaults.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.nimbusds.jwt.JWTClaimsSet;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.groundswell.defaults.security.SignedOutTokens;
import org.groundswell.defaults.testing.CampaignServiceStub;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.test.web.servlet.client.RestTestClient;

/** Which access tokens a service takes that asks campaign-service for its keys. */
@SampleServiceTest
@ExtendWith(OutputCaptureExtension.class)
class AccessTokenTests {

    private static final CampaignServiceStub campaignService = new CampaignServiceStub();

    private static final String ANN = "ann";

    @LocalServerPort
    private int port;

    @Autowired
    private SignedOutTokens signedOut;

    @Autowired
    private CircuitBreakerRegistry breakers;

    private RestTestClient http;

    @DynamicPropertySource
    static void whereCampaignServiceIs(DynamicPropertyRegistry registry) {
        registry.add("groundswell.campaign-service.url", campaignService::url);
    }

    @BeforeEach
    void client() {
        http = RestTestClient.bindToServer().baseUrl("http://localhost:" + port).build();
    }

    @AfterEach
    void campaignServiceIsThere() {
        campaignService.comeBack();
        signedOut.refresh();
    }

    @AfterAll
    static void stop() {
        campaignService.close();
    }

    @Test
    void aGoodTokenIsTaken() {
        assertThat(statusWith(campaignService.token(ANN))).isEqualTo(200);
    }

    static Stream<Arguments> badTokens() {
        var now = Instant.now();
        return Stream.of(claims("expired", claims -> claims.expirationTime(Date.from(now.minusSeconds(61)))),
                claims("without end", claims -> claims.expirationTime(null)),
                claims("not good yet", claims -> claims.notBeforeTime(Date.from(now.plusSeconds(120)))),
                claims("for another audience", claims -> claims.audience("another-site")),
                claims("for no audience", claims -> claims.audience((String) null)),
                claims("from another issuer", claims -> claims.issuer("http://localhost:9999")),
                claims("from no issuer", claims -> claims.issuer(null)),
                claims("without id", claims -> claims.jwtID(null)),
                Arguments.of("forged", campaignService.forgedToken(ANN)),
                Arguments.of("unsigned", campaignService.unsignedToken(ANN)),
                Arguments.of("signed with the public key", campaignService.tokenSignedWithThePublicKey(ANN)),
                Arguments.of("nonsense", "a.b.c"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("badTokens")
    void aBadTokenIsRefused(String what, String token) {
        http.get()
            .uri("/private")
            .headers(headers -> headers.setBearerAuth(token))
            .exchange()
            .expectStatus()
            .isUnauthorized()
            .expectHeader()
            .valueEquals(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
            .expectHeader()
            .contentType(MediaType.APPLICATION_PROBLEM_JSON);
    }

    /** However many are made up, and the keys were asked for just now. */
    @Test
    void aKeyThatNobodyKnowsIsRefusedEveryTime() {
        for (int i = 0; i < 5; i++) {
            assertThat(statusWith(campaignService.tokenOfUnknownKey(ANN))).isEqualTo(401);
        }
        assertThat(statusWith(campaignService.token(ANN))).isEqualTo(200);
    }

    /** It is asked every 15 seconds, and within a minute it has to know. */
    @Test
    void campaignServiceIsAskedAgainSoonAfterItWasAway() {
        var breaker = breakers.circuitBreaker("signed-out-tokens").getCircuitBreakerConfig();
        assertThat(Duration.ofMillis(breaker.getWaitIntervalFunctionInOpenState().apply(1)))
            .isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void aSignedOutTokenIsRefusedWithinAMinuteAndNoOther() {
        var token = campaignService.token(ANN);
        var another = campaignService.token(ANN);
        assertThat(statusWith(token)).isEqualTo(200);

        campaignService.signOut(token);

        await().atMost(Duration.ofMinutes(1)).until(() -> statusWith(token) == 401);
        assertThat(statusWith(another)).isEqualTo(200);
    }

    @Test
    void whileCampaignServiceIsAwayTheLastListStands(CapturedOutput output) {
        var token = campaignService.token(ANN);
        var another = campaignService.token(ANN);
        assertThat(statusWith(another)).isEqualTo(200);
        campaignService.signOut(token);
        signedOut.refresh();

        campaignService.goAway();
        signedOut.refresh();
        signedOut.refresh();

        assertThat(statusWith(token)).isEqualTo(401);
        assertThat(statusWith(another)).isEqualTo(200);
        assertThat(output.getAll()).containsOnlyOnce("signed-out tokens cannot be asked for");
        campaignService.comeBack();
        signedOut.refresh();
        assertThat(output.getAll()).containsOnlyOnce("signed-out tokens are known again");
    }

    @Test
    void beforeThereIsAListNoTokenIsTaken() {
        var token = campaignService.token(ANN);
        assertThat(statusWith(token)).isEqualTo(200);
        // As after a start; the keys are known.
        campaignService.goAway();
        ReflectionTestUtils.setField(signedOut, "ids", null);

        assertThat(statusWith(token)).isEqualTo(503);

        campaignService.comeBack();
        assertThat(statusWith(token)).isEqualTo(200);
    }

    private int statusWith(String token) {
        return http.get()
            .uri("/private")
            .headers(headers -> headers.setBearerAuth(token))
            .exchange()
            .returnResult(String.class)
            .getStatus()
            .value();
    }

    private static Arguments claims(String what, UnaryOperator<JWTClaimsSet.Builder> change) {
        return Arguments.of(what, campaignService.token(ANN, change));
    }

}
