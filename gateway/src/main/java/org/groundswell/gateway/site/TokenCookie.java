package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import org.springframework.http.ResponseCookie;

/**
 * The cookie that keeps an organiser's access token in the browser, out of reach of
 * scripts.
 */
final class TokenCookie {

    /** Its name. */
    static final String NAME = "groundswell-token";

    private TokenCookie() {
    }

    /**
     * Sets it.
     * @param token the access token
     * @param lasts for how long
     * @param request the request that is answered
     * @return a {@code Set-Cookie}
     */
    static String keeping(String token, Duration lasts, HttpServletRequest request) {
        return ResponseCookie.from(NAME, token)
            .httpOnly(true)
            .secure(request.isSecure())
            .sameSite("Lax")
            .path("/")
            .maxAge(lasts)
            .build()
            .toString();
    }

    /**
     * Takes it away.
     * @param request the request that is answered
     * @return a {@code Set-Cookie}
     */
    static String forgetting(HttpServletRequest request) {
        return keeping("", Duration.ZERO, request);
    }

}
