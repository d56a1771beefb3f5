package org.groundswell.pledge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.groundswell.pledge.SubmissionMother.aPledge;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.bson.Document;
import org.groundswell.defaults.testing.Contract;
import org.groundswell.defaults.testing.TestMailServer;
import org.groundswell.defaults.testing.StoreCommands;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** What pledging is where addresses are verified. */
@ExtendWith(OutputCaptureExtension.class)
abstract class ConfirmingPledgesTests extends RunningService {

    private static final Logger log = LoggerFactory.getLogger(ConfirmingPledgesTests.class);

    private static final String CHECK_YOUR_EMAIL = "{\"status\":\"check-your-email\"}";

    private static final String OTHER_KEY = "b3RoZXIta2V5LW90aGVyLWtleS1vdGhlci1rZXktMTI=";

    private static final Duration DAYS = Duration.ofDays(7);

    /** Nobody else's in any test. */
    private final String name = "marked-" + UUID.randomUUID();

    private final String address = name + "@example.org";

    @Autowired
    private WriteToPledgers letters;

    @Autowired
    private EndOfRetention endOfRetention;

    @Autowired
    private AddressClaims claims;

    @Autowired
    private Pledges pledges;

    @Autowired
    private Secrets secrets;

    @Autowired
    private MeterRegistry meters;

    ConfirmingPledgesTests() {
        verification = "email";
    }

    @Test
    void whoPledgesIsToldTheSameWhetherTheAddressHasPledgedOrNot() {
        confirmed(address);
        var known = ask(address, "key-known");
        var unknown = ask("un" + address, "key-unknown");
        assertThat(known.getStatusCode().value()).isEqualTo(202);
        assertThat(unknown.getStatusCode().value()).isEqualTo(202);
        assertThat(known.getBody()).isEqualTo(CHECK_YOUR_EMAIL);
        assertThat(unknown.getBody()).isEqualTo(CHECK_YOUR_EMAIL);
        assertThat(headers(known)).isEqualTo(headers(unknown));
    }

    @Test
    void anAddressIsNeeded() {
        assertRefused(pledge(aPledge().body(), null), 400, "/problems/invalid-request", "email");
        assertThat(storedCount()).isZero();
    }

