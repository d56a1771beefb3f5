package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Keeps an organiser signed in, in the browser: no script can read it. */
@Component
class AccessTokenCookie {

    static final String NAME = "groundswell-token";

    private final Clock clock;

    AccessTokenCookie(Clock clock) {
        this.clock = clock;
    }

    void set(String accessToken, Instant expiresAt, HttpServletRequest request, HttpServletResponse response) {
        var lasts = Duration.between(clock.instant(), expiresAt);
        add(accessToken, lasts.isNegative() ? Duration.ZERO : lasts, request, response);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        add("", Duration.ZERO, request, response);
    }

    private static void add(String value, Duration lasts, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE,
                ResponseCookie.from(NAME, value)
                    .httpOnly(true)
                    .secure(request.isSecure())
                    .sameSite("Lax")
                    .path("/")
                    .maxAge(lasts)
                    .build()
                    .toString());
    }

}
