package org.groundswell.gateway.site;

import org.groundswell.gateway.upstream.ServiceAway;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The open campaigns with their counts. */
@Controller
class HomePage {

    private final Campaigns campaigns;

    HomePage(Campaigns campaigns) {
        this.campaigns = campaigns;
    }

    @GetMapping("/")
    String home(Model model) {
        try {
            var open = campaigns.open();
            model.addAttribute("campaigns", open);
            model.addAttribute("countsMissing", open.stream().anyMatch(view -> view.tally() == null));
        }
        catch (ServiceAway away) {
            model.addAttribute("away", true);
        }
        return "home";
    }

}