    @Test
    void beforeItIsConfirmedAPledgeIsNeitherCountedNorShown() {
        ask(address, null);
        var id = stored().getString("_id");
        tokenSentTo(address);
        var other = confirmed("other-" + address);
        await().untilAsserted(() -> assertThat(publishedIds()).contains(idOf(other)));
        assertThat(publishedIds()).containsExactly(idOf(other));
        assertThat(stored(id)).containsKey("unconfirmedSince").doesNotContainKey("unpublished");
        assertThat(texts(wall(""))).hasSize(1);
        assertThat(get("/api/pledges/" + id).getStatusCode().value()).isEqualTo(404);
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + id, null, "Pledge " + secrets.pledgerSecret(id))
            .getStatusCode()
            .value()).isEqualTo(404);
        assertThat(stored(id)).containsKey("personal");
    }

    @Test
    void theMailHasALinkThatReadingDoesNotFollow() {
        ask(address, null);
        var mail = await().until(() -> mailServer.lettersTo(address), found -> found.size() == 1).getFirst();
        assertThat(mail.text()).containsPattern("(?m)^http://localhost:8080/pledges/confirm\\?token="
                + stored().getString("_id") + "[A-Za-z0-9_-]{24}$");
        assertThat(mail.text()).contains("I will listen");
        assertThat(get("/api/pledges/confirm?token=" + tokenIn(mail)).getStatusCode().value()).isEqualTo(404);
        assertThat(stored()).containsKey("unconfirmedSince");
    }

    @Test
    void confirmingMakesThePledgeOnce(CapturedOutput output) {
        var sent = clock.instant();
        ask(address, null);
        var token = tokenSentTo(address);
        clock.advance(Duration.ofHours(1));
        var answer = confirm(token);

        assertThat(answer.getStatusCode().value()).isEqualTo(201);
        var pledge = body(answer);
        assertThat(answer.getHeaders().getLocation()).hasToString(pledge.at("/links/self").stringValue());
        assertThat(answer.getHeaders().getCacheControl()).isEqualTo("no-store");
        assertThat(pledge.at("/id").stringValue()).isEqualTo(stored().getString("_id"));
        assertThat(Instant.parse(pledge.at("/madeAt").stringValue())).isAfter(sent.plusSeconds(3500));
        assertThat(texts(wall(""))).containsExactly("I will listen");
        assertThat(get("/api/pledges/" + idOf(pledge)).getStatusCode().value()).isEqualTo(200);

        assertThat(confirm(token).getStatusCode().value()).isEqualTo(201);
        assertThat(confirm(token).getBody()).isEqualTo(answer.getBody());
        assertThat(texts(wall(""))).hasSize(1);

        var records = await().until(this::published, found -> !found.isEmpty());
        assertThat(records).allSatisfy(record -> {
            assertThat(new Contract("pledge.made.v1").violations(record.text())).isEmpty();
            assertThat(record.header("ce_id")).isEqualTo(idOf(pledge) + ":made");
            assertThat(json.readTree(record.text()).at("/madeAt")).isEqualTo(pledge.at("/madeAt"));
            assertThat(record.everything()).doesNotContain(name, token);
        });
        await().untilAsserted(() -> assertThat(stored()).doesNotContainKey("unpublished"));
        assertThat(output.getAll()).doesNotContain(name)
            .doesNotContain(token)
            .doesNotContain(secretOf(pledge))
            .doesNotContain("I will listen");
    }

    @Test
    void whoConfirmedIsThankedWithTheLinkThatTakesThePledgeBack() {
        var pledge = confirmed(address);
        var thanks = await().until(() -> mailServer.lettersTo(address), found -> found.size() == 2).getLast();
        assertThat(thanks.subject()).startsWith("Thank you");
        assertThat(thanks.text()).contains("\n" + pledge.at("/links/manage").stringValue() + "\n");
    }

    @Test
    void anAddressThatHasPledgedIsToldSoByMailAlone() {
        confirmed(address);
        pledge(aPledge().with("text", "MARKED words").with("displayName", "MARKED name").with("email", address).body(),
                "key-again");
        var mail = await()
            .until(() -> mailServer.lettersTo(address).stream().filter(this::saysAlready).toList(),
                    found -> !found.isEmpty())
            .getFirst();
        assertThat(mail.text()).doesNotContain("token", "MARKED");
        allMailed();
        var kept = allStored().stream()
            .filter(document -> document.containsKey("unconfirmedSince"))
            .findFirst()
            .orElseThrow();
        assertThat(kept.toJson()).doesNotContain("MARKED");
        assertThat(kept.get("personal", Document.class)).containsOnlyKeys("text", "anonymous", "updates",
                "addressDigest", "fingerprint");
        assertProblem(confirm(secrets.confirmation(kept.getString("_id"))), 404, "/problems/not-found");
        clock.advance(DAYS.plusMinutes(1));
        endOfRetention.eraseAndReencrypt();
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void allSpellingsOfAMailboxAreOneAddress() {
        confirmed(name + ".x@gmail.com");
        for (var spelling : List.of(name.toUpperCase(Locale.ROOT) + ".X@gmail.com", name + "x@gmail.com",
                name + "x+tag@googlemail.com")) {
            ask(spelling, null);
            await().until(() -> mailServer.lettersTo(spelling).stream().anyMatch(this::saysAlready));
        }
        ask(name + "y@gmail.com", null);
        tokenSentTo(name + "y@gmail.com");
    }

    @Test
    void ofManyConfirmationsOfAnAddressAtTheSameInstantOneMakesThePledge() throws Exception {
        for (int i = 0; i < 12; i++) {
            ask(name + "+" + i + "@gmail.com", null);
        }
        allMailed();
        var ids = allStored().stream().map(document -> document.getString("_id")).toList();
        var together = new CyclicBarrier(ids.size());
        var calls = ids.stream().<Callable<ResponseEntity<String>>>map(id -> () -> {
            together.await();
            return confirm(secrets.confirmation(id));
        }).toList();
        var made = new ArrayList<String>();
        try (var pledgers = Executors.newFixedThreadPool(ids.size())) {
            for (var answer : pledgers.invokeAll(calls)) {
                if (answer.get().getStatusCode().value() == 201) {
                    made.add(idOf(body(answer.get())));
                }
                else {
                    assertProblem(answer.get(), 409, "/problems/already-pledged");
                }
            }
        }
        assertThat(made).hasSize(1);
        await().untilAsserted(() -> assertThat(publishedIds()).containsExactlyElementsOf(made));
        assertThat(allStored()).extracting(document -> document.getString("_id")).containsExactlyElementsOf(made);
        assertThat(wall("").at("/items").size()).isEqualTo(1);
    }

    @Test
    void aConfirmationThatBrokeOffAfterItsClaimIsFinishedByTheNextOfTheAddress() {
        var first = unconfirmed(address);
        var second = unconfirmed(address);
        var claimedAt = clock.instant();
        claims.claim(first, secrets.addressDigests(address), claimedAt);

        assertProblem(confirm(secrets.confirmation(second.id())), 409, "/problems/already-pledged");

        assertThat(stored(first.id())).doesNotContainKey("unconfirmedSince")
            .containsEntry("madeAt", Date.from(claimedAt));
        assertThat(storedCount()).isEqualTo(1);
        assertThat(wall("").at("/items/0/id").stringValue()).isEqualTo(first.id());
        await().untilAsserted(() -> assertThat(publishedIds()).containsExactly(first.id()));
        assertThat(idOf(body(confirm(secrets.confirmation(first.id()))))).isEqualTo(first.id());
    }

    @Test
    void aConfirmationThatBrokeOffAfterItsClaimIsFinishedWhenItIsRepeated() {
        var pledge = unconfirmed(address);
        claims.claim(pledge, secrets.addressDigests(address), clock.instant());
        assertThat(confirm(secrets.confirmation(pledge.id())).getStatusCode().value()).isEqualTo(201);
        await().untilAsserted(() -> assertThat(publishedIds()).containsExactly(pledge.id()));
    }

    @Test
    void aClaimOfAPledgeThatIsGoneStandsInNobodysWay() {
        var gone = unconfirmed(address);
        claims.claim(gone, secrets.addressDigests(address), clock.instant());
        pledges.deleteUnconfirmed(gone.id());
        confirmed(address);
    }

    @Test
    void whoWithdrewMayPledgeAgain() {
        var first = confirmed(address);
        assertThat(send(HttpMethod.DELETE, "/api/pledges/" + idOf(first), null, "Pledge " + secretOf(first))
            .getStatusCode()
            .value()).isEqualTo(204);
        var second = confirmed(address);
        assertThat(idOf(second)).isNotEqualTo(idOf(first));
        await().untilAsserted(() -> assertThat(publishedEventIds()).contains(idOf(first) + ":made",
                idOf(first) + ":withdrawn", idOf(second) + ":made"));
    }

    @Test
    void whoseWithdrawalBrokeOffBeforeTheAddressWasFreeMayPledgeAgain() {
        var first = confirmed(address);
        pledges.withdraw(idOf(first), clock.instant());
        confirmed(address);
    }

    @Test
    void onlyTheTokenThatWasMailedConfirms() {
        ask(address, null);
        var token = tokenSentTo(address);
        var foreign = new Secrets(SecretsTests.properties(OTHER_KEY)).confirmation(stored().getString("_id"));
        var changed = token.substring(0, token.length() - 1) + (token.endsWith("A") ? "B" : "A");
        for (var wrong : List.of(foreign, changed, token.substring(0, token.length() - 1), token.substring(0, 26), "x",
                token + "A", secrets.confirmation(newId()))) {
            assertProblem(confirm(wrong), 404, "/problems/not-found");
        }
        assertThat(stored()).containsKey("unconfirmedSince");
        for (var malformed : List.of("", "a b", "ä".repeat(10), "x".repeat(129))) {
            assertProblem(confirm(malformed), 400, "/problems/invalid-request");
        }
        assertProblem(send(HttpMethod.POST, "/api/pledges/confirm", Map.of(), null), 400, "/problems/invalid-request");
        assertThat(confirm(token).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void forSevenDaysALinkWorks() {
        var pledge = unconfirmed(address);
        clock.advance(DAYS.minusMinutes(1));
        endOfRetention.eraseAndReencrypt();
        assertThat(confirm(secrets.confirmation(pledge.id())).getStatusCode().value()).isEqualTo(201);
        clock.advance(DAYS);
        endOfRetention.eraseAndReencrypt();
        assertThat(storedCount()).isEqualTo(1);
    }

    @Test
    void afterSevenDaysALinkWorksNoMoreAndItsPledgeIsErased() {
        var pledge = unconfirmed(address);
        clock.advance(DAYS.plusMinutes(1));
        assertProblem(confirm(secrets.confirmation(pledge.id())), 404, "/problems/not-found");
        endOfRetention.eraseAndReencrypt();
        assertThat(storedCount()).isZero();
        assertProblem(confirm(secrets.confirmation(pledge.id())), 404, "/problems/not-found");
    }

    @Test
    void whenTheCampaignClosedMeanwhileItIsTooLate() {
        var pledge = unconfirmed(address);
        var made = confirmed("in-time-" + address);
        relaunch(Instant.now().minusSeconds(60), Instant.now().minusSeconds(1));
        assertProblem(confirm(secrets.confirmation(pledge.id())), 409, "/problems/campaign-closed");
        assertThat(stored(pledge.id())).containsKey("unconfirmedSince");
        assertThat(confirm(secrets.confirmation(idOf(made))).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void theSameRequestAgainIsAnsweredTheSameAndMailedOnce() {
        ask(address, "key-again");
        tokenSentTo(address);
        assertThat(ask(address, "key-again").getBody()).isEqualTo(CHECK_YOUR_EMAIL);
        assertThat(storedCount()).isEqualTo(1);
        assertProblem(pledge(aPledge().with("email", address).with("people", 2).body(), "key-again"), 422,
                "/problems/idempotency-key-reused");
        confirmed("other-" + address);
        assertThat(mailServer.lettersTo(address)).hasSize(1);
        assertThat(ask(address, "key-again").getStatusCode().value()).isEqualTo(202);
        confirm(tokenSentTo(address));
        assertThat(ask(address, "key-again").getBody()).isEqualTo(CHECK_YOUR_EMAIL);
    }

    @Test
    void aRepeatedKeyDoesNotTellThatAnAddressHasPledged() {
        confirmed(address);
        ask(address, "key-known");
        allMailed();
        assertProblem(pledge(aPledge().with("email", address).with("people", 2).body(), "key-known"), 422,
                "/problems/idempotency-key-reused");
        assertThat(ask(address, "key-known").getBody()).isEqualTo(CHECK_YOUR_EMAIL);
        confirmed("other-" + address);
        assertThat(mailServer.lettersTo(address).stream().filter(this::saysAlready)).hasSize(1);
    }

    @Test
    void whileTheMailServerIsAwayPledgingGoesOnAndTheMailComesLater() {
        var putOff = meters.counter("groundswell.pledger.mails", "outcome", "put-off");
        var before = putOff.count();
        mailServer.stop();
        assertThat(ask(address, null).getStatusCode().value()).isEqualTo(202);
        await().until(() -> putOff.count() > before);
        // More often than the address gets mails an hour.
        for (int attempt = 0; attempt < 7; attempt++) {
            clock.advance(Duration.ofSeconds(31));
            letters.sweep();
        }
        mailServer.start();
        await().untilAsserted(() -> {
            // One that was under way is put off once more.
            clock.advance(Duration.ofSeconds(31));
            letters.sweep();
            assertThat(mailServer.lettersTo(address)).hasSize(1);
        });
        assertThat(confirm(tokenSentTo(address)).getStatusCode().value()).isEqualTo(201);
    }

    @Test
    void anAddressGetsSixMailsAnHourHoweverOftenItIsGiven() throws Exception {
        var together = new CyclicBarrier(20);
        Callable<Integer> call = () -> {
            together.await();
            return ask(address, null).getStatusCode().value();
        };
        try (var clients = Executors.newFixedThreadPool(20)) {
            for (var answer : clients.invokeAll(Collections.nCopies(20, call))) {
                assertThat(answer.get()).isEqualTo(202);
            }
        }
        allMailed();
        assertThat(mailServer.lettersTo(address)).hasSize(6);
    }

    @Test
    void theStoreHasTheSameWorkWithAKnownAddressAsWithAnUnknown() {
        var pledge = pledges.findById(idOf(confirmed(address))).orElseThrow();
        var addresses = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            addresses.add("known-" + i + address);
            claims.claim(pledge, secrets.addressDigests(addresses.getLast()), clock.instant());
            addresses.add("unknown-" + i + address);
        }
        // Not in turn: what follows upon the one would slow down the other.
        Collections.shuffle(addresses, new Random(1));
        var known = new ArrayList<Long>();
        var unknown = new ArrayList<Long>();
        var work = new HashSet<List<String>>();
        for (var email : addresses) {
            work.add(workOf(email, email.startsWith("known") ? known : unknown));
        }
        log.info("median with a known address {} µs, with an unknown {} µs", median(known), median(unknown));
        assertThat(work).containsExactly(List.of("insert pledges"));
    }

    private List<String> workOf(String email, List<Long> took) {
        var commandsOfAsking = commands.during(() -> {
            var started = System.nanoTime();
            assertThat(ask(email, null).getStatusCode().value()).isEqualTo(202);
            took.add(System.nanoTime() - started);
        });
        // Campaigns are read once a second, whoever asks.
        return commandsOfAsking.stream()
            .map(StoreCommands.Command::what)
            .filter(command -> !Set.of("find campaigns", "find endings").contains(command))
            .toList();
    }

    private static long median(List<Long> nanos) {
        return nanos.stream().sorted().skip(nanos.size() / 2).findFirst().orElseThrow() / 1_000;
    }

    private ResponseEntity<String> ask(String email, @Nullable String key) {
        return pledge(aPledge().with("email", email).body(), key);
    }

    private ResponseEntity<String> confirm(String token) {
        return send(HttpMethod.POST, "/api/pledges/confirm", Map.of("token", token), null);
    }

    /** Pledges with a new address, and follows the mail. */
    private JsonNode confirmed(String email) {
        ask(email, null);
        var answer = confirm(tokenSentTo(email));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
        return body(answer);
    }

    /** A stored pledge, the mail about it sent. */
    private Pledge unconfirmed(String email) {
        var before = allStored().stream().map(document -> document.getString("_id")).toList();
        ask(email, null);
        allMailed();
        return allStored().stream()
            .map(document -> document.getString("_id"))
            .filter(id -> !before.contains(id))
            .findFirst()
            .flatMap(pledges::findById)
            .orElseThrow();
    }

    private String tokenSentTo(String email) {
        return await()
            .until(() -> mailServer.lettersTo(email)
                .stream()
                .filter(letter -> letter.text().contains("?token=") && isUnconfirmed(tokenIn(letter)))
                .toList(), found -> !found.isEmpty())
            .stream()
            .map(ConfirmingPledgesTests::tokenIn)
            .toList()
            .getLast();
    }

    private boolean isUnconfirmed(String token) {
        return pledges.findById(token.substring(0, 26)).filter(Pledge::isUnconfirmed).isPresent();
    }

    private static String tokenIn(TestMailServer.Letter letter) {
        return letter.text().replaceFirst("(?s).*\\?token=(\\S+).*", "$1");
    }

    private boolean saysAlready(TestMailServer.Letter letter) {
        return letter.subject().startsWith("You have pledged already");
    }

    private void allMailed() {
        await().until(() -> mongo.getCollection("pledges")
            .countDocuments(
                    new Document("campaignId", campaignId).append("mailDueAt", new Document("$exists", true))) == 0);
    }

    private static String idOf(JsonNode pledge) {
        return pledge.at("/id").stringValue();
    }

    private static String secretOf(JsonNode pledge) {
        return pledge.at("/links/manage").stringValue().replaceFirst(".*#", "");
    }

    private static HttpHeaders headers(ResponseEntity<String> answer) {
        var headers = new HttpHeaders(answer.getHeaders());
        headers.remove(HttpHeaders.DATE);
        return headers;
    }

}
