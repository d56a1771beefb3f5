package org.groundswell.analytics.web;

import java.time.Instant;
import org.groundswell.analytics.recount.SettledCount;
import org.groundswell.analytics.recount.SettledCounts;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How other services learn what a campaign came to; not reachable from outside. */
@RestController
class SettledCountController {

    private final SettledCounts counts;

    SettledCountController(SettledCounts counts) {
        this.counts = counts;
    }

    @GetMapping("/internal/campaigns/{campaignId}/settled-count")
    SettledCount settledCount(@PathVariable String campaignId, @RequestParam Instant at) {
        return counts.find(campaignId, at).orElseThrow(Tallies.UnknownTally::new);
    }

}
