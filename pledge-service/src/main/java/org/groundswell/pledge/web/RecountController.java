package org.groundswell.pledge.web;

import java.time.Instant;
import org.groundswell.pledge.Campaigns;
import org.groundswell.pledge.Pledges;
import org.groundswell.pledge.Recount;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How other services check what they have counted; not reachable from outside. */
@RestController
class RecountController {

    private final Pledges pledges;

    private final Campaigns campaigns;

    RecountController(Pledges pledges, Campaigns campaigns) {
        this.pledges = pledges;
        this.campaigns = campaigns;
    }

    @GetMapping("/internal/campaigns/{campaignId}/recount")
    Recount recount(@PathVariable String campaignId, @RequestParam(required = false) @Nullable Instant since) {
        return pledges.recount(campaignId, campaigns.slugOf(campaignId).orElse(null), since);
    }

}
