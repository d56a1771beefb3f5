package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import io.micrometer.core.instrument.MeterRegistry;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import org.bson.Document;
import org.bson.types.Binary;
import org.groundswell.defaults.security.InternalProperties;
import org.groundswell.defaults.testing.TestSecrets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What is erased of people, on demand and in time. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ErasingTests extends RunningService {

    private static final String OTHER_KEY = "b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMTI=";

    private static final Duration RETENTION = Duration.ofDays(30);

    /** Nobody else's in any test, and without digits, which could be held. */
    private final String name = "marked" + UUID.randomUUID().toString().replaceAll("[^a-f]", "");

    private final String address = name + "@gmail.com";

    @Autowired
    private EndOfRetention endOfRetention;

    @Autowired
    private WriteToPledgers letters;

    @Autowired
    private Pledges pledges;

    @Autowired
    private Wall wall;

    @Autowired
    private FollowUp followUp;

    @Autowired
    private AddressClaims claims;

    @Autowired
    private Secrets secrets;

    @Autowired
    private PledgeProperties properties;

    @Autowired
    private MeterRegistry meters;

    @Test
    void allOfAnAddressIsErasedFromAllCampaigns(CapturedOutput output) {
        var first = pledgeOf(address, name + "'s words");
        var firstCampaign = slug;
        launch(Instant.now().minusSeconds(60), null, null);
        var second = pledgeOf("mark.ed" + name.substring(6) + "+tag@googlemail.com",
                "Ring " + name + " on 07700 900123");
        var somebodyElses = idOf(
                body(pledge(aPledge().with("text", "x").with("email", "other@example.org").body(), null)));
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, null);
        var confirmed = confirmed(address, name + " has confirmed");
        launch(Instant.now().minusSeconds(60), null, null);
        pledge(aPledge().with("text", name + " has not confirmed").with("email", address).body(), null);
        allMailed();
        assertThat(claims()).isEqualTo(1);

        var answer = erase(Map.of("email", address.toUpperCase(Locale.ROOT)));

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(json.readTree(answer.getBody())).isEqualTo(json.readTree("{\"pledges\":3,\"unconfirmed\":1}"));
        assertThat(storedCount()).isZero();
        assertThat(claims()).isZero();
        for (var id : List.of(first, second, confirmed)) {
            assertThat(stored(id))
                .doesNotContainKeys("personal", "held", "mailDueAt", "withdrawnAt", "removedAt",
                        "withdrawalUnpublished")
                .containsKeys("people", "role", "place", "channel", "madeAt", "secretHash");
            assertProblem(get("/api/pledges/" + id), 404, "/problems/not-found");
        }
        for (var collection : List.of("pledges", "addressClaims", "campaigns")) {
            for (var document : mongo.getCollection(collection).find()) {
                assertThat(document.toJson()).doesNotContain(name);
            }
        }
        assertThat(stored(somebodyElses)).containsKey("personal");
        assertThat(json.readTree(erase(Map.of("email", address)).getBody()))
            .isEqualTo(json.readTree("{\"pledges\":0,\"unconfirmed\":0}"));
        slug = firstCampaign;
        assertThat(wall("").at("/items").isEmpty()).isTrue();
        assertThat(output.getAll()).doesNotContain(name);
    }

    @Test
    void anErasedPledgeIsGoneFromTheWallAtOnceAndStillCounts() {
        var erased = pledgeOf(address, "Erased");
        pledgeOf("other-" + address, "Stands");
        assertThat(texts(wall(""))).containsExactly("Stands", "Erased");
        erase(Map.of("email", address));
        assertThat(texts(wall(""))).containsExactly("Stands");
        assertThat(texts(wall("?limit=1"))).containsExactly("Stands");
        var later = pledgeOf("later-" + address, "Later");
        await().untilAsserted(() -> assertThat(publishedIds()).contains(erased, later));
        assertThat(publishedEventIds()).allMatch(id -> id.endsWith(":made"));
    }

    @Test
    void theKeyOfAnErasedPledgeMakesNoOther() {
        pledge(aPledge().with("email", address).body(), "key-erased");
        erase(Map.of("email", address));
        assertRefused(pledge(aPledge().with("email", address).body(), "key-erased"), 409, "/problems/pledge-withdrawn",
                null);
    }

    @Test
    void whatOrganisersDidIsStillKnown() {
        var id = pledgeOf(address, "Ring " + name + " on 07700 900123");
        var organiser = newId();
        var authorization = "Bearer " + campaignService.tokenOfLead(organiser, campaignId);
        var path = "/api/campaigns/" + slug + "/pledges/";
        send(HttpMethod.POST, path + id + "/release", null, authorization);
        erase(Map.of("email", address));
        var entries = body(send(HttpMethod.GET, path + "audit", null, authorization)).at("/items");
        assertThat(entries.size()).isEqualTo(1);
        assertThat(entries.at("/0/pledge").stringValue()).isEqualTo(id);
        assertThat(entries.at("/0/who").stringValue()).isEqualTo(organiser);
        assertThat(entries.toString()).doesNotContain(name, "07700");
    }

    @Test
    void whatIsConfirmedWhileItsAddressIsErasedIsErased() {
        var token = unconfirmed();
        var meanwhile = Interleaved.after(pledges, "ofAddress", () -> assertThat(
                send(HttpMethod.POST, "/api/pledges/confirm", Map.of("token", token), null).getStatusCode().value())
            .isEqualTo(201));
        assertThat(new EraseAddress(meanwhile, claims, secrets, wall).erase(new EmailAddress(address)))
            .isEqualTo(new EraseAddress.Erasure(1, 0));
        assertThat(stored()).doesNotContainKeys("personal", "held");
        assertThat(claims()).isZero();
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = { "findById", "confirm" })
    void whatIsErasedWhileItIsConfirmedIsNotMade(String moment) {
        var token = unconfirmed();
        Runnable erasing = () -> assertThat(erase(Map.of("email", address)).getStatusCode().value()).isEqualTo(200);
        var meanwhile = moment.equals("confirm") ? Interleaved.before(pledges, moment, erasing)
                : Interleaved.after(pledges, moment, erasing);
        var confirming = new ConfirmPledge(meanwhile, claims, campaigns, secrets, followUp, properties, clock);
        assertThatExceptionOfType(PledgeRefusal.UnknownConfirmation.class).isThrownBy(() -> confirming.confirm(token));
        assertThat(storedCount()).isZero();
        assertThat(claims()).isZero();
    }

    @Test
    void whatIsErasedRightAfterItIsConfirmedIsNotShown() {
        var token = unconfirmed();
        wall("");
        var meanwhile = Interleaved.after(pledges, "confirm", () -> erase(Map.of("email", address)));
        new ConfirmPledge(meanwhile, claims, campaigns, secrets, followUp, properties, clock).confirm(token);
        assertThat(stored()).doesNotContainKey("personal").containsKey("madeAt");
        assertThat(claims()).isZero();
        assertThat(wall("").at("/items").isEmpty()).isTrue();
    }

    @Test
    void anErasedPledgeCanStillBeWithdrawn() {
        var id = pledgeOf(address, "Erased");
        erase(Map.of("email", address));
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + id, null, "Pledge " + secrets.pledgerSecret(id))
            .getStatusCode()
            .value()).isEqualTo(204);
        await().untilAsserted(() -> assertThat(publishedEventIds()).contains(id + ":made", id + ":withdrawn"));
    }

    @Test
    void aMailThatWasStillToBeSentIsNot() {
        var putOff = meters.counter("groundswell.pledger.mails", "outcome", "put-off");
        var before = putOff.count();
        mailServer.stop();
        pledgeOf(address, "Erased");
        await().until(() -> putOff.count() > before);
        erase(Map.of("email", address));
        mailServer.start();
        clock.advance(Duration.ofMinutes(2));
        letters.sweep();
        assertThat(mailServer.lettersTo(address)).isEmpty();
    }

    @Test
    void afterTheErasureTheAddressMayPledgeAgain() {
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, null);
        var first = confirmed(address, "First");
        erase(Map.of("email", address));
        assertThat(confirmed(address, "Second")).isNotEqualTo(first);
    }

    @Test
    void onlyServicesMayErase() {
        pledgeOf(address, "Stands");
        var token = campaignService.tokenOfLead(newId(), campaignId);
        for (var authorization : Arrays.asList(null, "Bearer " + token, basic("wrong"))) {
            assertProblem(send(HttpMethod.POST, "/internal/erasures", Map.of("email", address), authorization), 401,
                    "/problems/unauthorized");
        }
        assertThat(stored()).containsKey("personal");
    }

    @ParameterizedTest
    @ValueSource(strings = { "{}", "{\"email\": null}", "{\"email\": \"\"}", "{\"email\": \"nobody\"}",
            "{\"email\": \"a@b@c d\"}", "{\"email\": 5}" })
    void whatIsNoAddressIsRefused(String body) {
        var answer = erase(json.readTree(body));
        assertProblem(answer, 400, "/problems/invalid-request");
        assertThat(body(answer).at("/errors/0/field").stringValue()).isEqualTo("email");
    }

    @Test
    void anAddressServesForTheMailOfThanksAndIsForgottenThen() {
        var once = pledgeOf(address, "Once");
        pledge(aPledge().with("text", "Updates").with("email", "other-" + address).with("updates", true).body(), null);
        await().until(() -> mailServer.lettersTo(address).size() == 1
                && mailServer.lettersTo("other-" + address).size() == 1);
        allMailed();
        assertThat(personal(once)).containsKey("addressDigest").doesNotContainKeys("email", "addressKey");
        assertThat(allStored().stream()
            .map(document -> document.get("personal", Document.class))
            .filter(personal -> personal.getString("text").equals("Updates"))
            .findFirst()
            .orElseThrow()).containsKeys("email", "addressKey", "addressDigest");
    }

    @Test
    void thirtyDaysAfterACampaignClosedItsAddressesAreErased() {
        pledge(aPledge().with("email", "open-" + address).with("updates", true).body(), null);
        var open = stored().getString("_id");
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, "I will listen");
        var closesAt = clock.instant().plus(1, ChronoUnit.HOURS);
        relaunch(Instant.now().minusSeconds(60), closesAt);
        pledge(aPledge().with("text", "Updates").with("email", address).with("updates", true).body(), null);
        var id = confirm(address);

        clock.advance(RETENTION.plusMinutes(59));
        endOfRetention.eraseAndReencrypt();
        assertThat(personal(id)).containsKeys("email", "addressDigest");
        assertThat(claims()).isEqualTo(1);

        clock.advance(Duration.ofMinutes(2));
        endOfRetention.eraseAndReencrypt();
        assertThat(personal(id)).containsKey("text").doesNotContainKeys("email", "addressDigest", "addressKey");
        assertThat(claims()).isZero();
        assertThat(texts(wall(""))).containsExactly("Updates");
        assertThat(personal(open)).containsKeys("email", "addressDigest");
    }

    @Test
    void whatCouldNotBeErasedIsErasedTheNextTime() {
        pledge(aPledge().with("email", address).with("updates", true).body(), null);
        allMailed();
        var id = stored().getString("_id");
        relaunch(Instant.now().minusSeconds(60), clock.instant().plusSeconds(1));
        clock.advance(RETENTION.plusMinutes(1));
        var away = new AtomicBoolean(true);
        var failing = (Pledges) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] { Pledges.class },
                (proxy, method, arguments) -> {
                    if (method.getName().equals("eraseAddresses") && away.getAndSet(false)) {
                        throw new DataAccessResourceFailureException("away");
                    }
                    return method.invoke(pledges, arguments);
                });
        var retention = new EndOfRetention(failing, claims, campaigns, secrets, properties, clock);

        retention.eraseAndReencrypt();
        assertThat(personal(id)).containsKey("email");
        retention.eraseAndReencrypt();

        assertThat(personal(id)).doesNotContainKey("email");
    }

    @Test
    void theTimeOfACampaignThatWasClosedByHandRunsFromItsClosing() {
        var closedAt = clock.instant().plus(1, ChronoUnit.HOURS);
        pledge(aPledge().with("email", address).with("updates", true).body(), null);
        var id = stored().getString("_id");
        relaunch(Instant.now().minusSeconds(60), closedAt.plus(RETENTION));
        tellClosed(closedAt);
        await().until(() -> campaigns.find(slug).orElseThrow().closedAt() != null);
        allMailed();

        clock.advance(RETENTION.plusMinutes(59));
        endOfRetention.eraseAndReencrypt();
        assertThat(personal(id)).containsKeys("email", "addressDigest");

        clock.advance(Duration.ofMinutes(2));
        endOfRetention.eraseAndReencrypt();
        assertThat(personal(id)).containsKey("text").doesNotContainKeys("email", "addressDigest", "addressKey");
    }

    @Test
    void afterTheKeyWasChangedAddressesAreEncryptedAnew() {
        pledge(aPledge().with("email", address).with("updates", true).body(), null);
        pledge(aPledge().with("email", "other-" + address).with("updates", true).body(), null);
        allMailed();
        var before = emails();

        var changed = SecretsTests.properties(OTHER_KEY, TestSecrets.KEY);
        var current = new Secrets(changed);
        retentionWith(current, changed).eraseAndReencrypt();

        var formerIsGone = new Secrets(SecretsTests.properties(OTHER_KEY));
        assertThat(emails()).hasSize(2).doesNotContainAnyElementsOf(before);
        assertThat(emails().stream().map(email -> formerIsGone.decrypt(email.getData()).orElseThrow()))
            .containsExactlyInAnyOrder(address, "other-" + address);
        assertThat(pledges.encryptedOtherwise(current.currentKeyId(), 500)).isEmpty();

        // And back, for the service that runs here knows the former key alone.
        var back = SecretsTests.properties(TestSecrets.KEY, OTHER_KEY);
        retentionWith(new Secrets(back), back).eraseAndReencrypt();
        assertThat(emails().stream().map(email -> secrets.decrypt(email.getData()).orElseThrow()))
            .containsExactlyInAnyOrder(address, "other-" + address);
    }

    @Test
    void whatAGoneKeyEncryptedIsLeftAndStandsInNothingsWay() {
        pledge(aPledge().with("email", address).with("updates", true).body(), null);
        allMailed();
        var before = emails();
        var changed = SecretsTests.properties(OTHER_KEY);
        retentionWith(new Secrets(changed), changed).eraseAndReencrypt();
        assertThat(emails()).isEqualTo(before);
    }

    @Test
    void afterTheKeyWasChangedAnAddressIsStillFound() {
        pledgeOf(address, "Erased");
        allMailed();
        var changed = new Secrets(SecretsTests.properties(OTHER_KEY, TestSecrets.KEY));
        assertThat(pledges.ofAddress(changed.addressDigests(address))).hasSize(1);
    }

    private EndOfRetention retentionWith(Secrets secrets, PledgeProperties properties) {
        assertThat(properties.addressRetention()).isEqualTo(this.properties.addressRetention());
        return new EndOfRetention(pledges, claims, campaigns, secrets, properties, clock);
    }

    private List<Binary> emails() {
        return allStored().stream()
            .map(document -> document.get("personal", Document.class).get("email", Binary.class))
            .toList();
    }

    private String pledgeOf(String email, String text) {
        return idOf(
                body(pledge(aPledge().with("text", text).with("displayName", name).with("email", email).body(), null)));
    }

    private String confirmed(String email, String text) {
        pledge(aPledge().with("text", text).with("email", email).body(), null);
        return confirm(email);
    }

    /** Confirms what waits for it. */
    private String confirm(String email) {
        allMailed();
        var waiting = new ArrayList<>(allStored());
        waiting.removeIf(document -> !document.containsKey("unconfirmedSince"));
        assertThat(waiting).hasSize(1);
        var answer = send(HttpMethod.POST, "/api/pledges/confirm",
                Map.of("token", secrets.confirmation(waiting.getFirst().getString("_id"))), null);
        assertThat(answer.getStatusCode().value()).as(email).isEqualTo(201);
        allMailed();
        return idOf(body(answer));
    }

    /** A pledge of the address that waits to be confirmed; the token that does. */
    private String unconfirmed() {
        verification = "email";
        launch(Instant.now().minusSeconds(60), null, null);
        pledge(aPledge().with("text", "Mine").with("email", address).body(), null);
        allMailed();
        return secrets.confirmation(stored().getString("_id"));
    }

    private ResponseEntity<String> erase(Object body) {
        return send(HttpMethod.POST, "/internal/erasures", body, basic(TestSecrets.INTERNAL));
    }

    private static String basic(String secret) {
        return "Basic " + HttpHeaders.encodeBasicAuth(InternalProperties.USER, secret, null);
    }

    private Document personal(String id) {
        return stored(id).get("personal", Document.class);
    }

    /** How many campaigns the address is claimed in. */
    private long claims() {
        var digest = new Binary(secrets.addressDigest(new EmailAddress(address).canonical()));
        return mongo.getCollection("addressClaims").countDocuments(new Document("digest", digest));
    }

    private void allMailed() {
        await().until(() -> mongo.getCollection("pledges")
            .countDocuments(
                    new Document("campaignId", campaignId).append("mailDueAt", new Document("$exists", true))) == 0);
    }

    private static String idOf(JsonNode pledge) {
        return pledge.at("/id").stringValue();
    }

}
