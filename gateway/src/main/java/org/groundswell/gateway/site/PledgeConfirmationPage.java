package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.groundswell.gateway.upstream.ServiceReply;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriUtils;
import tools.jackson.databind.JsonNode;

/**
 * Where the link of a confirmation mail leads. Opening it does nothing, since mail
 * programs open links too; the button does. The token is the authority, so the button
 * works in any browser; programs that ask for JSON can follow the link as well.
 */
@Controller
@RequestMapping("/pledges/confirm")
class PledgeConfirmationPage {

    private static final String PATH = "/pledges/confirm?token=";

    private final ServiceCalls services;

    private final Campaigns campaigns;

    PledgeConfirmationPage(ServiceCalls services, Campaigns campaigns) {
        this.services = services;
        this.campaigns = campaigns;
    }

    @GetMapping
    ModelAndView ask(@RequestParam(defaultValue = "") String token) {
        return token.isBlank() ? expired() : question(token, HttpStatus.OK);
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<Map<String, Object>> askProgram(@RequestParam(defaultValue = "") String token) {
        if (token.isBlank()) {
            throw new ResponseStatusException(HttpStatus.NOT_FOUND);
        }
        return ResponseEntity.ok(Map.of("status", "confirmation-needed", "confirm",
                Map.of("method", "POST", "href", PATH + UriUtils.encode(token, StandardCharsets.UTF_8))));
    }

    @PostMapping
    ModelAndView confirm(@RequestParam(defaultValue = "") String token, HttpServletResponse response) {
        try {
            var reply = post(token);
            return switch (reply.status().value()) {
                case 200, 201 -> Thanks.page(campaign(reply.body()), reply.body(), response);
                case 400, 404 -> expired();
                case 409 -> refused(reply.body());
                default -> notNow(token);
            };
        }
        catch (ServiceAway away) {
            return notNow(token);
        }
    }

    @PostMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<JsonNode> confirmForProgram(@RequestParam(defaultValue = "") String token) {
        var reply = post(token);
        var headers = new HttpHeaders();
        for (var name : new String[] { HttpHeaders.CONTENT_TYPE, HttpHeaders.LOCATION, HttpHeaders.RETRY_AFTER }) {
            var value = reply.headers().getFirst(name);
            if (value != null) {
                headers.set(name, value);
            }
        }
        return new ResponseEntity<>(reply.body(), headers, reply.status());
    }

    private ServiceReply post(String token) {
        return services.post("pledge-service", "/api/pledges/confirm", new HttpHeaders(), Map.of("token", token));
    }

    /** The pledge is made, whether or not its campaign can be shown. */
    private @Nullable CampaignView campaign(JsonNode pledge) {
        try {
            return campaigns.find(pledge.path("campaign").asString("")).orElse(null);
        }
        catch (ServiceAway away) {
            return null;
        }
    }

    private static ModelAndView notNow(String token) {
        return question(token, HttpStatus.SERVICE_UNAVAILABLE).addObject("away", true);
    }

    private static ModelAndView question(String token, HttpStatus status) {
        var page = new ModelAndView("pledge-confirm", status);
        page.addObject("token", token);
        return page;
    }

    private static ModelAndView expired() {
        return new ModelAndView("pledge-link-expired", HttpStatus.NOT_FOUND);
    }

    private static ModelAndView refused(JsonNode problem) {
        var type = problem.path("type").asString("");
        var page = new ModelAndView("pledge-not-confirmed", HttpStatus.CONFLICT);
        page.addObject("reason", type.substring(type.lastIndexOf('/') + 1));
        return page;
    }

}
