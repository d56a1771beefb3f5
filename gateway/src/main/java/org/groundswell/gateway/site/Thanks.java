package org.groundswell.gateway.site;

import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.web.servlet.ModelAndView;
import tools.jackson.databind.JsonNode;

/**
 * The page after a pledge. It shows the link by which the pledge can be taken back, with
 * its secret, so it is the answer to the form itself and has no address at which it could
 * be asked for again. Sending the form again is no second pledge.
 */
final class Thanks {

    private Thanks() {
    }

    /**
     * Makes it.
     * @param view the campaign; none when it cannot be told just now
     * @param pledge the pledge as pledge-service told its pledger
     * @param response the answer, which nobody may keep
     */
    static ModelAndView page(@Nullable CampaignView view, JsonNode pledge, HttpServletResponse response) {
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        var page = new ModelAndView("thank-you");
        page.addObject("view", view);
        page.addObject("manage", pledge.path("links").path("manage").asString(""));
        page.addObject("held", pledge.path("held").asBoolean(false));
        return page;
    }

}
