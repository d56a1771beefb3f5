package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.regex.Pattern;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.servlet.ModelAndView;

/**
 * Signs an organiser out: the browser forgets the access token in any case, and
 * campaign-service ends it, so that a copy of it is of no use.
 */
@Controller
class SignOutPage {

    private static final Pattern TOKEN = Pattern.compile("[\\w.-]+");

    private final ServiceCalls services;

    private final AccessTokenCookie cookie;

    SignOutPage(ServiceCalls services, AccessTokenCookie cookie) {
        this.services = services;
        this.cookie = cookie;
    }

    @PostMapping("/sign-out")
    ModelAndView signOut(@CookieValue(name = AccessTokenCookie.NAME, defaultValue = "") String token,
            HttpServletRequest request, HttpServletResponse response) {
        cookie.forget(request, response);
        var ended = !TOKEN.matcher(token).matches() || end(token);
        return new ModelAndView("signed-out", Map.of("signedIn", false, "ended", ended),
                ended ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE);
    }

    /** Says whether the token is certainly of no use any more. */
    private boolean end(String token) {
        var headers = new HttpHeaders();
        headers.setBearerAuth(token);
        try {
            var status = services.post("campaign-service", "/api/sign-out", headers, Map.of()).status().value();
            return status == 204 || status == 401;
        }
        catch (ServiceAway away) {
            return false;
        }
    }

}
