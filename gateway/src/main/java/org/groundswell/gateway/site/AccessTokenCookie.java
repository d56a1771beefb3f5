package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseCookie;
import org.springframework.stereotype.Component;

/** Keeps an organiser signed in, in the browser: no script can read it. */
@Component
class AccessTokenCookie {

    static final String NAME = "groundswell-token";

    private final Clock clock;

    private final boolean https;

    AccessTokenCookie(Clock clock, @Value("${groundswell.public-url:http://localhost:8080}") URI publicUrl) {
        this.clock = clock;
        this.https = "https".equals(publicUrl.getScheme());
    }

    void set(String accessToken, Instant expiresAt, HttpServletRequest request, HttpServletResponse response) {
        var lasts = Duration.between(clock.instant(), expiresAt);
        add(accessToken, lasts.isNegative() ? Duration.ZERO : lasts, request, response);
    }

    void forget(HttpServletRequest request, HttpServletResponse response) {
        add("", Duration.ZERO, request, response);
    }

    private void add(String value, Duration lasts, HttpServletRequest request, HttpServletResponse response) {
        response.addHeader(HttpHeaders.SET_COOKIE, ResponseCookie.from(NAME, value)
            .httpOnly(true)
            // a proxy in front may not say how it was reached
            .secure(https || request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(lasts)
            .build()
            .toString());
    }

}
