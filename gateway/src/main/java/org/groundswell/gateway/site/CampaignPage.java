package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.groundswell.gateway.limits.Admission;
import org.groundswell.gateway.limits.Limit;
import org.groundswell.gateway.limits.PledgeLimits;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.groundswell.gateway.upstream.ServiceReply;
import org.groundswell.gateway.upstream.UpstreamRequest;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/** One campaign, its count and the form to pledge with. */
@Controller
class CampaignPage {

    private final Campaigns campaigns;

    private final ServiceCalls services;

    private final Places places;

    private final PledgeLimits limits;

    CampaignPage(Campaigns campaigns, ServiceCalls services, Places places, PledgeLimits limits) {
        this.campaigns = campaigns;
        this.services = services;
        this.places = places;
        this.limits = limits;
    }

    @GetMapping("/campaigns/{slug}")
    ModelAndView show(@PathVariable String slug, CsrfToken csrf) {
        return page(find(slug), PledgeForm.empty(newKey()), Map.of(), HttpStatus.OK, csrf);
    }

    @PostMapping("/campaigns/{slug}/pledges")
    ModelAndView pledge(@PathVariable String slug, @ModelAttribute("form") PledgeForm form, CsrfToken csrf,
            HttpServletRequest request, HttpServletResponse response) {
        var admission = limits.admit(request, slug);
        admission.describeTo(response);
        var view = find(slug);
        if (!admission.granted()) {
            return tooMany(view, form, admission, csrf);
        }
        var errors = form.errors(view.campaign());
        var key = form.key();
        if (!errors.isEmpty() || key == null || !key.matches("[\\x21-\\x7e]{8,128}")) {
            return page(view, key == null ? form.withKey(newKey()) : form, errors, HttpStatus.BAD_REQUEST, csrf);
        }
        var headers = new HttpHeaders();
        headers.set(UpstreamRequest.IDEMPOTENCY_KEY, key);
        try {
            var reply = services.post("pledge-service", "/api/campaigns/" + Campaigns.segment(slug) + "/pledges",
                    headers, form.toRequest(view.campaign()));
            return answer(view, form, reply, csrf, response);
        }
        catch (ServiceAway away) {
            return notNow(view, form, csrf);
        }
    }

    /** For whoever asks again for the page that thanked them. */
    @GetMapping("/campaigns/{slug}/pledges")
    ModelAndView back(@PathVariable String slug) {
        return seeOther(slug, "");
    }

    @GetMapping("/campaigns/{slug}/check-your-email")
    ModelAndView checkEmail(@PathVariable String slug) {
        return new ModelAndView("check-your-email", Map.of("view", find(slug)));
    }

    private ModelAndView answer(CampaignView view, PledgeForm form, ServiceReply reply, CsrfToken csrf,
            HttpServletResponse response) {
        return switch (reply.status().value()) {
            case 200, 201 -> Thanks.page(view, reply.body(), response);
            case 202 -> seeOther(view.campaign().slug(), "/check-your-email");
            case 400 -> page(view, form, messages(reply), HttpStatus.BAD_REQUEST, csrf);
            // changed after it was sent: whoever sends it again means another pledge
            case 422 -> page(view, form.withKey(newKey()),
                    Map.of("form",
                            "You have already pledged with this form. If you send it again, it is another pledge"),
                    HttpStatus.UNPROCESSABLE_CONTENT, csrf);
            case 404, 409 ->
                page(view, form.withKey(newKey()), Map.of("form", conflict(reply)), HttpStatus.CONFLICT, csrf);
            default -> notNow(view, form, csrf);
        };
    }

    private static String conflict(ServiceReply reply) {
        return reply.body().path("type").asString("").endsWith("/pledge-withdrawn")
                ? "The pledge that you made with this form was withdrawn. If you send it again, it is another pledge"
                : "This campaign does not take pledges at the moment";
    }

    private ModelAndView tooMany(CampaignView view, PledgeForm form, Admission admission, CsrfToken csrf) {
        var why = admission.limit() == Limit.CAMPAIGN ? "Very many people are pledging at this moment"
                : "Many pledges came from your network at once";
        return page(view, form, Map.of("form", why + ". Wait a few seconds, then send yours again"),
                HttpStatus.TOO_MANY_REQUESTS, csrf);
    }

    private ModelAndView notNow(CampaignView view, PledgeForm form, CsrfToken csrf) {
        return page(view, form,
                Map.of("form",
                        "We could not take your pledge just now. Wait a moment, then send it again: it counts once"),
                HttpStatus.SERVICE_UNAVAILABLE, csrf);
    }

    private static ModelAndView seeOther(String slug, String page) {
        var redirect = new RedirectView("/campaigns/" + Campaigns.segment(slug) + page, true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }

    /** The service says what a field must be; a person reads which field that is. */
    private static Map<String, String> messages(ServiceReply reply) {
        var labels = Map.of("text", "Your pledge", "displayName", "The name", "email", "The email address", "place",
                "The place", "role", "The role", "theme", "The theme", "people", "The number of people");
        var messages = new LinkedHashMap<String, String>();
        for (var error : reply.body().path("errors")) {
            var field = error.path("field").asString("");
            var known = labels.containsKey(field);
            messages.putIfAbsent(known ? field : "form",
                    known ? labels.get(field) + " " + error.path("message").asString("is not valid")
                            : "Check what you entered");
        }
        return messages.isEmpty() ? Map.of("form", "Check what you entered") : messages;
    }

    private ModelAndView page(CampaignView view, PledgeForm form, Map<String, String> errors, HttpStatus status,
            CsrfToken csrf) {
        // sets the cookie now, while the answer has not begun
        csrf.getToken();
        var page = new ModelAndView("campaign", status);
        page.addObject("view", view);
        page.addObject("form", form);
        page.addObject("errors", errors);
        page.addObject("places", places.groups());
        page.addObject("editions", campaigns.otherEditions(view.campaign().slug()));
        return page;
    }

    private CampaignView find(String slug) {
        return campaigns.find(slug).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    }

    private static String newKey() {
        return "web-" + UUID.randomUUID();
    }

}
