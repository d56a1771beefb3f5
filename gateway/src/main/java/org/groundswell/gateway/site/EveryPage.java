package org.groundswell.gateway.site;

import org.springframework.stereotype.Controller;
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

}
