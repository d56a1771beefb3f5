package org.groundswell.gateway.site;

import java.util.Map;
import org.groundswell.gateway.upstream.ServiceAway;
import org.groundswell.gateway.upstream.ServiceCalls;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.view.RedirectView;

/**
 * Where organisers begin to sign in: by mail with a form for the address, or with a
 * button that leads to the site's OpenID provider.
 */
@Controller
@RequestMapping("/sign-in")
class SignInFormPage {

    private final ServiceCalls services;

    SignInFormPage(ServiceCalls services) {
        this.services = services;
    }

    @GetMapping
    ModelAndView show(CsrfToken csrf) {
        return form(method(), "", "", csrf);
    }

    /** For whoever comes back from the provider in vain. */
    @GetMapping(params = "failed")
    ModelAndView showAgain(CsrfToken csrf) {
        return form(method(), "", "We could not sign you in. Try again; your address has to be verified there", csrf);
    }

    @PostMapping
    ModelAndView send(@RequestParam(defaultValue = "") String email, CsrfToken csrf) {
        try {
            var reply = services.post("campaign-service", "/api/sign-in", new HttpHeaders(),
                    Map.of("email", email.strip()));
            return switch (reply.status().value()) {
                case 202 -> seeOther("/sign-in/check-your-email");
                case 400 ->
                    refused(email, "Enter an email address, such as name@example.org", HttpStatus.BAD_REQUEST, csrf);
                // no mail any more: the page shows what there is in its place
                case 404 -> seeOther("/sign-in");
                default -> notNow(email, csrf);
            };
        }
        catch (ServiceAway away) {
            return notNow(email, csrf);
        }
    }

    @GetMapping("/check-your-email")
    String sent() {
        return "sign-in-sent";
    }

    private static ModelAndView notNow(String email, CsrfToken csrf) {
        return refused(email, "We could not send you a link just now. Wait a moment, then try again",
                HttpStatus.SERVICE_UNAVAILABLE, csrf);
    }

    private static ModelAndView refused(String email, String error, HttpStatus status, CsrfToken csrf) {
        var page = form("mail", email, error, csrf);
        page.setStatus(status);
        return page;
    }

    private String method() {
        return services.get("campaign-service", "/api/sign-in", SignInMethod.class)
            .map(SignInMethod::method)
            .orElse("mail");
    }

    private static ModelAndView form(String method, String email, String error, CsrfToken csrf) {
        // sets the cookie now, while the answer has not begun
        csrf.getToken();
        return new ModelAndView("sign-in", Map.of("method", method, "email", email, "error", error));
    }

    private static ModelAndView seeOther(String path) {
        var redirect = new RedirectView(path, true);
        redirect.setStatusCode(HttpStatus.SEE_OTHER);
        return new ModelAndView(redirect);
    }

    /**
     * How organisers sign in here.
     *
     * @param method {@code mail} or {@code provider}
     */
    record SignInMethod(String method) {
    }

}
