package org.groundswell.campaign.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.groundswell.campaign.signin.AccessTokens;
import org.groundswell.campaign.signin.RevokedTokens;
import org.springframework.http.HttpStatus;
import org.springframework.security.authentication.InsufficientAuthenticationException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Signing out, and what other services ask of it. The token is looked at here, and not on
 * the way in, since signing out again is no error.
 */
@RestController
class SignOutController {

    static final String PATH = "/api/sign-out";

    private final BearerTokenResolver header = new DefaultBearerTokenResolver();

    private final JwtAuthenticationProvider check;

    private final AccessTokens tokens;

    private final RevokedTokens revoked;

    SignOutController(AccessTokens tokens, RevokedTokens revoked) {
        this.check = new JwtAuthenticationProvider(tokens.decoderOfSignedOut());
        this.tokens = tokens;
        this.revoked = revoked;
    }

    @PostMapping(PATH)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void signOut(HttpServletRequest request) {
        var token = Optional.ofNullable(header.resolve(request))
            .map(BearerTokenAuthenticationToken::new)
            .map(check::authenticate)
            .orElseThrow(() -> new InsufficientAuthenticationException("nobody is signed in"));
        tokens.signOut((Jwt) token.getPrincipal());
    }

    @GetMapping("/internal/revoked-tokens")
    Map<String, List<String>> revokedTokens() {
        return Map.of("tokens", revoked.ids());
    }

}
