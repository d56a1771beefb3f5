package org.groundswell.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;
import static org.groundswell.campaign.CampaignMother.aCampaign;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.bson.Document;
import org.groundswell.defaults.testing.TestMailServer.Letter;
import org.groundswell.defaults.testing.TestSecrets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.data.mongodb.core.query.Criteria;
import org.springframework.data.mongodb.core.query.Query;
import org.springframework.data.mongodb.core.query.Update;
import org.springframework.http.HttpMethod;
import org.springframework.test.web.servlet.client.EntityExchangeResult;
import tools.jackson.databind.JsonNode;

/** Inviting others to lead a campaign or a hub of it, leading together, and leaving. */
abstract class LeadingTogetherTests extends RunningService {

    private static final Pattern LINK = Pattern
        .compile("(?m)^http://localhost:8080/invitations/accept\\?token=([A-Za-z0-9_-]{43})$");

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private static final String ENGLAND = "E92000001";

    private static final String NORTH_EAST_AND_YORKSHIRE = "Y63";

    private static final String WEST_YORKSHIRE = "QWO";

    private static final String LONDON = "Y56";

    @Autowired
    private InviteLeads inviteLeads;

    private Caller ann;

    private String id;

    private String slug;

    @BeforeEach
    void aCampaignOfAnns() {
        ann = anOrganiser();
        var campaign = launched(aCampaign().titled("Hello, my name is"), ann);
        id = campaign.at("/id").stringValue();
        slug = campaign.at("/slug").stringValue();
    }

    // Inviting

    @Test
    void anInvitationIsMailedAndSaysWhoInvitesToWhatUntilWhen() {
        var email = anAddress();
        var answer = invite(email, WEST_YORKSHIRE, ann);

        assertThat(answer.getStatus().value()).isEqualTo(201);
        assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        var invitation = body(answer);
        assertThat(answer.getResponseHeaders().getLocation())
            .hasPath("/api/campaigns/" + slug + "/invitations/" + invitation.at("/id").stringValue());
        assertThat(invitation.propertyNames()).containsExactlyInAnyOrder("id", "email", "place", "invitedBy",
                "invitedAt", "expiresAt");
        assertThat(invitation.at("/email").stringValue()).isEqualTo(email);
        assertThat(invitation.at("/place").stringValue()).isEqualTo(WEST_YORKSHIRE);
        assertThat(invitation.at("/invitedBy/id").stringValue()).isEqualTo(ann.organiser().id());
        assertThat(invitation.at("/invitedBy/email").stringValue()).isEqualTo(ann.organiser().email());
        assertThat(Duration.between(Instant.parse(invitation.at("/invitedAt").stringValue()),
                Instant.parse(invitation.at("/expiresAt").stringValue())))
            .isEqualTo(Duration.ofDays(14));
        assertThat(awaitLetter(email)).satisfies(letter -> {
            assertThat(letter.from()).isEqualTo("no-reply@groundswell.invalid");
            assertThat(letter.subject()).isEqualTo("You are invited to lead a campaign on Groundswell");
            assertThat(letter.text()).contains("Hello, my name is", "in West Yorkshire", ann.organiser().email(),
                    "once");
        });
    }

    @Test
    void onlyAHashOfItsTokenIsStoredAndTheHashIsItsId() {
        var email = anAddress();
        var invitation = body(invite(email, null, ann)).at("/id").stringValue();
        var token = tokenIn(awaitLetter(email));

        assertThat(Sha256.hex(token)).isEqualTo(invitation);
        assertThat(everythingStored()).contains(invitation).doesNotContain(token);
    }

