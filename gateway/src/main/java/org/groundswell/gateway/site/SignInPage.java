package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.Map;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/**
 * Where the link of a sign-in mail leads. Opening it does nothing, since mail programs
 * open links too; the button does.
 */
@Controller
class SignInPage {

    private final ServiceCalls services;

    private final AccessTokenCookie cookie;

    SignInPage(ServiceCalls services, AccessTokenCookie cookie) {
        this.services = services;
        this.cookie = cookie;
    }

    @GetMapping("/sign-in/confirm")
    String ask(@RequestParam(required = false) @Nullable String token, Model model, CsrfToken csrf) {
        csrf.getToken();
        model.addAttribute("token", token);
        return token == null || token.isBlank() ? "sign-in-expired" : "sign-in-confirm";
    }

    @PostMapping("/sign-in/confirm")
    String confirm(@RequestParam(defaultValue = "") String token, Model model, HttpServletRequest request,
            HttpServletResponse response, CsrfToken csrf) {
        csrf.getToken();
        try {
            var reply = services.post("campaign-service", "/api/sign-in/confirm", new HttpHeaders(),
                    Map.of("token", token));
            if (reply.status().value() == 200) {
                return signedIn(reply.body(), model, request, response);
            }
            if (reply.status().is4xxClientError()) {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                return "sign-in-expired";
            }
        }
        catch (ServiceAway away) {
            // said below, with the button to try again
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        model.addAttribute("token", token);
        model.addAttribute("away", true);
        return "sign-in-confirm";
    }

    private String signedIn(JsonNode answer, Model model, HttpServletRequest request, HttpServletResponse response) {
        var accessToken = answer.path("accessToken").asString();
        cookie.set(accessToken, Instant.parse(answer.path("expiresAt").asString()), request, response);
        model.addAttribute("signedIn", true);
        model.addAttribute("accessToken", accessToken);
        model.addAttribute("email", answer.path("organiser").path("email").asString(""));
        return "signed-in";
    }

}
