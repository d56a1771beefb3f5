package org.groundswell.campaign.web;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import org.groundswell.campaign.SiteProperties;
import org.groundswell.campaign.signin.AccessTokens;
import org.groundswell.campaign.signin.provider.ProviderSignIn;
import org.groundswell.defaults.internal.ServiceAway;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseCookie;
import org.springframework.http.ResponseEntity;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * A browser's way to the OpenID provider and back. It is led on to a page where a program
 * gets JSON or a problem.
 */
@RestController
@ConditionalOnProperty("groundswell.sign-in.provider.issuer")
@RequestMapping(ProviderSignInController.PATH)
class ProviderSignInController {

    static final String PATH = "/api/sign-in/provider";

    /** Binds an attempt to its browser. */
    private static final String ATTEMPT = "groundswell-sign-in";

    /** Keeps the access token; the gateway's pages know it by this name. */
    private static final String TOKEN = "groundswell-token";

    private static final URI SITE = URI.create("/");

    private static final URI FAILED = URI.create("/sign-in?failed");

    private final ProviderSignIn signIn;

    private final AccessTokens tokens;

    private final boolean https;

    private final Clock clock;

    ProviderSignInController(ProviderSignIn signIn, AccessTokens tokens, SiteProperties site, Clock clock) {
        this.signIn = signIn;
        this.tokens = tokens;
        this.https = site.publicUrl().startsWith("https:");
        this.clock = clock;
    }

    @GetMapping
    ResponseEntity<Void> begin(@RequestHeader HttpHeaders headers) {
        try {
            var begun = signIn.begin();
            return ResponseEntity.status(HttpStatus.FOUND)
                .location(begun.authorization())
                .cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, cookie(ATTEMPT, begun.secret(), PATH, ProviderSignIn.LIFETIME))
                .build();
        }
        catch (ServiceAway away) {
            return ledOn(headers, away);
        }
    }

    @GetMapping("/callback")
    ResponseEntity<SignedIn> finish(@RequestHeader HttpHeaders headers,
            @CookieValue(name = ATTEMPT, defaultValue = "") String attempt,
            @RequestParam(defaultValue = "") String state, @RequestParam(defaultValue = "") String code) {
        try {
            var organiser = signIn.finish(attempt, state, code)
                .orElseThrow(() -> new BadCredentialsException("the provider does not vouch for this browser"));
            var token = tokens.issue(organiser);
            var answer = accepts(headers, MediaType.APPLICATION_JSON) ? ResponseEntity.ok() : ResponseEntity
                .status(HttpStatus.SEE_OTHER)
                .location(SITE)
                .header(HttpHeaders.SET_COOKIE,
                        cookie(TOKEN, token.value(), "/", Duration.between(clock.instant(), token.expiresAt())));
            return answer.cacheControl(CacheControl.noStore())
                .header(HttpHeaders.SET_COOKIE, cookie(ATTEMPT, "", PATH, Duration.ZERO))
                .body(accepts(headers, MediaType.APPLICATION_JSON) ? SignedIn.of(token, organiser) : null);
        }
        catch (BadCredentialsException | ServiceAway refused) {
            return ledOn(headers, refused);
        }
    }

    private static <T> ResponseEntity<T> ledOn(HttpHeaders headers, RuntimeException refused) {
        if (!accepts(headers, MediaType.TEXT_HTML)) {
            throw refused;
        }
        return ResponseEntity.status(HttpStatus.SEE_OTHER)
            .location(FAILED)
            .cacheControl(CacheControl.noStore())
            .build();
    }

    private static boolean accepts(HttpHeaders headers, MediaType type) {
        try {
            return headers.getAccept().stream().anyMatch(type::equalsTypeAndSubtype);
        }
        catch (InvalidMediaTypeException neither) {
            return false;
        }
    }

    private String cookie(String name, String value, String path, Duration lasts) {
        return ResponseCookie.from(name, value)
            .httpOnly(true)
            .secure(https)
            .sameSite("Lax")
            .path(path)
            .maxAge(lasts)
            .build()
            .toString();
    }

}
