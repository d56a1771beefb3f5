package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletRequest;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.CookieValue;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What the frame around every page needs. */
@ControllerAdvice(annotations = Controller.class)
class EveryPage {

    private final SiteProperties site;

    private final Assets assets;

    EveryPage(SiteProperties site, Assets assets) {
        this.site = site;
        this.assets = assets;
    }

    @ModelAttribute("site")
    SiteProperties site() {
        return site;
    }

    @ModelAttribute("assets")
    String assets() {
        return assets.path();
    }

    /** Whether there is a form to sign out, whose own token is set while it can be. */
    @ModelAttribute("signedIn")
    boolean signedIn(@CookieValue(name = AccessTokenCookie.NAME, defaultValue = "") String token,
            HttpServletRequest request) {
        if (!token.isEmpty() && request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf) {
            csrf.getToken();
        }
        return !token.isEmpty();
    }

}
