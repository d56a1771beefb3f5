package org.groundswell.gateway.site;

import java.util.Map;
import java.util.regex.Pattern;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/**
 * One pledge as everybody may see it, and the form by which whoever made it takes it
 * back. The pledger's link ends in {@code #} and a secret, which browsers do not send: a
 * script puts it into the form, and people without scripts paste it there.
 */
@Controller
@RequestMapping("/pledges/{id}")
class PledgePage {

    private static final Pattern SECRET = Pattern.compile("[A-Za-z0-9_-]{1,128}");

    private final ServiceCalls services;

    private final Campaigns campaigns;

    PledgePage(ServiceCalls services, Campaigns campaigns) {
        this.services = services;
        this.campaigns = campaigns;
    }

    @GetMapping
    ModelAndView show(@PathVariable String id, CsrfToken csrf) {
        return page(id, "", "", HttpStatus.OK, csrf);
    }

    /** The form again, for whoever reloads the page on which it was sent. */
    @GetMapping("/withdraw")
    ModelAndView form(@PathVariable String id, CsrfToken csrf) {
        return show(id, csrf);
    }

    @PostMapping("/withdraw")
    ModelAndView withdraw(@PathVariable String id, @RequestParam(defaultValue = "") String secret, CsrfToken csrf) {
        // people may paste the whole link
        var own = secret.substring(secret.indexOf('#') + 1).strip();
        if (!SECRET.matcher(own).matches()) {
            return page(id, secret, "Enter the link that you were given, or what stands behind its #",
                    HttpStatus.BAD_REQUEST, csrf);
        }
        var headers = new HttpHeaders();
        headers.set(HttpHeaders.AUTHORIZATION, "Pledge " + own);
        try {
            return switch (services.delete("pledge-service", target(id), headers).status().value()) {
                case 200, 204 -> new ModelAndView("pledge-withdrawn");
                case 401, 403 -> page(id, secret, "This is not the link of this pledge", HttpStatus.FORBIDDEN, csrf);
                case 404 -> gone();
                default -> notNow(id, secret, csrf);
            };
        }
        catch (ServiceAway away) {
            return notNow(id, secret, csrf);
        }
    }

    private ModelAndView notNow(String id, String secret, CsrfToken csrf) {
        return page(id, secret, "We could not take your pledge back just now. Wait a moment, then try again",
                HttpStatus.SERVICE_UNAVAILABLE, csrf);
    }

    private ModelAndView page(String id, String secret, String error, HttpStatus status, CsrfToken csrf) {
        // sets the cookie now, while the answer has not begun
        csrf.getToken();
        return services.get("pledge-service", target(id), Pledge.class)
            .map(pledge -> new ModelAndView("pledge",
                    Map.of("pledge", pledge, "campaign", title(pledge.campaign()), "secret", secret, "error", error),
                    status))
            .orElseGet(PledgePage::gone);
    }

    /** What the campaign is called; its name in addresses when that cannot be told. */
    private String title(String slug) {
        try {
            return campaigns.find(slug).map(view -> view.campaign().title()).orElse(slug);
        }
        catch (ServiceAway away) {
            return slug;
        }
    }

    private static ModelAndView gone() {
        return new ModelAndView("pledge-gone", HttpStatus.NOT_FOUND);
    }

    private static String target(String id) {
        return "/api/pledges/" + Campaigns.segment(id);
    }

}