    @Test
    void whoeverLeadsAPlaceInvitesForItAndAllWithinIt() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);

        assertThat(invite(anAddress(), NORTH_EAST_AND_YORKSHIRE, hal).getStatus().value()).isEqualTo(201);
        assertThat(invite(anAddress(), WEST_YORKSHIRE, hal).getStatus().value()).isEqualTo(201);
        assertProblem(invite(anAddress(), ENGLAND, hal), 403, "forbidden");
        assertProblem(invite(anAddress(), LONDON, hal), 403, "forbidden");
        assertProblem(invite(anAddress(), null, hal), 403, "forbidden");
        assertThat(invite(anAddress(), LONDON, ann).getStatus().value()).isEqualTo(201);
    }

    @Test
    void onlyLeadsInviteAndDraftsOfOthersAreUnknown() {
        var draft = drafted(aCampaign(), ann).at("/slug").stringValue();
        for (var path : List.of("/invitations", "/leads")) {
            assertProblem(get("/api/campaigns/" + slug + path, null), 401, "unauthorized");
            assertProblem(get("/api/campaigns/" + slug + path, anOrganiser()), 403, "forbidden");
            assertProblem(get("/api/campaigns/" + draft + path, anOrganiser()), 404, "not-found");
            assertProblem(get("/api/campaigns/no-such-campaign" + path, ann), 404, "not-found");
            assertThat(get("/api/campaigns/" + draft + path, ann).getStatus().value()).isEqualTo(200);
            for (var item : List.of(path + "/x", path + "/" + ann.organiser().id())) {
                assertProblem(delete("/api/campaigns/" + slug + item, null), 401, "unauthorized");
                assertProblem(delete("/api/campaigns/" + slug + item, anOrganiser()), 403, "forbidden");
                assertProblem(delete("/api/campaigns/" + draft + item, anOrganiser()), 404, "not-found");
            }
        }
        assertProblem(invite(anAddress(), null, null), 401, "unauthorized");
        assertProblem(invite(anAddress(), null, anOrganiser()), 403, "forbidden");
        assertProblem(inviteTo(draft, anAddress(), null, anOrganiser()), 404, "not-found");
        assertProblem(inviteTo("no-such-campaign", anAddress(), null, ann), 404, "not-found");
        assertThat(inviteTo(draft, anAddress(), null, ann).getStatus().value()).isEqualTo(201);
    }

    @Test
    void nobodySignsInByTheAddressOfAList() {
        for (var path : List.of("/invitations", "/leads")) {
            var head = http.head().uri("/api/campaigns/" + slug + path).exchange().returnResult(Void.class);
            assertThat(head.getStatus().value()).isEqualTo(401);
            assertProblem(send(HttpMethod.PUT, "/api/campaigns/" + slug + path, null), 405, "method-not-allowed");
        }
        assertProblem(get("/api/invitations/accept", null), 405, "method-not-allowed");
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = { "", "no address", "a@b@c", "ann@example.org\nBcc: bob@example.org",
            "ann@example.org, bob@example.org" })
    void whatIsNoAddressIsRefused(@Nullable String address) {
        var problem = assertProblem(invite(address, null, ann), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("email");
    }

    @Test
    void whatIsNoPlaceIsRefused() {
        var problem = assertProblem(invite(anAddress(), "Nowhere", ann), 400, "invalid-request");
        assertThat(problem.at("/errors/0/field").stringValue()).isEqualTo("place");
    }

    @Test
    void whoIsInvitedToTheSameAgainHasOneInvitationTheNewerOne() throws Exception {
        var email = anAddress();
        var first = mailed(email, WEST_YORKSHIRE, ann);
        var second = mailed(email, WEST_YORKSHIRE, ann);
        assertProblem(accept(first), 401, "unauthorized");
        assertThat(open(ann)).hasSize(1);

        atOnce(4, () -> invite(email, WEST_YORKSHIRE, ann));
        assertThat(open(ann)).hasSize(1);
        assertProblem(accept(second), 401, "unauthorized");
    }

    /** The Kelvin sign is no K, though it becomes one in lower case. */
    @Test
    void anAddressThatLooksLikeAnothersVoidsNothing() {
        var email = "kate." + anAddress();
        invite(email, WEST_YORKSHIRE, ann);
        invite(email.replaceFirst("k", "\u212a"), WEST_YORKSHIRE, ann);
        assertThat(open(ann)).hasSize(2);
    }

    @Test
    void openInvitationsAreThoseOfOnesOwnPlace() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        invite(anAddress(), null, ann);
        invite(anAddress(), LONDON, ann);
        invite(anAddress(), WEST_YORKSHIRE, ann);
        invite(anAddress(), NORTH_EAST_AND_YORKSHIRE, hal);

        assertThat(open(hal)).extracting(each -> each.at("/place").stringValue())
            .containsExactly(WEST_YORKSHIRE, NORTH_EAST_AND_YORKSHIRE);
        assertThat(open(ann)).hasSize(4);
    }

    @Test
    void aWithdrawnInvitationDoesNotHold() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var email = anAddress();
        var token = mailed(email, WEST_YORKSHIRE, ann);
        var path = "/api/campaigns/" + slug + "/invitations/" + Sha256.hex(token);

        assertProblem(delete(path, aLead(LONDON, ann)), 403, "forbidden");
        assertThat(delete(path, hal).getStatus().value()).isEqualTo(204);
        assertThat(delete(path, hal).getStatus().value()).isEqualTo(204);
        assertThat(open(ann)).isEmpty();
        assertProblem(accept(token), 401, "unauthorized");
        assertThat(everythingStored()).doesNotContain(email);
    }

    // Limits

    @Test
    void aLeadHasAtMostFiftyOpenInvitations() throws Exception {
        var now = clock.instant();
        putInvitations(IntStream.range(0, 49)
            .mapToObj(i -> new Invitation("i" + i, anAddress(), LONDON, ann.organiser().id(), now,
                    now.plusSeconds(3600 + i)))
            .toList());

        var answers = atOnce(8, () -> invite(anAddress(), LONDON, ann));

        assertThat(answers).extracting(answer -> answer.getStatus().value())
            .containsOnly(201, 429)
            .containsOnlyOnce(201);
        assertThat(open(ann)).hasSize(50);
        var refused = answers.stream().filter(answer -> answer.getStatus().value() == 429).findFirst().orElseThrow();
        assertProblem(refused, 429, "too-many-requests");
        assertThat(Long.parseLong(refused.getResponseHeaders().getFirst("Retry-After"))).isBetween(3500L, 3600L);
        assertThat(invite(anAddress(), LONDON, aLeadWithoutInvitation(null)).getStatus().value()).isEqualTo(201);
    }

    @Test
    void aCampaignSendsAtMostAHundredInvitationsAnHourWithdrawnOrNot() throws Exception {
        // What 98 invitations have left behind, at the beginning of an hour.
        clock.advance(Duration.between(clock.instant(),
                clock.instant().truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS).plusSeconds(1)));
        var early = signedInAgain(ann);
        putTaken("campaign " + id, 98);
        var remaining = new ConcurrentLinkedQueue<>(
                IntStream.range(0, 6).mapToObj(i -> aLeadWithoutInvitation(null)).toList());

        var answers = atOnce(6, () -> invite(anAddress(), LONDON, remaining.remove()));

        assertThat(answers).extracting(answer -> answer.getStatus().value()).containsOnly(201, 429);
        assertThat(answers).filteredOn(answer -> answer.getStatus().value() == 201).hasSize(2);
        for (var invitation : open(early)) {
            delete("/api/campaigns/" + slug + "/invitations/" + invitation.at("/id").stringValue(), early);
        }
        var refused = invite(anAddress(), LONDON, early);
        assertProblem(refused, 429, "too-many-requests");
        var wait = Long.parseLong(refused.getResponseHeaders().getFirst("Retry-After"));
        assertThat(wait).isBetween(3000L, 3600L);
        clock.advance(Duration.ofSeconds(wait + 1));
        assertThat(invite(anAddress(), LONDON, signedInAgain(ann)).getStatus().value()).isEqualTo(201);
    }

    @Test
    void aLeadSendsAtMostFiftyInvitationsAnHourForAllTheirCampaigns() {
        anHourBegins();
        var early = signedInAgain(ann);
        putTaken("lead " + ann.organiser().id(), 50);
        var another = launched(aCampaign(), early).at("/slug").stringValue();

        assertProblem(inviteTo(another, anAddress(), null, early), 429, "too-many-requests");
    }

    @Test
    void aLeadSendsAMailboxAtMostTenInvitationsAnHourAndThatTakesNothingFromOthers() {
        anHourBegins();
        var early = signedInAgain(ann);
        var email = anAddress();
        for (var count = 0; count < 10; count++) {
            var spelled = count % 2 == 0 ? email : email.toUpperCase(Locale.ROOT);
            assertThat(invite(spelled, LONDON, early).getStatus().value()).isEqualTo(201);
        }
        putTaken("campaign " + id, 99);

        assertProblem(invite(email, LONDON, early), 429, "too-many-requests");
        assertThat(invite(email, LONDON, aLeadWithoutInvitation(null)).getStatus().value()).isEqualTo(201);
    }

    @Test
    void aCampaignHasAtMostFiveHundredLeadsThoseInvitedIncluded() {
        var now = clock.instant();
        var leads = new ArrayList<>(campaigns.findById(id).orElseThrow().leads());
        IntStream.range(0, 498).forEach(i -> leads.add(new Leadership("o" + i, LONDON, null, now, null)));
        leads.add(new Leadership("past", LONDON, null, now, now));
        putLeads(leads);

        var last = mailed(anAddress(), LONDON, ann);
        assertProblem(invite(anAddress(), LONDON, ann), 409, "conflict");
        assertThat(accept(last).getStatus().value()).isEqualTo(200);
        assertProblem(invite(anAddress(), LONDON, ann), 409, "conflict");
        leave(ann, "o0", LONDON);
        assertThat(invite(anAddress(), LONDON, ann).getStatus().value()).isEqualTo(201);
    }

    @Test
    void theDocumentOfACampaignDoesNotGrowForEver() {
        var now = clock.instant();
        var leads = new ArrayList<>(campaigns.findById(id).orElseThrow().leads());
        IntStream.range(0, InviteLeads.MOST_LEADS_EVER - 1)
            .forEach(i -> leads.add(new Leadership("o" + i, LONDON, null, now, now)));
        putLeads(leads);

        assertProblem(invite(anAddress(), LONDON, ann), 409, "conflict");
    }

    // Accepting

    @Test
    void whoeverAcceptsLeadsAndIsSignedIn() {
        var email = anAddress();
        var answer = accept(mailed(email, WEST_YORKSHIRE, ann));

        assertThat(answer.getStatus().value()).isEqualTo(200);
        assertThat(answer.getResponseHeaders().getCacheControl()).isEqualTo("no-store");
        var joined = body(answer);
        assertThat(joined.at("/campaign/slug").stringValue()).isEqualTo(slug);
        assertThat(joined.at("/campaign/title").stringValue()).isEqualTo("Hello, my name is");
        assertThat(joined.at("/place").stringValue()).isEqualTo(WEST_YORKSHIRE);
        assertThat(joined.at("/organiser/email").stringValue()).isEqualTo(email);
        assertThat(Instant.parse(joined.at("/expiresAt").stringValue())).isAfter(clock.instant());
        assertThat(leads(caller(joined)))
            .extracting(each -> each.at("/organiser/id").stringValue(), each -> each.at("/place").asString(),
                    each -> each.at("/invitedBy").asString())
            .containsExactly(tuple(ann.organiser().id(), "", ""),
                    tuple(joined.at("/organiser/id").stringValue(), WEST_YORKSHIRE, ann.organiser().id()));
        assertThat(campaigns.findById(id).orElseThrow().invitations()).isEmpty();
    }

    @Test
    void aLeadOfAllDoesWhatTheFirstOneDoes() {
        var bob = aLead(null, ann);

        assertThat(patch("/api/campaigns/" + slug, Map.of("summary", "Bob's"), "*", bob).getStatus().value())
            .isEqualTo(200);
        assertProblem(patch("/api/campaigns/" + slug, Map.of("summary", "x"), "*", aLead(LONDON, ann)), 403,
                "forbidden");
    }

    @Test
    void anInvitationIsAcceptedOnce() {
        var token = mailed(anAddress(), LONDON, ann);
        assertThat(accept(token).getStatus().value()).isEqualTo(200);

        var again = accept(token);
        assertProblem(again, 401, "unauthorized");
        assertThat(again.getResponseHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
        assertThat(leads(ann)).hasSize(2);
    }

    @Test
    void anInvitationAcceptedManyTimesAtTheSameInstantMakesOneLeadership() throws Exception {
        for (int round = 0; round < 3; round++) {
            var before = leads(ann).size();
            var token = mailed(anAddress(), LONDON, ann);
            var answers = atOnce(6, () -> accept(token).getStatus().value());
            assertThat(answers).containsOnly(200, 401).containsOnlyOnce(200);
            assertThat(leads(ann)).hasSize(before + 1);
        }
    }

    @Test
    void whoWasAlreadyLeadingWhenAcceptingLeadsOnce() {
        var email = anAddress();
        var toLondon = mailed(email, LONDON, ann);
        var toAll = mailed(email, null, ann);
        var bob = caller(body(accept(toAll)));

        assertThat(body(accept(toLondon)).at("/organiser/id").stringValue()).isEqualTo(bob.organiser().id());
        assertProblem(accept(toLondon), 401, "unauthorized");
        assertThat(leads(ann)).hasSize(2);
    }

    @Test
    void leadingTheWholeTakesThePlaceOfTheHubs() {
        var email = anAddress();
        var hal = caller(body(accept(mailed(email, LONDON, ann))));
        accept(mailed(email, null, ann));

        assertThat(leads(ann)).filteredOn(each -> each.at("/organiser/id").stringValue().equals(hal.organiser().id()))
            .extracting(each -> each.at("/place").asString(), each -> each.at("/leftAt").isNull())
            .containsExactly(tuple(LONDON, false), tuple("", true));
        assertThat(scope(hal)).isEqualTo("all");
        leave(hal, hal.organiser().id(), null);
        assertThat(scope(hal)).isEqualTo("404");
    }

    @Test
    void anInvitationHoldsForAFortnight() {
        var early = mailed(anAddress(), LONDON, ann);
        var late = mailed(anAddress(), LONDON, ann);
        clock.advance(Duration.ofDays(14).minusMinutes(1));
        assertThat(accept(early).getStatus().value()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(1));
        assertProblem(accept(late), 401, "unauthorized");
        assertThat(open(signedInAgain(ann))).isEmpty();
        clock.reset();
    }

    @Test
    void theAddressIsForgottenWithTheInvitation() {
        var expired = anAddress();
        var standing = anAddress();
        mailed(expired, LONDON, ann);
        clock.advance(Duration.ofDays(1));
        mailed(standing, LONDON, signedInAgain(ann));
        clock.advance(Duration.ofDays(13).plusSeconds(1));
        assertThat(everythingStored()).contains(expired, standing);

        inviteLeads.removeExpired();

        assertThat(everythingStored()).doesNotContain(expired).contains(standing);
    }

    @ParameterizedTest
    @ValueSource(strings = { "", "x", "0000000000000000000000000000000000000000000" })
    void anInventedTokenMakesNobodyALead(String token) {
        assertProblem(accept(token), 401, "unauthorized");
    }

    @Test
    void theIdOfAnInvitationDoesNotAcceptIt() {
        assertProblem(accept(body(invite(anAddress(), null, ann)).at("/id").stringValue()), 401, "unauthorized");
    }

    @Test
    void anInvitationIsVoidWhenWhoeverInvitedHasLeftOrWasRemoved() {
        var bob = aLead(null, ann);
        var hal = aLead(LONDON, ann);
        var bobs = mailed(anAddress(), null, bob);
        var hals = mailed(anAddress(), LONDON, hal);
        var anns = mailed(anAddress(), LONDON, ann);

        leave(bob, bob.organiser().id(), null);
        leave(ann, hal.organiser().id(), LONDON);

        assertProblem(accept(bobs), 401, "unauthorized");
        assertProblem(accept(hals), 401, "unauthorized");
        assertThat(open(ann)).hasSize(1);
        assertThat(accept(anns).getStatus().value()).isEqualTo(200);
    }

    @Test
    void acceptingWhileWhoeverInvitedIsRemovedIsOneBeforeTheOther() throws Exception {
        for (int round = 0; round < 5; round++) {
            var hal = aLead(LONDON, ann);
            var token = mailed(anAddress(), LONDON, hal);
            var first = new ConcurrentLinkedQueue<>(List.of(true, false));
            var answers = atOnce(2, () -> first.remove() ? accept(token).getStatus().value()
                    : leave(ann, hal.organiser().id(), LONDON));
            assertThat(answers.get(1) == 204 || answers.get(0) == 204).isTrue();
            // Either way the invitation is gone for good.
            assertProblem(accept(token), 401, "unauthorized");
            assertThat(campaigns.findById(id).orElseThrow().invitations()).isEmpty();
        }
    }

    @Test
    void aClosedCampaignCanBeJoined() {
        var token = mailed(anAddress(), LONDON, ann);
        post("/api/campaigns/" + slug + "/close", null, ann);

        assertThat(accept(token).getStatus().value()).isEqualTo(200);
    }

    @Test
    void aSuspendedCampaignCanBeJoined() {
        var token = mailed(anAddress(), LONDON, ann);
        crashAfter(id, new Change("suspended").put("suspension", new Suspension("a reason", clock.instant())));

        assertThat(accept(token).getStatus().value()).isEqualTo(200);
    }

    @Test
    void aDraftIsSeenByWhoeverWasInvitedToAPlaceOfIt() {
        var draft = drafted(aCampaign(), ann).at("/slug").stringValue();
        var email = anAddress();
        inviteTo(draft, email, LONDON, ann);
        var hal = caller(body(accept(tokenIn(awaitLetter(email)))));

        assertThat(get("/api/campaigns/" + draft, hal).getStatus().value()).isEqualTo(200);
        assertProblem(post("/api/campaigns/" + draft + "/launch", null, hal), 403, "forbidden");
        assertThat(delete("/api/campaigns/" + draft + "/leads/" + hal.organiser().id() + "?place=" + LONDON, hal)
            .getStatus()
            .value()).isEqualTo(204);
        assertProblem(get("/api/campaigns/" + draft, hal), 404, "not-found");
    }

    @Test
    void acceptingIsOneUpdateSoNobodyCanBeKilledInTheMiddle() throws Exception {
        for (int round = 0; round < 5; round++) {
            var token = mailed(anAddress(), LONDON, ann);
            var seats = campaigns.findById(id).orElseThrow().leads().size() + 1;
            var accepting = new ConcurrentLinkedQueue<>(List.of(true, false, false, false));
            atOnce(4, () -> {
                if (accepting.remove()) {
                    return accept(token);
                }
                for (int look = 0; look < 50; look++) {
                    // At each moment there is either the invitation or the leadership.
                    var campaign = campaigns.findById(id).orElseThrow();
                    assertThat(campaign.leads().size() + campaign.invitations().size()).isEqualTo(seats);
                }
                return null;
            });
            assertThat(campaigns.findById(id).orElseThrow().leads()).hasSize(seats);
        }
    }

    // Who leads what

    @Test
    void otherServicesAreToldAHubsPlacesSpreadOut() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);

        assertThat(scope(ann)).isEqualTo("all");
        assertThat(scope(hal)).isEqualTo("[\"QF7\",\"QHM\",\"QOQ\",\"QWO\",\"Y63\"]");
        assertThat(scope(anOrganiser())).isEqualTo("404");
        leave(hal, hal.organiser().id(), NORTH_EAST_AND_YORKSHIRE);
        assertThat(scope(hal)).isEqualTo("404");
    }

    @Test
    void theLeadOfAHubSeesTheLeadsOfAllAndThoseOfTheirPlace() {
        var bob = aLead(null, ann);
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var wes = aLead(WEST_YORKSHIRE, hal);
        aLead(LONDON, ann);
        leave(bob, bob.organiser().id(), null);
        leave(hal, wes.organiser().id(), WEST_YORKSHIRE);

        assertThat(leads(hal)).extracting(each -> each.at("/organiser/id").stringValue())
            .containsExactly(ann.organiser().id(), hal.organiser().id(), wes.organiser().id());
        assertThat(leads(ann)).hasSize(5);
        assertThat(leads(ann)).allSatisfy(each -> assertThat(each.propertyNames())
            .containsExactlyInAnyOrder("organiser", "place", "invitedBy", "since", "leftAt"));
    }

    @Test
    void theTreeIsKeptWhenWhoeverInvitedHasLeft() {
        var bob = aLead(null, ann);
        var hal = aLead(LONDON, bob);
        leave(bob, bob.organiser().id(), null);

        assertThat(leads(ann))
            .extracting(each -> each.at("/organiser/id").stringValue(), each -> each.at("/invitedBy").asString(),
                    each -> each.at("/leftAt").isNull())
            .containsExactly(tuple(ann.organiser().id(), "", true),
                    tuple(bob.organiser().id(), ann.organiser().id(), false),
                    tuple(hal.organiser().id(), bob.organiser().id(), true));
        assertThat(scope(hal)).isEqualTo("[\"QKK\",\"QMF\",\"QMJ\",\"QRV\",\"QWE\",\"Y56\"]");
    }

    // Leaving and removing

    @Test
    void leavingTwiceIsLeavingOnce() {
        var bob = aLead(null, ann);
        assertThat(leave(bob, bob.organiser().id(), null)).isEqualTo(204);
        var left = leads(ann);
        assertThat(leave(bob, bob.organiser().id(), null)).isEqualTo(204);
        assertThat(leave(ann, bob.organiser().id(), null)).isEqualTo(204);

        assertThat(leads(ann)).isEqualTo(left);
        assertThat(patch("/api/campaigns/" + slug, Map.of("summary", "x"), "*", bob).getStatus().value())
            .isEqualTo(403);
    }

    @Test
    void theLastLeadOfAllNeitherLeavesNorIsRemoved() {
        aLead(LONDON, ann);
        var path = "/api/campaigns/" + slug + "/leads/" + ann.organiser().id();
        assertProblem(delete(path, ann), 409, "last-lead");

        var bob = aLead(null, ann);
        assertThat(delete(path, bob).getStatus().value()).isEqualTo(204);
        assertProblem(delete("/api/campaigns/" + slug + "/leads/" + bob.organiser().id(), bob), 409, "last-lead");
    }

    @Test
    void twoLastLeadsLeavingAtTheSameInstantLeaveOne() throws Exception {
        for (int round = 0; round < 5; round++) {
            var bob = aLead(null, ann);
            var leaving = new ConcurrentLinkedQueue<>(List.of(ann, bob));
            var answers = atOnce(2, () -> {
                var lead = leaving.remove();
                return leave(lead, lead.organiser().id(), null);
            });

            assertThat(answers).containsExactlyInAnyOrder(204, 409);
            assertThat(campaigns.findById(id).orElseThrow().leadsOfAll()).hasSize(1);
            ann = scope(ann).equals("all") ? ann : bob;
        }
    }

    @Test
    void aLeadOfAllRemovesAnybodyAndTheLeadOfAHubWhomTheyInvited() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var eve = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var wes = aLead(WEST_YORKSHIRE, hal);
        var zoe = aLead(WEST_YORKSHIRE, wes);

        assertThat(leave(zoe, wes.organiser().id(), WEST_YORKSHIRE)).isEqualTo(403);
        assertThat(leave(wes, hal.organiser().id(), NORTH_EAST_AND_YORKSHIRE)).isEqualTo(403);
        assertThat(leave(hal, eve.organiser().id(), NORTH_EAST_AND_YORKSHIRE)).isEqualTo(403);
        assertThat(leave(eve, wes.organiser().id(), WEST_YORKSHIRE)).isEqualTo(403);
        assertThat(leave(hal, ann.organiser().id(), null)).isEqualTo(403);
        assertThat(leave(hal, wes.organiser().id(), WEST_YORKSHIRE)).isEqualTo(204);
        assertThat(leave(hal, zoe.organiser().id(), WEST_YORKSHIRE)).isEqualTo(204);
        assertThat(leave(ann, eve.organiser().id(), NORTH_EAST_AND_YORKSHIRE)).isEqualTo(204);
        assertThat(scope(hal)).isNotEqualTo("404");
        assertThat(List.of(scope(eve), scope(wes), scope(zoe))).containsOnly("404");
    }

    @Test
    void whoWasInvitedBackBySomebodyElseIsNotTheFormerInvitersToRemove() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var wes = aLead(WEST_YORKSHIRE, hal);
        assertThat(leave(hal, wes.organiser().id(), WEST_YORKSHIRE)).isEqualTo(204);
        assertThat(accept(mailed(wes.organiser().email(), WEST_YORKSHIRE, ann)).getStatus().value()).isEqualTo(200);

        assertThat(leave(hal, wes.organiser().id(), WEST_YORKSHIRE)).isEqualTo(403);
        assertThat(scope(wes)).isNotEqualTo("404");
    }

    @Test
    void nobodyIsRemovedFromWhatTheyNeverLed() {
        var hal = aLead(LONDON, ann);

        assertThat(leave(ann, hal.organiser().id(), null)).isEqualTo(404);
        assertThat(leave(ann, hal.organiser().id(), WEST_YORKSHIRE)).isEqualTo(404);
        assertThat(leave(ann, "nobody", LONDON)).isEqualTo(404);
        assertThat(leave(hal, hal.organiser().id(), null)).isEqualTo(404);
        assertThat(scope(hal)).isNotEqualTo("404");
    }

    // The audit trail

    @Test
    void theAuditTrailSaysWhoDidWhatToWhomAndHoldsNoAddress() {
        var email = anAddress();
        var withdrawn = body(invite(anAddress(), LONDON, ann)).at("/id").stringValue();
        delete("/api/campaigns/" + slug + "/invitations/" + withdrawn, ann);
        var hal = caller(body(accept(mailed(email, LONDON, ann))));
        var bob = aLead(null, ann);
        var replaced = body(invite("invited-eve@example.org", LONDON, bob)).at("/id").stringValue();
        var voided = body(invite("invited-eve@example.org", LONDON, bob)).at("/id").stringValue();
        leave(bob, bob.organiser().id(), null);
        leave(ann, hal.organiser().id(), LONDON);

        var lines = items(get("/api/campaigns/" + slug + "/audit", ann)).reversed();
        assertThat(lines)
            .extracting(line -> line.at("/what").stringValue(), line -> line.at("/place").asString(),
                    line -> line.at("/who/id").stringValue())
            .containsExactly(tuple("drafted", "", ann.organiser().id()), tuple("launched", "", ann.organiser().id()),
                    tuple("invited", LONDON, ann.organiser().id()),
                    tuple("invitation-withdrawn", LONDON, ann.organiser().id()),
                    tuple("invited", LONDON, ann.organiser().id()), tuple("joined", LONDON, hal.organiser().id()),
                    tuple("invited", "", ann.organiser().id()), tuple("joined", "", bob.organiser().id()),
                    tuple("invited", LONDON, bob.organiser().id()), tuple("invited", LONDON, bob.organiser().id()),
                    tuple("left", "", bob.organiser().id()), tuple("removed", LONDON, ann.organiser().id()));
        assertThat(lines.get(5).at("/after/lead").stringValue()).isEqualTo(hal.organiser().id());
        assertThat(lines.get(5).at("/after/invitedBy").stringValue()).isEqualTo(ann.organiser().id());
        assertThat(lines.get(9).at("/before/invitation").stringValue()).isEqualTo(replaced);
        assertThat(lines.get(9).at("/after/invitation").stringValue()).isEqualTo(voided);
        assertThat(lines.get(10).at("/before/invitations/0").stringValue()).isEqualTo(voided);
        assertThat(lines.get(11).at("/before/lead").stringValue()).isEqualTo(hal.organiser().id());
        assertThat(mongo.findAll(Document.class, "audit")).isNotEmpty()
            .allSatisfy(line -> assertThat(line.toJson()).doesNotContain(email, "invited-"));
    }

    @Test
    void theLeadOfAHubDoesNotReadOfOtherHubs() {
        var hal = aLead(NORTH_EAST_AND_YORKSHIRE, ann);
        var lon = aLead(LONDON, ann);
        var eve = aLead(LONDON, lon);
        aLead(WEST_YORKSHIRE, hal);
        mailed(anAddress(), LONDON, lon);
        leave(lon, eve.organiser().id(), LONDON);
        leave(lon, lon.organiser().id(), LONDON);

        assertThat(items(get("/api/campaigns/" + slug + "/audit", hal))).noneSatisfy(
                line -> assertThat(line.toString()).containsAnyOf(LONDON, lon.organiser().id(), eve.organiser().id()))
            .extracting(line -> line.at("/place").asString())
            .contains(WEST_YORKSHIRE, NORTH_EAST_AND_YORKSHIRE, "");
    }

    private String anAddress() {
        return "invited-" + UUID.randomUUID() + "@example.org";
    }

    private Caller aLead(@Nullable String place, Caller by) {
        return caller(body(accept(mailed(anAddress(), place, by))));
    }

    private Caller aLeadWithoutInvitation(@Nullable String place) {
        var lead = anOrganiser();
        var leads = new ArrayList<>(campaigns.findById(id).orElseThrow().leads());
        leads.add(new Leadership(lead.organiser().id(), place, null, clock.instant(), null));
        putLeads(leads);
        return lead;
    }

    /** Invites, and waits for the mail. */
    private String mailed(String email, @Nullable String place, Caller by) {
        var before = mailServer.lettersTo(email).size();
        var answer = invite(email, place, by);
        assertThat(answer.getStatus().value()).isEqualTo(201);
        await().atMost(PATIENCE).until(() -> mailServer.lettersTo(email).size() > before);
        var invitation = body(answer).at("/id").stringValue();
        return mailServer.lettersTo(email)
            .stream()
            .map(LeadingTogetherTests::tokenIn)
            .filter(token -> Sha256.hex(token).equals(invitation))
            .findFirst()
            .orElseThrow();
    }

    private EntityExchangeResult<JsonNode> invite(@Nullable String email, @Nullable String place, @Nullable Caller by) {
        return inviteTo(slug, email, place, by);
    }

    private EntityExchangeResult<JsonNode> inviteTo(String campaign, @Nullable String email, @Nullable String place,
            @Nullable Caller by) {
        var body = new HashMap<String, @Nullable Object>();
        body.put("email", email);
        body.put("place", place);
        return post("/api/campaigns/" + campaign + "/invitations", body, by);
    }

    private EntityExchangeResult<JsonNode> accept(String token) {
        return post("/api/invitations/accept", Map.of("token", token), null);
    }

    private List<JsonNode> open(Caller by) {
        return list(get("/api/campaigns/" + slug + "/invitations", by));
    }

    private List<JsonNode> leads(Caller by) {
        return list(get("/api/campaigns/" + slug + "/leads", by));
    }

    private int leave(Caller by, String lead, @Nullable String place) {
        return delete("/api/campaigns/" + slug + "/leads/" + lead + (place == null ? "" : "?place=" + place), by)
            .getStatus()
            .value();
    }

    /** What other services are told: "all", codes as JSON, or "404". */
    private String scope(Caller lead) {
        var answer = http.get()
            .uri("/internal/campaigns/" + id + "/organisers/" + lead.organiser().id())
            .headers(headers -> headers.setBasicAuth("service", TestSecrets.INTERNAL))
            .exchange()
            .returnResult(JsonNode.class);
        if (answer.getStatus().value() == 404) {
            return "404";
        }
        var places = body(answer).at("/places");
        return places.isNull() ? "all" : places.toString();
    }

    private EntityExchangeResult<JsonNode> delete(String path, @Nullable Caller caller) {
        return send(HttpMethod.DELETE, path, caller);
    }

    private EntityExchangeResult<JsonNode> send(HttpMethod method, String path, @Nullable Caller caller) {
        var request = http.method(method).uri(path);
        if (caller != null) {
            request.headers(headers -> headers.setBearerAuth(caller.token()));
        }
        return request.exchange().returnResult(JsonNode.class);
    }

    private Letter awaitLetter(String email) {
        await().atMost(PATIENCE).until(() -> !mailServer.lettersTo(email).isEmpty());
        return mailServer.lettersTo(email).getLast();
    }

    private void putLeads(List<Leadership> leads) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), new Update().set("leads", leads), Campaign.class);
    }

    private void putInvitations(List<Invitation> invitations) {
        mongo.updateFirst(Query.query(Criteria.where("_id").is(id)), new Update().set("invitations", invitations),
                Campaign.class);
    }

    private void putTaken(String campaignOrLead, int taken) {
        var hour = Duration.ofHours(1);
        var ends = Quotas.end(clock.instant(), hour);
        mongo.save(new Quotas.Count(Quotas.id("invitations of " + campaignOrLead, hour, ends), taken, ends));
    }

    private String everythingStored() {
        var all = new StringBuilder();
        for (var collection : mongo.getCollectionNames()) {
            mongo.findAll(Document.class, collection).forEach(document -> all.append(document.toJson()));
        }
        return all.toString();
    }

    private static String tokenIn(Letter letter) {
        var matcher = LINK.matcher(letter.text());
        assertThat(matcher.find()).as(letter.text()).isTrue();
        return matcher.group(1);
    }

    private static Caller caller(JsonNode joined) {
        return new Caller(
                new Organiser(joined.at("/organiser/id").stringValue(), joined.at("/organiser/email").stringValue(),
                        joined.at("/organiser/email").stringValue().toLowerCase(Locale.ROOT)),
                joined.at("/accessToken").stringValue());
    }

    private static List<JsonNode> items(EntityExchangeResult<JsonNode> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return StreamSupport.stream(body(answer).at("/items").spliterator(), false).toList();
    }

    private static List<JsonNode> list(EntityExchangeResult<JsonNode> answer) {
        assertThat(answer.getStatus().value()).isEqualTo(200);
        return StreamSupport.stream(body(answer).spliterator(), false).toList();
    }

}
