package org.groundswell.pledge.web;

import java.security.Principal;
import org.groundswell.pledge.ModeratePledges;
import org.groundswell.pledge.SiteProperties;
import org.groundswell.pledge.Wall;
import org.hibernate.validator.constraints.Range;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What a campaign's organisers see and do of pledges whose words were held back. */
@RestController
@RequestMapping("/api/campaigns/{slug}/pledges")
class ModerationController {

    private final ModeratePledges moderatePledges;

    private final LedCampaigns ledCampaigns;

    private final String publicUrl;

    ModerationController(ModeratePledges moderatePledges, LedCampaigns ledCampaigns, SiteProperties site) {
        this.moderatePledges = moderatePledges;
        this.ledCampaigns = ledCampaigns;
        this.publicUrl = site.publicUrl();
    }

    @GetMapping("/held")
    ResponseEntity<WallPage<HeldView>> held(@PathVariable String slug, Principal organiser,
            @RequestParam(defaultValue = "20") @Range(min = 1, max = Wall.MAX_PAGE) int limit,
            @RequestParam(required = false) @Nullable String before) {
        var led = ledCampaigns.find(slug, organiser);
        var address = publicUrl + "/api/campaigns/" + led.slug() + "/pledges/held";
        var page = moderatePledges.held(led.slug(), led.lead(), WallPage.read(before), limit);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(WallPage.of(page, address, limit, before, pledge -> HeldView.of(pledge, publicUrl)));
    }

    @PostMapping("/{id}/release")
    ResponseEntity<PledgeView> release(@PathVariable String slug, @PathVariable String id, Principal organiser) {
        var led = ledCampaigns.find(slug, organiser);
        return ResponseEntity.ok()
            .cacheControl(CacheControl.noStore())
            .body(PledgeView.of(moderatePledges.release(led.slug(), id, led.lead()), publicUrl));
    }

    @PostMapping("/{id}/remove")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable String slug, @PathVariable String id, Principal organiser) {
        var led = ledCampaigns.find(slug, organiser);
        moderatePledges.remove(led.slug(), id, led.lead());
    }

}
