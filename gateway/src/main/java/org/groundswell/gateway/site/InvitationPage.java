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
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import tools.jackson.databind.JsonNode;

/**
 * Where the link of an invitation leads. Opening it does nothing, since mail programs
 * open links too; the button does.
 */
@Controller
@RequestMapping("/invitations/accept")
class InvitationPage {

    private final ServiceCalls services;

    private final Campaigns campaigns;

    private final Places places;

    private final AccessTokenCookie cookie;

    InvitationPage(ServiceCalls services, Campaigns campaigns, Places places, AccessTokenCookie cookie) {
        this.services = services;
        this.campaigns = campaigns;
        this.places = places;
        this.cookie = cookie;
    }

    @GetMapping
    String ask(@RequestParam(required = false) @Nullable String token, Model model, CsrfToken csrf) {
        csrf.getToken();
        model.addAttribute("token", token);
        return token == null || token.isBlank() ? "invitation-expired" : "invitation-accept";
    }

    @PostMapping
    String accept(@RequestParam(defaultValue = "") String token, Model model, HttpServletRequest request,
            HttpServletResponse response, CsrfToken csrf) {
        csrf.getToken();
        try {
            var reply = services.post("campaign-service", "/api/invitations/accept", new HttpHeaders(),
                    Map.of("token", token));
            if (reply.status().value() == 200) {
                return accepted(reply.body(), model, request, response);
            }
            if (reply.status().is4xxClientError()) {
                response.setStatus(HttpStatus.UNAUTHORIZED.value());
                return "invitation-expired";
            }
        }
        catch (ServiceAway away) {
            // said below, with the button to try again
        }
        response.setStatus(HttpStatus.SERVICE_UNAVAILABLE.value());
        model.addAttribute("token", token);
        model.addAttribute("away", true);
        return "invitation-accept";
    }

    private String accepted(JsonNode answer, Model model, HttpServletRequest request, HttpServletResponse response) {
        var accessToken = answer.path("accessToken").asString("");
        if (!accessToken.isEmpty()) {
            cookie.set(accessToken, Instant.parse(answer.path("expiresAt").asString()), request, response);
            model.addAttribute("accessToken", accessToken);
        }
        var slug = answer.path("campaign").path("slug").asString();
        var place = answer.path("place").asString("");
        model.addAttribute("campaign", answer.path("campaign").path("title").asString(""));
        model.addAttribute("place", place.isEmpty() ? null : places.name(place));
        model.addAttribute("email", answer.path("organiser").path("email").asString(""));
        model.addAttribute("address", hasPage(slug) ? "/campaigns/" + Campaigns.segment(slug) : null);
        return "invitation-accepted";
    }

    /** A draft has none yet. */
    private boolean hasPage(String slug) {
        try {
            return campaigns.find(slug).isPresent();
        }
        catch (ServiceAway away) {
            return true;
        }
    }

}
