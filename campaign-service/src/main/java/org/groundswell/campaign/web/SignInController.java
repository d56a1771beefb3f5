package org.groundswell.campaign.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.groundswell.campaign.signin.AccessTokens;
import org.groundswell.campaign.signin.SignIn;
import org.groundswell.campaign.signin.provider.ProviderSignIn;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;

/** Signing in over HTTP, and the keys that access tokens are checked with. */
@RestController
class SignInController {

    private final SignIn signIn;

    private final AccessTokens tokens;

    private final boolean byProvider;

    SignInController(SignIn signIn, AccessTokens tokens, Optional<ProviderSignIn> provider) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.byProvider = provider.isPresent();
    }

    /** For pages, which have a form for one and a button for the other. */
    @GetMapping("/api/sign-in")
    Map<String, String> how() {
        return Map.of("method", byProvider ? "provider" : "mail");
    }

    @PostMapping("/api/sign-in")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> request(@Valid @RequestBody Request request) {
        byMailOnly();
        signIn.request(request.email());
        return Map.of("status", "check-your-email");
    }

    @PostMapping("/api/sign-in/confirm")
    ResponseEntity<SignedIn> confirm(@Valid @RequestBody Confirmation confirmation) {
        byMailOnly();
        var organiser = signIn.confirm(confirmation.token())
            .orElseThrow(() -> new BadCredentialsException("the link is unknown, used or too old"));
        var token = tokens.issue(organiser);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SignedIn.of(token, organiser));
    }

    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> keys() {
        return tokens.publicKeys();
    }

    /** Where a provider vouches for organisers, a mailbox alone does not. */
    private void byMailOnly() {
        if (byProvider) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
    }

    record Request(@NotBlank(message = "must be given") @Size(max = 254,
            message = "must have at most {max} characters") @Email(message = "must be an e-mail address") @Pattern(
                    regexp = CampaignRequest.PLAIN, message = "must be one line of plain text") String email) {
    }

    record Confirmation(@NotNull(message = "must be given") String token) {
    }

}
