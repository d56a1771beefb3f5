package org.groundswell.campaign.web;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.Map;
import org.groundswell.campaign.signin.AccessTokens;
import org.groundswell.campaign.signin.SignIn;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Signing in over HTTP, and the keys that access tokens are checked with. */
@RestController
class SignInController {

    private final SignIn signIn;

    private final AccessTokens tokens;

    SignInController(SignIn signIn, AccessTokens tokens) {
        this.signIn = signIn;
        this.tokens = tokens;
    }

    @PostMapping("/api/sign-in")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Map<String, String> request(@Valid @RequestBody Request request) {
        signIn.request(request.email());
        return Map.of("status", "check-your-email");
    }

    @PostMapping("/api/sign-in/confirm")
    ResponseEntity<SignedIn> confirm(@Valid @RequestBody Confirmation confirmation) {
        var organiser = signIn.confirm(confirmation.token())
            .orElseThrow(() -> new BadCredentialsException("the link is unknown, used or too old"));
        var token = tokens.issue(organiser);
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(SignedIn.of(token, organiser));
    }

    @GetMapping("/.well-known/jwks.json")
    Map<String, Object> keys() {
        return tokens.publicKeys();
    }

    record Request(@NotBlank(message = "must be given") @Size(max = 254,
            message = "must have at most {max} characters") @Email(
                    message = "must be an e-mail address") String email) {
    }

    record Confirmation(@NotNull(message = "must be given") @Size(max = 200,
            message = "must have at most {max} characters") String token) {
    }

}
