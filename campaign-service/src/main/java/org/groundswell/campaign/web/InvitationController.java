package org.groundswell.campaign.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.groundswell.campaign.AcceptInvitations;
import org.groundswell.campaign.Invitation;
import org.groundswell.campaign.InviteLeads;
import org.groundswell.campaign.Organisers;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.signin.AccessToken;
import org.groundswell.campaign.signin.InvitationSignIn;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Inviting others to lead, and accepting that. */
@RestController
class InvitationController {

    private final InviteLeads invite;

    private final AcceptInvitations accept;

    private final InvitationSignIn signIn;

    private final Organisers organisers;

    private final SiteProperties site;

    InvitationController(InviteLeads invite, AcceptInvitations accept, InvitationSignIn signIn, Organisers organisers,
            SiteProperties site) {
        this.invite = invite;
        this.accept = accept;
        this.signIn = signIn;
        this.organisers = organisers;
        this.site = site;
    }

    @PostMapping("/api/campaigns/{slug}/invitations")
    ResponseEntity<InvitationView> invite(@PathVariable String slug, @Valid @RequestBody Request request,
            @AuthenticationPrincipal Jwt caller) {
        var invitation = invite.invite(slug, request.email(), request.place(), caller.getSubject());
        return ResponseEntity
            .created(URI.create(site.publicUrl() + "/api/campaigns/" + slug + "/invitations/" + invitation.id()))
            .cacheControl(CacheControl.noStore())
            .body(InvitationView.of(invitation, People.of(List.of(invitation.invitedBy()), organisers)));
    }

    @GetMapping("/api/campaigns/{slug}/invitations")
    ResponseEntity<List<InvitationView>> open(@PathVariable String slug, @AuthenticationPrincipal Jwt caller) {
        var found = invite.open(slug, caller.getSubject());
        var people = People.of(found.stream().map(Invitation::invitedBy).distinct().toList(), organisers);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(found.stream().map(invitation -> InvitationView.of(invitation, people)).toList());
    }

    @DeleteMapping("/api/campaigns/{slug}/invitations/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void withdraw(@PathVariable String slug, @PathVariable String id, @AuthenticationPrincipal Jwt caller) {
        invite.withdraw(slug, id, caller.getSubject());
    }

    @PostMapping("/api/invitations/accept")
    ResponseEntity<Accepted> accept(@Valid @RequestBody Acceptance acceptance) {
        var joined = accept.accept(acceptance.token());
        var token = signIn.signIn(joined);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(new Accepted(new Joined(joined.campaign().slug(), joined.campaign().plan().title()), joined.place(),
                    token.map(AccessToken::value).orElse(null), token.map(AccessToken::expiresAt).orElse(null),
                    new Person(joined.organiser().id(), joined.organiser().email())));
    }

    record Request(@NotBlank(message = "must be given") @Size(max = 254,
            message = "must have at most {max} characters") @Email(message = "must be an e-mail address") @Pattern(
                    regexp = CampaignRequest.PLAIN, message = "must be one line of plain text") String email,
            @Nullable String place) {
    }

    record Acceptance(@NotNull(message = "must be given") String token) {
    }

    /** An open invitation; {@code place} is null for the whole campaign. */
    record InvitationView(String id, String email, @Nullable String place, Person invitedBy, Instant invitedAt,
            Instant expiresAt) {

        static InvitationView of(Invitation invitation, People people) {
            return new InvitationView(invitation.id(), invitation.email(), invitation.place(),
                    people.person(invitation.invitedBy()), invitation.invitedAt(), invitation.expiresAt());
        }

    }

    /** What somebody leads now; without a token where mail does not sign in. */
    record Accepted(Joined campaign, @Nullable String place,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String accessToken,
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt, Person organiser) {
    }

    record Joined(String slug, String title) {
    }

}
